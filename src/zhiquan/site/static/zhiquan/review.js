/* 知权 zhiquan — keys of the review queue: j and k change the question, 1 to 4 choose an answer. The page works without. */
"use strict";

(() => {
  const page = document.querySelector("[data-review]");
  if (!page) return;
  const isOff = () => {
    try {
      return localStorage.getItem("zq-keys-off") === "1";
    } catch {
      return false;
    }
  };
  addEventListener("keydown", (event) => {
    if (isOff() || event.ctrlKey || event.metaKey || event.altKey) return;
    const typing = event.target.closest("textarea, select, [contenteditable], input:not([type=radio])");
    if (typing) return;
    const way = { j: "[data-after]", k: "[data-before]" }[event.key];
    if (way) {
      const link = page.querySelector(way);
      if (link) location.assign(link.href);
      return;
    }
    const choice = page.querySelector(`input[data-key="${CSS.escape(event.key)}"]`);
    if (!choice) return;
    event.preventDefault();
    choice.checked = true;
    choice.focus();
    const next = { town: "#town", code: "#code" }[choice.value] || "#why";
    page.querySelector(next).focus();
  });
})();
