/* 知权 zhiquan — behaviour of the served pages. Every page works without it. */
"use strict";

/* Forms sent by htmx carry the token of the page. */
document.addEventListener("htmx:configRequest", (event) => {
  const token = document.body.dataset.csrf;
  if (token) event.detail.headers["X-CSRFToken"] = token;
});

/* Single keys of the workbench: "?" and "g" followed by a letter; off when the reader says so. */
(() => {
  const OFF = "zq-keys-off";
  const stored = () => {
    try {
      return localStorage.getItem(OFF) === "1";
    } catch {
      return false;
    }
  };
  const box = document.querySelector("[data-keys-off]");
  if (box) {
    box.checked = stored();
    box.addEventListener("change", () => {
      try {
        localStorage.setItem(OFF, box.checked ? "1" : "0");
      } catch {
        /* private window: forget it */
      }
    });
  }
  if (!document.querySelector(".zq-app")) return;
  const english = document.documentElement.lang === "en" ? "/en" : "";
  const places = { d: "/desk/", b: "/desk/board/", c: "/desk/clauses/", r: "/desk/rights/", i: "/desk/imports/" };
  let led = false;
  addEventListener("keydown", (event) => {
    if (stored() || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest("input, textarea, select, [contenteditable]")) return;
    if (event.key === "?") location.assign(`${english}/desk/keys/`);
    else if (event.key === "g") {
      led = true;
      setTimeout(() => (led = false), 1500);
      return;
    } else if (led && places[event.key]) location.assign(english + places[event.key]);
    led = false;
  });
})();

/* A file chosen or dropped is named before it is sent. */
for (const drop of document.querySelectorAll(".zq-drop")) {
  const input = drop.querySelector("input[type=file]");
  const out = input && document.querySelector(`output[for="${input.id}"]`);
  if (!out) continue;
  input.addEventListener("change", () => {
    out.textContent = [...input.files].map((file) => file.name).join("、");
  });
}

/* Selects that choose a view act at once; the button beside them stays for readers without script. */
for (const select of document.querySelectorAll("select[data-go]")) {
  select.addEventListener("change", () => select.form.requestSubmit());
}

/* Printing. */
for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => print());
}

/* A job that has ended leads on to its result. */
document.addEventListener("htmx:afterSwap", () => {
  const done = document.querySelector("[data-onward]");
  if (done) location.assign(done.dataset.onward);
});
