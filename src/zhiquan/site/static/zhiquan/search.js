/* 知权 zhiquan — the search box: lines offered while typing, filters that act at once. The pages work without it. */
"use strict";

/* Lines below a search box: a listbox the arrow keys go through; the server sends its options. */
const offerLines = (form) => {
  const box = form.querySelector("input[type=search]"),
    list = form.querySelector(".zq-suggested");
  let active = null,
    isTyping = false; /* lines that arrive after the question was asked, or the list closed, are not shown */
  const english = document.documentElement.lang === "en";
  box.setAttribute("role", "combobox");
  box.setAttribute("aria-autocomplete", "list");
  box.setAttribute("aria-controls", list.id);
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", english ? "Suggestions" : "提示");

  const choose = (option) => {
    active?.setAttribute("aria-selected", "false");
    active = option;
    if (option) {
      option.setAttribute("aria-selected", "true");
      option.scrollIntoView({ block: "nearest" });
      box.setAttribute("aria-activedescendant", option.id);
    } else box.removeAttribute("aria-activedescendant");
  };
  const show = (isOpen) => {
    list.hidden = !isOpen;
    box.setAttribute("aria-expanded", String(isOpen));
    choose(null);
  };
  const close = () => {
    isTyping = false;
    show(false);
  };
  const take = (option) => {
    box.value = option.dataset.text;
    close();
    box.focus();
    if ("whole" in option.dataset) form.requestSubmit();
  };

  show(false);
  list.addEventListener("htmx:afterSwap", () => {
    for (const option of list.children) option.id = `${list.id}-${option.id}`;
    show(isTyping && list.children.length > 0 && document.activeElement === box);
  });
  list.addEventListener("mousedown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => {
    const option = event.target.closest("[role=option]");
    if (option) take(option);
  });
  box.addEventListener("input", () => (isTyping = true));
  box.addEventListener("blur", close);
  form.addEventListener("submit", close);
  box.addEventListener("keydown", (event) => {
    if (list.hidden || event.isComposing) return;
    const options = [...list.children];
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) {
      const from = active ? options.indexOf(active) : step > 0 ? -1 : 0;
      choose(options[(from + step + options.length) % options.length]);
    } else if (event.key === "Enter" && active) take(active);
    else if (event.key === "Escape") close();
    else return;
    event.preventDefault();
  });
};

/* The first page, and one that Back brings again into the same document. */
document.addEventListener("htmx:load", ({ target }) => {
  if (target.matches("form[data-suggest]")) offerLines(target);
  target.querySelectorAll("form[data-suggest]").forEach(offerLines);
});

/* Values of facets and the order act at once; on a telephone the button of the drawer does. */
document.addEventListener("change", (event) => {
  const chosen = event.target.closest("#facets input, #order");
  if (chosen && !document.querySelector("#facets:popover-open")) chosen.form.requestSubmit();
});
