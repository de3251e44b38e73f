// The index: every report of the run, sorted and filtered; only the rows in view are built.
const data = JSON.parse(find("#data")?.textContent || "null");
const ROWS_SHOWN = 100;
const GRAVE = 5, STATES = 8, INCOMPLETE = 15, NOT_PASSED = 16, WHY = 17, SCORE = 18, RANK = 19;
const RANK_COLUMN = 4;

// Columns as the table shows them: what each sorts by.
const SORTED_BY = [(row) => row[1] || row[2], (row) => row[3], (row) => row[4],
  // What has no score stands below all others, what has no rank behind them.
  ...(data && data.scored ? [(row) => (row[SCORE] === "—" ? -1 : Number(row[SCORE])), (row) => (row[RANK] === "—" ? Infinity : row[RANK])] : []),
  ...Array.from({ length: 10 }, (_, n) => (row) => row[GRAVE + n])];
const compared = new Intl.Collator("zh-CN", { numeric: true }).compare;

function numberCell(number, kind) {
  return make("td", { class: [kind, number ? "" : "nil"].filter(Boolean).join(" ") || null }, String(number));
}
function rowOf(row) {
  const [name, organ, path, year, form] = row;
  // What needs no page of its own has its reason here.
  const why = row[WHY] ? data.whys[row[WHY] - 1] : null;
  const link = why ? told(why[0], why[1])
    : make("a", { href: data.link.replace("{}", name), lang: "zh-CN" }, organ || make("i", {}, say("unnamed")));
  const head = make("th", { scope: "row" }, link);
  if (row[INCOMPLETE]) head.append(" ", make("span", { class: "flag" }, say("incomplete")));
  head.append(make("small", { lang: "zh-CN" }, path));
  const kinds = ["error", "warning", "review"];
  return make("tr", {}, head, make("td", {}, year ? String(year) : "—"), make("td", {}, form),
    ...(data.scored ? [make("td", {}, row[SCORE]), make("td", {}, String(row[RANK]))] : []),
    ...kinds.map((kind, n) => numberCell(row[GRAVE + n], kind)),
    ...Array.from({ length: 7 }, (_, n) => numberCell(row[STATES + n], "")));
}

function listing() {
  const table = find("#reports");
  const body = find("tbody", table);
  const found = (row) => row[GRAVE] + row[GRAVE + 1] + row[GRAVE + 2] > 0;
  const kinds = {
    "": () => true, grave: (row) => row[GRAVE] > 0, found, open: (row) => row[INCOMPLETE],
    clear: (row) => !found(row) && !row[INCOMPLETE],
  };
  const text = data.rows.map((row) => (row[1] + " " + row[2]).toLowerCase());
  const positions = data.rows.map((_, n) => n);
  let order = positions, matching = positions, first = 0, sorted = null;

  const option = (value, ...content) => make("option", { value }, ...content);
  const plain = (word) => WORDS[word][root.lang === "en" ? 1 : 0];
  function select(word, every, values) {
    return make("select", { onchange: filter, "aria-label": plain(word) }, option("", plain(every)), ...values);
  }
  const unique = (values) => Array.from(new Set(values)).filter(Boolean).sort(compared);
  const search = make("input", { type: "search", class: "find", oninput: filter });
  const organ = select("organ", "all_organs", unique(data.rows.map((row) => row[1])).map((each) => option(each, each)));
  const year = select("year", "all_years", unique(data.rows.map((row) => row[3])).map((each) => option(each, String(each))));
  const hits = new Map();
  for (const row of data.rows) for (const rule of row[NOT_PASSED]) hits.set(rule, (hits.get(rule) || 0) + 1);
  const rule = select("rule", "all_rules", Array.from(hits.keys()).sort((a, b) => a - b).map((n) =>
    option(n, data.rules[n][0] + " " + data.rules[n][root.lang === "en" ? 2 : 1] + " (" + hits.get(n) + ")")));
  const count = make("span", { role: "status" });
  const back = button("earlier", () => show(first - ROWS_SHOWN));
  const more = button("later", () => show(first + ROWS_SHOWN));
  const control = (word, box) => make("label", { class: "finder" }, make("span", {}, say(word)), box);
  find("#search").append(control("search", search), control("organ", organ), control("year", year), control("rule", rule));
  const pager = make("p", { class: "pager" }, count, " ", back, more);
  table.parentElement.after(pager);
  find("#pages")?.remove();

  function filter() {
    const kind = kinds[find("#filter input[name=show]:checked").value];
    const wanted = search.value.trim().toLowerCase().split(/\s+/);
    const asked = rule.value === "" ? null : Number(rule.value);
    matching = order.filter((n) => {
      const row = data.rows[n];
      return kind(row) && wanted.every((word) => text[n].includes(word)) && (!organ.value || row[1] === organ.value)
        && (!year.value || String(row[3]) === year.value) && (asked === null || row[NOT_PASSED].includes(asked));
    });
    show(0);
  }
  function show(from, many = ROWS_SHOWN) {
    first = Math.max(0, from);
    const part = matching.slice(first, first + many);
    body.replaceChildren(...part.map((n) => rowOf(data.rows[n])));
    if (part.length) count.replaceChildren(say("of", first + 1, first + part.length, matching.length));
    else count.replaceChildren(say("nothing"));
    back.disabled = first === 0;
    more.disabled = first + many >= matching.length;
    back.hidden = more.hidden = matching.length <= ROWS_SHOWN;
  }
  const heads = all("thead tr:last-child th", table);
  heads.forEach((head, n) => {
    const press = make("button", { type: "button", class: "sort", onclick: () => {
      // Figures begin with the greatest, which is what one looks for, and ranks with the first; a second press turns the order round.
      const down = sorted === n ? head.getAttribute("aria-sort") === "ascending" : n >= 3 && !(data.scored && n === RANK_COLUMN);
      sorted = n;
      for (const other of heads) other.removeAttribute("aria-sort");
      head.setAttribute("aria-sort", down ? "descending" : "ascending");
      const key = data.rows.map(SORTED_BY[n]);
      const by = typeof key[0] === "number" ? (a, b) => key[a] - key[b] : (a, b) => compared(key[a], key[b]);
      order = positions.slice().sort((a, b) => (down ? by(b, a) : by(a, b)) || a - b);
      filter();
    } });
    press.append(...head.childNodes);
    head.append(press);
  });
  for (const kind of all("#filter input[name=show]")) kind.addEventListener("change", filter);
  // Printed is what is asked for, not only the part in view.
  window.addEventListener("beforeprint", () => show(0, matching.length));
  window.addEventListener("afterprint", () => show(0));
  onKey(["/"], "k_search", () => search.focus());
  filter();
}

function panel() {
  const counts = make("p", { class: "tally", role: "status" });
  const rows = make("tbody", {});
  const list = make("details", { hidden: true }, make("summary", {}, say("made_here")), make("div", { class: "scroll", tabindex: 0, role: "group" },
    make("table", { class: "plain" }, make("thead", {}, make("tr", {}, ...["rule", "organ", "year", "verdict", "reason", "reviewer"].map((word) =>
      make("th", { scope: "col" }, say(word === "rule" ? "decide" : word))))), rows)));
  watchers.push(() => {
    const known = decisions.rows();
    counts.replaceChildren(...tally(known));
    list.hidden = !known.length;
    rows.replaceChildren(...known.slice(0, 500).map((row) => make("tr", {}, make("td", {}, row.rule), make("td", {}, row.organ), make("td", {}, row.year),
      make("td", {}, say(row.verdict)), make("td", {}, row.reason), make("td", {}, row.reviewer))));
  });
  find("#review").append(make("h2", {}, say("review")), counts, keeping(data.decided), list);
}

if (data) {
  listing();
  panel();
  refresh();
}
