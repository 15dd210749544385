// The frame of every page: colour scheme and menu. Without this script pages are light, and the menu's link leads to its list.
(function (root) {
  "use strict";
  const KEY = "htx-scheme";
  const system = matchMedia("(prefers-color-scheme: dark)");
  let chosen = recall();

  // Decided before the page is painted, so that nothing flashes.
  show();
  root.classList.add("htx-js");
  if (system.addEventListener) system.addEventListener("change", show);
  addEventListener("storage", function (event) {
    if (event.key === KEY) follow(event.newValue);
  });
  addEventListener("DOMContentLoaded", function () {
    document.querySelectorAll(".htx-scheme").forEach(openScheme);
    document.querySelectorAll(".htx-menu__open").forEach(openMenu);
    show();
  });

  function recall() {
    try {
      return localStorage.getItem(KEY);
    } catch {
      return null; // a browser that keeps nothing
    }
  }

  function follow(scheme) {
    chosen = scheme;
    show();
  }

  function isDark() {
    return chosen ? chosen === "dark" : system.matches;
  }

  function show() {
    root.dataset.htxScheme = isDark() ? "dark" : "light";
    document.querySelectorAll(".htx-scheme").forEach((button) => button.setAttribute("aria-pressed", isDark()));
  }

  function openScheme(button) {
    button.addEventListener("click", function () {
      follow(isDark() ? "light" : "dark");
      try {
        localStorage.setItem(KEY, chosen);
      } catch {
        // the choice holds for this page
      }
    });
  }

  function openMenu(link) {
    const menu = document.querySelector(link.hash);
    if (!menu.showModal) return; // a browser of before 2022 follows the link
    link.setAttribute("aria-haspopup", "dialog");
    link.setAttribute("aria-expanded", "false");
    makeButton(link, function () {
      menu.showModal();
      link.setAttribute("aria-expanded", "true");
    });
    makeButton(menu.querySelector(".htx-menu__close"), () => menu.close());
    menu.addEventListener("click", (event) => event.target === menu && menu.close());
    menu.addEventListener("close", function () {
      link.setAttribute("aria-expanded", "false");
      link.focus();
    });
    addEventListener("pagehide", () => menu.open && menu.close()); // whoever comes back sees the page
  }

  function makeButton(link, act) {
    link.setAttribute("role", "button");
    link.addEventListener("click", function (event) {
      event.preventDefault();
      act();
    });
    link.addEventListener("keydown", function (event) {
      if (event.key !== " ") return;
      event.preventDefault();
      act();
    });
  }
})(document.documentElement);
