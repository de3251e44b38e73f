// A report's page: findings one after another, both ends of every quotation, and the reviewer's decisions.
const findings = all(".finding");
const FOR_FINDING = ["confirmed", "dismissed", "accepted"];
const FOR_RULE = ["checked_ok", "checked_fail"];
let current = null;

const shownFindings = () => findings.filter((finding) => !finding.hidden);

function light(parts) {
  for (const lit of all(".lit")) lit.classList.remove("lit");
  for (const part of parts) part.classList.add("lit");
}
const targetOf = (link) => document.getElementById(decodeURIComponent(link.hash.slice(1)));
const cited = (finding) => all("a[href^='#']", finding).map(targetOf).filter((target) => target && target.closest(".original"));

function go(finding) {
  if (current) current.classList.remove("current");
  current = finding;
  finding.classList.add("current");
  unfold(finding);
  const places = cited(finding);
  light(places);
  if (places[0]) places[0].scrollIntoView({ block: "center" });
  finding.scrollIntoView({ block: "nearest" });
  finding.focus({ preventScroll: true });
}
function step(by) {
  const shown = shownFindings();
  if (!shown.length) return;
  const at = shown.indexOf(current);
  go(shown[at < 0 ? (by > 0 ? 0 : shown.length - 1) : (at + by + shown.length) % shown.length]);
}

function pointed(event) {
  const link = event.target.closest(".finding a[href^='#'], .repairs a, .fix, sup.n a");
  const mark = event.target.closest("mark[id]");
  if (link) light([targetOf(link), link.closest(".operand")].filter(Boolean));
  else if (mark) light([mark, ...all('.finding a[href="#' + mark.id + '"]').map((a) => a.closest(".operand") || a)]);
}
for (const name of ["pointerover", "focusin"]) document.addEventListener(name, pointed);

// What a decision is about: a finding, a rule that could not be assessed, or something the reviewer adds.
function subjectOf(holder) {
  const report = holder.closest(".report").dataset;
  const closes = holder.dataset.closes;
  return {
    fingerprint: closes || holder.dataset.fp, evidence: closes ? report.sha : holder.dataset.ev,
    rule: holder.dataset.rule, organ: report.organ, year: report.year,
  };
}

let open = null;
function closeForm() {
  if (open) { const back = open.back; open.form.remove(); open = null; back.focus(); }
}

function choice(verdict, chosen) {
  return make("label", { class: "choice " + verdict },
    make("input", { type: "radio", name: "verdict", value: verdict, checked: verdict === chosen }), say(verdict));
}
function field(word, control) {
  return make("label", { class: "field" }, make("span", {}, say(word)), control);
}

function ask(place, back, subject, verdicts) {
  closeForm();
  const known = decisions.of(subject.fingerprint) || {};
  const reason = make("textarea", { rows: 3, name: "reason" });
  reason.value = known.reason || "";
  const reviewer = make("input", { name: "reviewer", autocomplete: "off" });
  reviewer.value = known.reviewer || kept.reviewer;
  const expires = make("input", { type: "date", name: "expires" });
  expires.value = (known.expires || "").replace(/\//g, "-");
  const trouble = make("p", { class: "trouble", role: "alert" });
  const manual = verdicts.length === 0;
  const form = make("form", { class: "decision-form", onsubmit: (event) => {
    event.preventDefault();
    const chosen = find("input[name=verdict]:checked", form);
    const verdict = manual ? "confirmed" : chosen && chosen.value;
    const said = { reason: reason.value.trim(), reviewer: reviewer.value.trim() };
    const missing = !verdict ? "need_verdict" : !said.reason && verdict !== "confirmed" || manual && !said.reason
      ? "need_reason" : !said.reviewer ? "need_reviewer" : "";
    if (missing) { trouble.replaceChildren(say(missing)); return; }
    closeForm();
    decisions.set({ ...subject, verdict, ...said, date: today(), expires: manual ? "" : expires.value });
  }, onkeydown: (event) => { if (event.key === "Escape") closeForm(); } },
  manual ? "" : make("fieldset", {}, make("legend", {}, say("verdict")), ...verdicts.map((each) => choice(each, known.verdict))),
  field(manual ? "text" : "reason", reason), field("reviewer", reviewer), manual ? "" : field("expires", expires), trouble,
  make("div", { class: "buttons" }, make("button", { type: "submit", class: "primary" }, say("ok")), button("cancel", closeForm)));
  open = { form, back };
  place.append(form);
  (manual ? reason : find("input", form)).focus();
}

function decidable(holder, verdicts) {
  const subject = subjectOf(holder);
  if (!subject.evidence) return;
  const result = make("span", { class: "result" });
  const opener = button("decide", () => ask(line, opener, subject, verdicts), { class: "act" });
  const undo = button("undo", () => decisions.withdraw(subject.fingerprint), { class: "act" });
  const line = make("div", { class: "decide" }, result, opener, undo);
  holder.append(line);
  watchers.push(() => {
    const row = decisions.of(subject.fingerprint);
    const shown = row && (row.evidence === subject.evidence ? row : null);
    holder.classList.toggle("decided", Boolean(shown));
    holder.classList.toggle("set-aside", Boolean(shown) && (shown.verdict === "dismissed" || shown.verdict === "accepted"));
    result.replaceChildren(...(shown ? [make("b", { class: "count " + shown.verdict }, say(shown.verdict)),
      " " + [shown.reason, shown.reviewer, shown.date, shown.expires && "→ " + shown.expires].filter(Boolean).join(" · ")] : []));
    opener.replaceChildren(say(shown ? "change" : "decide"));
    undo.hidden = !decisions.isMade(subject.fingerprint);
  });
  holder.decide = () => opener.click();
}

function desk(report) {
  const own = all(".finding", report);
  const { sha, organ, year } = report.dataset;
  const counts = make("p", { class: "tally", role: "status" });
  const added = make("ol", { class: "findings" });
  const section = make("section", { class: "added", hidden: true }, make("h3", {}, say("added")), added);
  const adder = button("add", () => ask(place, adder, {
    fingerprint: newFingerprint(), evidence: sha, rule: nextManual(), organ, year }, []));
  const place = make("div", {});
  const decided = Boolean(find(".decision", report));
  const search = make("input", { type: "search", class: "find", oninput: () => {
    const wanted = search.value.trim().toLowerCase();
    for (const finding of own) finding.hidden = Boolean(wanted) && !finding.textContent.toLowerCase().includes(wanted);
  } });
  const steps = own.length ? [button("k_prev", () => step(-1), { class: "step" }), button("k_next", () => step(1), { class: "step" }),
    make("label", { class: "finder" }, make("span", {}, say("search")), search)] : [];
  const desk = make("div", { class: "desk-tools" }, counts, keeping(decided, sha ? adder : ""), place);
  find(".margin h2", report).after(desk, steps.length ? make("div", { class: "strip" }, ...steps) : "");
  find(".margin", report).append(section);
  watchers.push(() => {
    const rows = own.map((finding) => decisions.of(finding.dataset.fp)).filter(Boolean);
    const before = own.filter((finding) => !decisions.of(finding.dataset.fp) && find(".decision:not(.reopened)", finding)).length;
    const aside = own.filter((finding) => finding.matches(".waived, .set-aside")).length;
    counts.replaceChildren(...tally(rows), say("undecided"), " " + (own.length - rows.length - before),
      ...(aside ? [" · ", say("counts_as"), " " + aside] : []));
    const known = new Set(own.map((finding) => finding.dataset.fp));
    const mine = decisions.rows().filter((row) => row.rule.startsWith("MANUAL-") && !known.has(row.fingerprint)
      && (row.evidence === sha || (organ && row.organ === organ && row.year === year)));
    section.hidden = !mine.length;
    added.replaceChildren(...mine.map((row) => make("li", { class: "finding manual" },
      make("h4", {}, make("span", { class: "no" }, row.rule)), make("p", { class: "message" }, row.reason),
      make("p", { class: "at" }, [row.reviewer, row.date].filter(Boolean).join(" · ")),
      decisions.isMade(row.fingerprint) ? button("undo", () => decisions.withdraw(row.fingerprint), { class: "act" }) : "")));
  });
  return search;
}

const searches = all(".report").map(desk);
for (const finding of findings) decidable(finding, FOR_FINDING);
for (const rule of all("[data-closes]")) decidable(rule, FOR_RULE);
refresh();

document.addEventListener("click", (event) => {
  const link = event.target.closest("sup.n a");
  if (link && targetOf(link)) { event.preventDefault(); history.replaceState(null, "", link.hash); go(targetOf(link)); }
});
document.addEventListener("focusin", (event) => {
  const finding = event.target.closest(".finding[data-fp]");
  if (finding && finding !== current) {
    if (current) current.classList.remove("current");
    current = finding;
    current.classList.add("current");
  }
});

onKey(["j", "n"], "k_next", () => step(1));
onKey(["k", "p"], "k_prev", () => step(-1));
onKey(["d"], "k_decide", () => { if (!current) step(1); if (current) current.decide(); });
if (!keys.has("/")) onKey(["/"], "k_search", () => { const box = searches.find((each) => each.isConnected && each.offsetParent); if (box) box.focus(); });
