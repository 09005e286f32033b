// Keys for people who enter data all day. Everything here can also be done without it, with Tab, arrows and Space.
//   c p s n x …  in a row of the assessment grid: its status; i and w: its two toggles; up and down: the other rows
(() => {
  "use strict";

  const STATUS_OF = {
    c: "CR", p: "PR", s: "SD", n: "NON_CR_NON_PD", x: "PD", d: "NED", l: "NED_LOCAL", e: "NE", q: "EQUIVOCAL_NEW",
    b: "BASELINE", 0: "", "-": "",
  };

  const said = document.createElement("div");
  said.id = "entry-said";
  said.className = "visually-hidden";
  said.setAttribute("role", "status");
  document.body.append(said);
  const say = (words) => { said.textContent = words; };

  // What the other scripts of these pages have to say (blank.js, choose.js).
  document.addEventListener("registry:say", (event) => say(event.detail));

  const check = (line, selector) => {
    const radio = line.querySelector(selector);
    if (radio) {
      radio.checked = true;
      radio.focus();
      radio.dispatchEvent(new Event("change", { bubbles: true }));
    }
  };

  const toggle = (line, key) => {
    const radios = [...line.querySelectorAll(`[data-toggle="${key}"] input`)];
    const now = radios.findIndex((radio) => radio.checked);
    const next = radios[(now + 1) % radios.length];
    next.checked = true;
    next.dispatchEvent(new Event("change", { bubbles: true }));
    say(`${next.closest("[data-toggle]").getAttribute("aria-label")}: ${next.getAttribute("aria-label")}`);
  };

  const otherLine = (line, step) => {
    const lines = [...line.parentElement.querySelectorAll(".grid-line")];
    const other = lines[lines.indexOf(line) + step];
    const target = other && (other.querySelector(".grid-cells input:checked") || other.querySelector(".grid-cells input"));
    if (target) {
      target.focus();
    }
  };

  document.addEventListener("keydown", (event) => {
    const line = event.target.closest("[data-status-grid] .grid-line");
    if (!line || event.ctrlKey || event.altKey || event.metaKey || event.target.type !== "radio" || document.documentElement.dataset.keys === "off") {
      return;
    }
    const key = event.key.toLowerCase();
    if (key in STATUS_OF) {
      check(line, `.grid-cells input[value="${STATUS_OF[key]}"]`);
    } else if (key === "i" || key === "w") {
      toggle(line, key);
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      otherLine(line, event.key === "ArrowDown" ? 1 : -1);
    } else {
      return;
    }
    event.preventDefault();
  });

  // A row taken away takes the focus with it; the button that adds one is the nearest place to go on.
  document.addEventListener("htmx:afterSettle", (event) => {
    const section = document.getElementById(event.detail.target.id);
    if (section && section.matches(".entry-rows") && document.activeElement === document.body) {
      (section.querySelector("[autofocus]") || section.querySelector("button[name='add']")).focus();
    }
  });

  const showKeys = () => {
    const off = document.documentElement.dataset.keys === "off";
    document.querySelectorAll(".keys-hint").forEach((hint) => { hint.hidden = off; });
  };
  showKeys();
  document.addEventListener("registry:keys", showKeys);
  document.addEventListener("htmx:load", showKeys);

  // A new entry is opened to be typed into; a note above the form is read first.
  const fresh = document.querySelector("form.entry[data-fresh]");
  if (fresh && !location.hash && document.activeElement === document.body && !fresh.querySelector(".entry-draft .note")) {
    const first = [...fresh.querySelectorAll(".entry-all :is(input, select, textarea):not([type=hidden], [tabindex='-1'])")];
    const shown = first.find((field) => field.offsetParent !== null && !field.disabled);
    if (shown) {
      shown.focus({ preventScroll: true });
    }
  }

  const versions = document.getElementById("versions-title");
  if (versions) {
    versions.focus();
  }
})();
