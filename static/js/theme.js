// How the site looks. Read before the first paint, so that nothing flashes: this file is small, and stays in the way.
// Without JavaScript the same form is sent to the server (editorial/display.py).

(() => {
  const KEY = "theme";
  const root = document.documentElement;

  // Some browsers refuse to remember anything: the page then looks as the device says.
  function remembered() {
    try {
      return localStorage.getItem(KEY);
    } catch {
      return null;
    }
  }

  function remember(theme) {
    try {
      if (theme === "auto") localStorage.removeItem(KEY);
      else localStorage.setItem(KEY, theme);
    } catch {
      // The page changes all the same.
    }
  }

  function apply() {
    const theme = chosen || "auto";
    if (theme === "auto") delete root.dataset.theme;
    else root.dataset.theme = theme;
    for (const button of document.querySelectorAll("[data-themes] [name=theme]")) {
      button.setAttribute("aria-pressed", String(button.value === theme));
    }
  }

  let chosen = remembered();
  apply();
  document.addEventListener("DOMContentLoaded", apply);

  document.addEventListener("submit", (event) => {
    if (!event.target.matches("[data-themes]")) return;
    event.preventDefault();
    chosen = event.submitter.value;
    remember(chosen);
    apply();
  });

  // Another tab of the site changed it.
  window.addEventListener("storage", (event) => {
    if (event.key !== KEY) return;
    chosen = event.newValue;
    apply();
  });

  // An open panel of the header closes with Escape, or when one goes on with something else.
  const panel = () => document.querySelector(".display[open]");
  document.addEventListener("click", (event) => {
    if (panel() && !panel().contains(event.target)) panel().open = false;
  });
  document.addEventListener("keydown", (event) => {
    const open = event.key === "Escape" && panel();
    if (!open) return;
    open.open = false;
    open.querySelector("summary").focus();
  });

  // What opens over the page of a phone closes when the keyboard goes on behind it: nothing hides where one is.
  if (!CSS.supports("selector(:popover-open)")) return;
  document.addEventListener("focusin", (event) => {
    const over = document.querySelector(":popover-open");
    if (over && !over.contains(event.target)) over.hidePopover();
  });
})();
