// In the head: the page must not be drawn in the other theme first.
document.documentElement.classList.add("js");
try { document.documentElement.dataset.theme = localStorage.getItem("auditor-theme") || ""; } catch { /* nothing is kept here */ }
