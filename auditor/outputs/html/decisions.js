// The reviewer's decisions: kept in the browser, saved to and loaded from decisions.csv.
const COLUMNS = ["fingerprint", "evidence", "rule", "organ", "year", "verdict", "reason", "reviewer", "date", "expires"];
const VERDICTS = ["confirmed", "dismissed", "accepted", "checked_ok", "checked_fail"];
const STORE = "auditor-decisions-" + root.dataset.run;
const watchers = [];

// The rows of the decisions file that the run was given, in its order; none where they are too many for the page.
const given = JSON.parse(find("#given")?.textContent || "[]");

// made: decided here; loaded: from a file. A row made here goes before a loaded one of the same fingerprint.
let kept = { made: {}, loaded: {}, reviewer: "", read: false, saved: true };
let stored = remember("auditor-probe", "1");
let leavingForOurs = false;

function recall() {
  try { kept = { ...kept, ...JSON.parse(remembered(STORE) || "{}") }; } catch { /* an older page wrote something else */ }
}
recall();

function changed(saved) {
  kept.saved = saved;
  stored = remember(STORE, JSON.stringify(kept));
  refresh();
}
function refresh() {
  for (const watcher of watchers) watcher();
}
window.addEventListener("storage", (event) => {
  if (event.key === STORE) { recall(); refresh(); }
});
// Some browsers keep a page alive behind another one of the folder.
window.addEventListener("pageshow", (event) => {
  if (event.persisted) { recall(); refresh(); }
});

const decisions = {
  of: (fingerprint) => kept.made[fingerprint] || kept.loaded[fingerprint] || null,
  isMade: (fingerprint) => fingerprint in kept.made,
  rows: () => Object.values({ ...kept.loaded, ...kept.made }),
  // What is saved: all that was given, in its order, then the rest. A new row takes the place of one on the same evidence;
  // one on other evidence is history and stays.
  file() {
    const left = new Map(decisions.rows().map((row) => [row.fingerprint, row]));
    const placed = new Set();
    const before = given.flatMap((row) => {
      const own = left.get(row.fingerprint);
      if (!own || own.evidence !== row.evidence) return [row];
      if (placed.has(own)) return [];
      placed.add(own);
      return [own];
    });
    const order = (row) => [row.rule, row.organ, row.year, row.fingerprint].join("\u0000");
    const added = Array.from(left.values()).filter((row) => !placed.has(row));
    return [...before, ...added.sort((one, other) => (order(one) < order(other) ? -1 : 1))];
  },
  set(row) { kept.made[row.fingerprint] = row; kept.reviewer = row.reviewer; changed(false); },
  withdraw(fingerprint) { delete kept.made[fingerprint]; changed(false); },
};

function today() {
  const now = new Date();
  const two = (number) => String(number).padStart(2, "0");
  return now.getFullYear() + "-" + two(now.getMonth() + 1) + "-" + two(now.getDate());
}

function newFingerprint() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  // A letter first: a spreadsheet would take 32 digits for a number and round them.
  return "f" + Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("").slice(1);
}

function nextManual() {
  const numbers = decisions.file().map((row) => Number((/^MANUAL-(\d+)$/.exec(row.rule) || [0, 0])[1]));
  return "MANUAL-" + (Math.max(0, ...numbers) + 1);
}

// A spreadsheet runs a cell that begins like a formula. An apostrophe before it stops that; one that was there
// is doubled, so that reading takes back exactly what writing put in.
const guarded = (text) => (/^['=+\-@\t\r]/.test(text) ? "'" + text : text);
const unguarded = (text) => (/^'['=+\-@\t\r]/.test(text) ? text.slice(1) : text);
const quoted = (text) => (/[",\r\n]|^\s|\s$/.test(text) ? '"' + text.replace(/"/g, '""') + '"' : text);

function toCsv(rows) {
  const lines = [COLUMNS, ...rows.map((row) => COLUMNS.map((column) => guarded(String(row[column] || ""))))];
  return "\ufeff" + lines.map((cells) => cells.map(quoted).join(",") + "\r\n").join("");
}

function fromCsv(text) {
  const table = [];
  let row = [], cell = "", inside = false;
  for (let at = 0; at < text.length; at++) {
    const char = text[at];
    if (inside) {
      if (char !== '"') cell += char;
      else if (text[at + 1] === '"') { cell += '"'; at++; } else inside = false;
    } else if (char === '"') inside = true;
    else if (char === ",") { row.push(cell); cell = ""; }
    else if (char === "\n") { row.push(cell); table.push(row); row = []; cell = ""; }
    else if (char !== "\r") cell += char;
  }
  if (cell || row.length) table.push([...row, cell]);
  const head = (table.shift() || []).map((name) => name.replace("\ufeff", "").trim());
  for (const name of ["fingerprint", "evidence", "verdict"]) if (!head.includes(name)) throw new Error(name);
  const rows = table.filter((cells) => cells.some((each) => each.trim())).map((cells) =>
    Object.fromEntries(COLUMNS.map((name) => [name, unguarded((cells[head.indexOf(name)] || "").trim())])));
  const odd = rows.find((each) => !each.fingerprint || !VERDICTS.includes(each.verdict));
  if (odd) throw new Error(odd.fingerprint + " " + odd.verdict);
  return rows;
}

function decoded(bytes) {
  try { return new TextDecoder("utf-8", { fatal: true }).decode(bytes); }
  catch { return new TextDecoder("gb18030").decode(bytes); } // what a Chinese spreadsheet saves as plain CSV
}

async function load(files, tell) {
  let count = 0, differing = 0;
  for (const file of files) {
    let rows;
    try { rows = fromCsv(decoded(await file.arrayBuffer())); }
    catch (error) { tell("bad_file", file.name + " (" + error.message + ")"); return; }
    for (const row of rows) {
      const own = kept.made[row.fingerprint];
      const same = own && COLUMNS.every((name) => own[name] === row[name]);
      if (same) delete kept.made[row.fingerprint];
      else if (own) differing++;
      kept.loaded[row.fingerprint] = row;
      count++;
    }
  }
  kept.read = true;
  changed(Object.keys(kept.made).length === 0 && files.length === 1);
  tell("loaded", count, differing);
}

function save() {
  const blob = new Blob([toCsv(decisions.file())], { type: "text/csv;charset=utf-8" });
  const link = make("a", { href: URL.createObjectURL(blob), download: "decisions.csv", hidden: true });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  changed(true);
}

// The buttons that save and load, and a line that says how things stand. `decided`: the run itself used a file.
function keeping(decided, ...more) {
  const status = make("p", { class: "status", role: "status" });
  const input = make("input", { type: "file", accept: ".csv,text/csv", multiple: true, hidden: true, onchange: async () => {
    await load(Array.from(input.files), (word, first, differing) => {
      if (word === "bad_file") status.replaceChildren(say(word), first);
      else status.replaceChildren(say(word, first), differing ? say("kept", differing) : "");
    });
    input.value = "";
  } });
  const saving = button("save", save, { class: "primary" });
  watchers.push(() => {
    const count = decisions.rows().length;
    saving.disabled = !count;
    const parts = [];
    if (count) parts.push(say(kept.saved ? "saved" : "unsaved"), " (" + count + ")");
    if (count) parts.push(make("small", {}, say("counts_later")));
    if (!stored) parts.push(make("b", {}, say("no_storage")));
    if (count && given.length) parts.push(make("small", {}, say("carried", given.length)));
    if (decided && !given.length && !kept.read && count) parts.push(make("b", {}, say("load_first")));
    status.replaceChildren(...parts);
  });
  return make("div", { class: "keeping" }, ...more, button("load", () => input.click()), saving, input, status);
}

function tally(rows) {
  const parts = VERDICTS.map((verdict) => [verdict, rows.filter((row) => row.verdict === verdict).length])
    .filter(([, count]) => count)
    .flatMap(([verdict, count]) => [make("span", { class: "count " + verdict }, say(verdict), " " + count), " "]);
  return parts;
}

document.addEventListener("click", (event) => {
  const link = event.target.closest("a[href]");
  // Decisions follow to the other pages of the folder where the browser keeps them.
  leavingForOurs = Boolean(link) && stored && link.protocol === location.protocol && link.host === location.host;
});
window.addEventListener("beforeunload", (event) => {
  if (!kept.saved && !leavingForOurs) event.preventDefault();
  leavingForOurs = false;
});
