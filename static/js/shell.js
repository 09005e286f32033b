// The frame's only script: the theme switch without a page load, focus on an error summary, and faults of htmx in words.
// Everything here works without it too: the switch is a form, and the summary stands at the top of the page.
(() => {
  "use strict";

  const root = document.documentElement;

  const showTheme = (theme) => {
    if (theme === "system") {
      root.removeAttribute("data-theme");
    } else {
      root.setAttribute("data-theme", theme);
    }
    document.querySelectorAll(".theme-switch button").forEach((button) => {
      button.setAttribute("aria-pressed", String(button.value === theme));
    });
  };

  const focusFirstSummary = (within) => {
    const summary = within.querySelector(".error-summary:not([data-still])");
    if (summary) {
      summary.focus();
    }
  };

  const sayFault = (words) => {
    const place = document.getElementById("request-fault");
    if (place) {
      place.textContent = "";
      const note = document.createElement("div");
      note.className = "note note-error";
      note.textContent = words;
      place.append(note);
    }
  };

  document.addEventListener("submit", (event) => {
    const form = event.target.closest(".theme-switch");
    if (!form || !event.submitter) {
      return;
    }
    event.preventDefault();
    const data = new FormData(form, event.submitter);
    showTheme(event.submitter.value);
    fetch(form.action, { method: "POST", body: data, redirect: "manual", credentials: "same-origin" })
      .catch(() => sayFault("The choice of colours could not be saved. It holds on this page only."));
  });

  document.addEventListener("click", (event) => {
    document.querySelectorAll("details.account[open]").forEach((menu) => {
      if (!menu.contains(event.target)) {
        menu.open = false;
      }
    });
  });

  document.addEventListener("keydown", (event) => {
    const menu = event.key === "Escape" && document.querySelector("details.account[open]");
    if (menu) {
      menu.open = false;
      menu.querySelector("summary").focus();
    }
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && root.dataset.keys !== "off") {
      const form = event.target.closest("form[data-quick-save]");
      if (form) {
        event.preventDefault();
        form.requestSubmit();
      }
    }
  });

  // The keys of a page can be switched off, for good: a cookie remembers it and nothing else.
  const showSwitches = () => document.querySelectorAll("[data-keys-switch]").forEach((button) => {
    button.hidden = false;
    button.textContent = root.dataset.keys === "off" ? "Switch these keys on" : "Switch these keys off";
  });
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-keys-switch]");
    if (!button) {
      return;
    }
    root.dataset.keys = root.dataset.keys === "off" ? "on" : "off";
    showSwitches();
    document.dispatchEvent(new Event("registry:keys"));
    const headers = JSON.parse(document.body.getAttribute("hx-headers"));
    fetch(button.dataset.keysSwitch, { method: "POST", headers, body: new URLSearchParams({ keys: root.dataset.keys }), credentials: "same-origin", keepalive: true })
      .catch(() => sayFault("The choice of keys could not be saved. It holds on this page only."));
  });
  document.addEventListener("htmx:load", showSwitches);
  showSwitches();

  // A link of the summary moves the focus into the field, not only the page to it.
  document.addEventListener("click", (event) => {
    const link = event.target.closest(".error-summary a[href^='#']");
    const field = link && document.getElementById(link.getAttribute("href").slice(1));
    if (field) {
      event.preventDefault();
      for (let fold = field.closest("details"); fold; fold = fold.parentElement.closest("details")) {
        fold.open = true;
      }
      field.scrollIntoView({ block: "center" });
      field.focus({ preventScroll: true });
    }
  });

  document.addEventListener("htmx:afterSwap", (event) => focusFirstSummary(event.detail.target));
  document.addEventListener("htmx:beforeRequest", () => {
    const place = document.getElementById("request-fault");
    if (place) {
      place.textContent = "";
    }
  });
  document.addEventListener("htmx:sendError", () =>
    sayFault("The server could not be reached. What you typed is still on this page; try again."));
  document.addEventListener("htmx:responseError", (event) => {
    const status = event.detail.xhr.status;
    sayFault(status === 403
      ? "You are signed out, or this is not yours to change. What you typed is still on this page."
      : `The server could not do this (answer ${status}). What you typed is still on this page; try again.`);
  });

  // On a telephone the navigation is one row that scrolls: it begins where one is.
  const nav = document.querySelector(".primary-nav ul");
  const here = nav && nav.querySelector("[aria-current]");
  if (here && nav.scrollWidth > nav.clientWidth) {
    nav.scrollLeft = here.getBoundingClientRect().left - nav.getBoundingClientRect().left - nav.clientWidth / 3;
  }

  focusFirstSummary(document);
})();
