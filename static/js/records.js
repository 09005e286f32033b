// Keys for people who enter data all day. Everything here can also be done without it, with Tab, arrows and Space.
//   ?            in an empty field: why it is blank, "unknown" first, the next reason with each further press
//   c p s n x …  in a row of the assessment grid: its status; i and w: its two toggles; up and down: the other rows
(() => {
  "use strict";

  const STATUS_OF = {
    c: "CR", p: "PR", s: "SD", n: "NON_CR_NON_PD", x: "PD", d: "NED", l: "NED_LOCAL", e: "NE", q: "EQUIVOCAL_NEW",
    b: "BASELINE", 0: "", "-": "",
  };

  const reasonBeside = (field) => {
    const answer = field.closest(".answer");
    return answer ? answer.querySelector("select[data-blank]") : null;
  };

  const isEmpty = (field) => {
    if (field.matches("select[data-blank]")) {
      return false;
    }
    if (field.type === "checkbox" || field.type === "radio") {
      return !field.closest(".answer").querySelector("input:checked");
    }
    return field.value === "";
  };

  const nextReason = (select) => {
    select.selectedIndex = (select.selectedIndex + 1) % select.options.length;
    select.dispatchEvent(new Event("change", { bubbles: true }));
    say(select.options[select.selectedIndex].text);
  };

  const say = (words) => {
    let place = document.getElementById("entry-said");
    if (!place) {
      place = document.createElement("div");
      place.id = "entry-said";
      place.className = "visually-hidden";
      place.setAttribute("role", "status");
      document.body.append(place);
    }
    place.textContent = words;
  };

  document.addEventListener("keydown", (event) => {
    if (event.key !== "?" || event.ctrlKey || event.altKey || event.metaKey) {
      return;
    }
    const field = event.target;
    const select = field.matches(".entry input, .entry select, .entry textarea") ? reasonBeside(field) : null;
    if (select && isEmpty(field)) {
      event.preventDefault();
      nextReason(select);
    }
  });

  // Whoever goes on to answer takes the reason back.
  document.addEventListener("input", (event) => {
    const field = event.target;
    const select = field.closest(".entry .answer") && reasonBeside(field);
    if (select && select !== field && select.value && !isEmpty(field)) {
      select.selectedIndex = 0;
    }
  });

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
    if (!line || event.ctrlKey || event.altKey || event.metaKey || event.target.type !== "radio") {
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

  document.querySelectorAll(".keys-hint").forEach((hint) => { hint.hidden = false; });

  const versions = document.getElementById("versions-title");
  if (versions) {
    versions.focus();
  }
})();
