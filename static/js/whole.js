// The whole case on one page: a row's form opens where the row stands, is saved there, and gives way to the saved row.
// Without this script the same links lead to the form's own page.
(() => {
  "use strict";

  const whole = document.getElementById("whole");
  const keysOn = () => document.documentElement.dataset.keys !== "off";
  let typed = false;
  let waiting = null;

  const openForm = () => whole.querySelector(".row-slot form.entry");

  const close = () => {
    const form = openForm();
    if (form) {
      const slot = form.closest(".row-slot");
      const opener = whole.querySelector(`[hx-target="#${slot.id}"]`);
      slot.replaceChildren();
      typed = false;
      if (opener) {
        opener.focus();
      }
    }
  };

  document.addEventListener("input", (event) => {
    if (event.target.closest(".row-slot form.entry")) {
      typed = true;
    }
  });

  // One form at a time, for its fields bear the same names as those of the next: a changed one is saved first.
  document.addEventListener("htmx:confirm", (event) => {
    const opener = event.detail.elt.closest("[data-open]");
    const form = openForm();
    if (!opener || !form) {
      return;
    }
    event.preventDefault();
    if (typed) {
      waiting = opener.getAttribute("hx-target");
      form.requestSubmit();
    } else {
      close();
      event.detail.issueRequest(true);
    }
  });

  // Buttons inside the form that post to "the page they stand on" mean the form's page, not this one.
  document.addEventListener("htmx:configRequest", (event) => {
    const form = event.detail.elt.closest(".row-slot form.entry");
    if (form && event.detail.elt.getAttribute("hx-post") === "") {
      event.detail.path = form.getAttribute("action");
    }
  });

  document.addEventListener("htmx:afterSettle", (event) => {
    const target = event.detail.target;
    if (target.matches(".row-slot")) {
      typed = false;
      const field = target.querySelector(".error-summary, input:not([type=hidden]), select, textarea");
      if (field) {
        field.focus();
      }
    } else if (target.matches(".part")) {
      typed = false;
      document.body.dispatchEvent(new CustomEvent("case-changed"));
      const opener = waiting && whole.querySelector(`[hx-target="${waiting}"]`);
      waiting = null;
      if (opener) {
        opener.click();
      } else {
        const title = document.getElementById(target.id)?.querySelector("h2");
        title?.focus();
      }
    }
  });

  const step = (by) => {
    const parts = [...whole.querySelectorAll(".part")];
    // where the focus is, for the last sections never reach the upper edge of the screen
    const focused = parts.findIndex((one) => one.contains(document.activeElement));
    const here = focused < 0 ? parts.findIndex((one) => one.getBoundingClientRect().bottom > 80) : focused;
    const next = parts[Math.min(Math.max(here + by, 0), parts.length - 1)];
    next.scrollIntoView({ block: "start" });
    next.querySelector("h2").focus({ preventScroll: true });
  };

  document.addEventListener("keydown", (event) => {
    if (!keysOn() || event.target.closest("[aria-expanded=true], [role=menu]")) {
      return; // an open list takes its keys itself
    }
    if (event.altKey && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
      event.preventDefault();
      step(event.key === "ArrowDown" ? 1 : -1);
    } else if (event.key === "Escape" && openForm() && !typed) {
      close();
    }
  }, true);
})();
