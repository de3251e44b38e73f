// What every page does: both languages, the theme, keys, and folded parts that a link or the printer needs open.
const WORDS = JSON.parse(document.getElementById("words").textContent);
const root = document.documentElement;
const find = (selector, within = document) => within.querySelector(selector);
const all = (selector, within = document) => Array.from(within.querySelectorAll(selector));

// Texts only ever become text nodes: nothing that a report says can become markup.
function make(tag, attributes = {}, ...content) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
    else if (value === true) made.setAttribute(name, "");
    else if (value !== false && value !== null) made.setAttribute(name, value);
  }
  made.append(...content);
  return made;
}

function told(zh, en) {
  const both = document.createDocumentFragment();
  if (zh === en) both.append(zh);
  else both.append(make("span", { lang: "zh" }, zh), make("span", { lang: "en" }, en));
  return both;
}

function filled(text, values) {
  let n = 0;
  return text.replace(/\{\}/g, () => values[n++]);
}

function say(word, ...values) {
  const [zh, en] = WORDS[word];
  return told(filled(zh, values), filled(en, values));
}

function button(word, press, attributes = {}) {
  return make("button", { type: "button", onclick: press, ...attributes }, say(word));
}

function remembered(key) {
  try { return localStorage.getItem(key); } catch { return null; }
}

function remember(key, value) {
  try { localStorage.setItem(key, value); return true; } catch { return false; }
}

for (const choice of all("input.lang")) {
  if (remembered("auditor-lang") === choice.id) choice.checked = true;
  choice.addEventListener("change", () => { remember("auditor-lang", choice.id); tongue(); });
}
function tongue() {
  root.lang = find("#zh").checked ? "zh-CN" : "en";
}
tongue();

function isDark() {
  const chosen = root.dataset.theme;
  return chosen ? chosen === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
}
const theme = make("button", { type: "button", onclick: () => {
  root.dataset.theme = isDark() ? "light" : "dark";
  remember("auditor-theme", root.dataset.theme);
  theme.replaceChildren(say(isDark() ? "light" : "dark"));
} }, say(isDark() ? "light" : "dark"));

// Keys: each page adds its own to these.
const keys = new Map();
const explained = [];
function onKey(names, word, act) {
  explained.push([names, word]);
  for (const name of names) keys.set(name, act);
}

let help = null;
function showHelp() {
  if (!help) {
    const rows = explained.map(([names, word]) => make("div", {}, make("dt", {},
      ...names.map((name) => make("kbd", {}, name))), make("dd", {}, say(word))));
    help = make("dialog", { class: "help", "aria-labelledby": "help-title" },
      make("h2", { id: "help-title" }, say("help")), make("dl", {}, ...rows), button("close", () => help.close()));
    document.body.append(help);
  }
  help.showModal();
}
onKey(["?"], "k_help", showHelp);

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (event.target.closest("input:not([type=radio]), textarea, select, dialog")) return;
  const act = keys.get(event.key);
  if (act) { event.preventDefault(); act(event); }
});

find("#tools").append(theme, button("help", showHelp, { "aria-keyshortcuts": "?" }));

function unfold(target) {
  for (let at = target; at; at = at.parentElement) if (at.tagName === "DETAILS") at.open = true;
}
function unfoldTarget() {
  const target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (target) { unfold(target); target.scrollIntoView(); }
}
window.addEventListener("hashchange", unfoldTarget);
unfoldTarget();

let folded = [];
window.addEventListener("beforeprint", () => {
  folded = all("details:not([open])");
  for (const part of folded) part.open = true;
});
window.addEventListener("afterprint", () => {
  for (const part of folded) part.open = false;
});
