// One key for why a field is blank. Alt+B in an empty field opens the reasons, one letter chooses; the field keeps the focus.
// The small button beside each field does the same for a mouse or a finger. Without this script it is an ordinary list.
(() => {
  "use strict";

  const root = document.documentElement;
  const keysOn = () => root.dataset.keys !== "off";
  const say = (words) => document.dispatchEvent(new CustomEvent("registry:say", { detail: words }));

  const element = (name, properties, ...children) => {
    const made = Object.assign(document.createElement(name), properties);
    made.append(...children);
    return made;
  };

  // ---- which reason belongs to which field ------------------------------------------------------------------

  const isReason = (field) => field.matches("select[data-blank]");
  const reasonBeside = (field) => {
    const name = (field.name || "").replace(/_other$/, "");
    const named = name && field.form ? field.form.elements[`${name}_absent`] : null;
    const answer = field.closest(".answer");
    return named || (answer ? answer.querySelector("select[data-blank]") : null);
  };
  const name = (select) => select.name.replace(/_absent$/, "");

  // The controls of the field for which a reason speaks: its radio buttons, its boxes, the box for other words.
  const controlsOf = (select) =>
    [...select.form.elements].filter((one) => one.name === name(select) || one.name === `${name(select)}_other`);
  const holdsSomething = (select) => controlsOf(select).some((one) =>
    one.type === "checkbox" || one.type === "radio" ? one.checked && one.value !== "" : one.value !== "");
  const labelOf = (select) => select.dataset.of;
  const wordsOf = (select) => (select.value ? select.selectedOptions[0].text : "");

  // ---- the button ----------------------------------------------------------------------------------------------

  const buttonOf = (select) => document.getElementById(`${select.id}_button`);

  const show = (select) => {
    const button = buttonOf(select);
    const words = wordsOf(select);
    button.textContent = words || "blank?";
    button.toggleAttribute("data-said", Boolean(words));
    button.setAttribute("aria-label", words ? `${words}: why “${labelOf(select)}” is blank` : `Why is “${labelOf(select)}” blank?`);
    controlsOf(select).forEach((one) => {
      const others = (one.getAttribute("aria-describedby") || "").split(" ").filter((id) => id && id !== button.id);
      const ids = words ? [...others, button.id] : others;
      ids.length ? one.setAttribute("aria-describedby", ids.join(" ")) : one.removeAttribute("aria-describedby");
    });
  };

  const dress = (select) => {
    if (buttonOf(select)) {
      return;
    }
    const label = document.querySelector(`label[for="${select.id}"]`);
    select.dataset.of = (label ? label.textContent : "").replace(/^Why is “|” blank\?$/g, "").trim();
    const button = element("button", { type: "button", id: `${select.id}_button`, className: "blank-button" });
    button.setAttribute("aria-haspopup", "menu");
    button.setAttribute("aria-expanded", "false");
    button.setAttribute("aria-keyshortcuts", "Alt+B");
    button.tabIndex = keysOn() ? -1 : 0;
    button.title = "Why is it blank? Alt+B in the field";
    button.addEventListener("click", () => open(select, button));
    select.after(button);
    select.hidden = true;
    if (label) {
      label.htmlFor = button.id;
      label.hidden = label.matches(".visually-hidden");
    }
    show(select);
  };

  // ---- the reasons -----------------------------------------------------------------------------------------------

  let menu = null; // the one that is open
  let openedFor = null; // its select
  let backTo = null;

  const close = (focusBack) => {
    if (!menu) {
      return;
    }
    const [closing, select] = [menu, openedFor];
    menu = openedFor = null;
    closing.remove();
    buttonOf(select)?.setAttribute("aria-expanded", "false");
    if (focusBack && backTo && backTo.isConnected) {
      backTo.focus();
    }
  };

  const choose = (select, value) => {
    select.value = value;
    close(true);
    show(select);
    const fold = select.closest("details");
    if (fold && value) {
      fold.open = true; // what was chosen is seen, also in a folded line of the grid
    }
    select.dispatchEvent(new Event("change", { bubbles: true }));
    say(value ? `${labelOf(select)}: ${wordsOf(select)}` : `${labelOf(select)}: no reason given`);
  };

  const item = (select, value, key, words) => {
    const made = element("button", { type: "button", tabIndex: -1 }, element("kbd", { ariaHidden: "true" }, key), words);
    made.setAttribute("role", "menuitemradio");
    made.setAttribute("aria-checked", String(select.value === value));
    made.dataset.key = key.toLowerCase();
    made.addEventListener("click", () => choose(select, value));
    return made;
  };

  // Below its field, above it where there is no room below.
  const place = (made, beside) => {
    const box = beside.getBoundingClientRect();
    const below = box.bottom + made.offsetHeight + 8 < root.clientHeight;
    made.style.left = `${Math.max(4, Math.min(box.left, root.clientWidth - made.offsetWidth - 4))}px`;
    made.style.top = `${below ? box.bottom + 2 : Math.max(4, box.top - made.offsetHeight - 2)}px`;
  };

  const open = (select, from) => {
    const again = openedFor === select;
    close(false);
    if (again) {
      from.focus();
      return;
    }
    if (holdsSomething(select)) {
      say(`${labelOf(select)} holds an answer. Empty it first, then say why it is blank.`);
      return hint(select, from);
    }
    menu = element("div", { className: "blank-menu" });
    menu.setAttribute("role", "menu");
    menu.setAttribute("aria-label", `Why is “${labelOf(select)}” blank?`);
    [...select.options].filter((one) => one.value).forEach((one) => menu.append(item(select, one.value, one.text[0], one.text)));
    if (select.value) {
      menu.append(item(select, "", "T", "Take the reason back"));
    }
    [openedFor, backTo] = [select, from];
    buttonOf(select).setAttribute("aria-expanded", "true");
    (from.closest(".answer, .grid-line, .entry") || document.body).append(menu);
    place(menu, from);
    (menu.querySelector("[aria-checked=true]") || menu.firstChild).focus();
  };

  // What the field holds is not thrown away for a reason.
  const hint = (select, from) => {
    const words = element("p", { className: "blank-hint" }, "It holds an answer. Empty it first.");
    from.closest(".answer, .grid-line, .entry").append(words);
    place(words, from);
    from.addEventListener("blur", () => words.remove(), { once: true });
    setTimeout(() => words.remove(), 4000);
  };

  const move = (step) => {
    const items = [...menu.children];
    const here = items.indexOf(document.activeElement);
    items[(here + step + items.length) % items.length].focus();
  };

  const inMenu = (event) => {
    const letter = event.key.length === 1 && !event.ctrlKey && !event.altKey && !event.metaKey ? event.key.toLowerCase() : "";
    const chosen = letter && menu.querySelector(`[data-key="${CSS.escape(letter)}"]`);
    if (chosen) {
      chosen.click();
    } else if (isTheKey(event) || event.key === "ArrowDown") {
      move(1);
    } else if (event.key === "ArrowUp") {
      move(-1);
    } else if (event.key === "Escape") {
      event.stopImmediatePropagation();
      close(true);
    } else if (event.key === "Tab") {
      close(true);
      return; // on from the field
    } else {
      return;
    }
    event.preventDefault();
  };

  const isTheKey = (event) =>
    event.altKey && !event.ctrlKey && !event.metaKey && !event.shiftKey && (event.code === "KeyB" || event.key.toLowerCase() === "b");

  document.addEventListener("keydown", (event) => {
    if (menu && menu.contains(event.target)) {
      inMenu(event);
      return;
    }
    const field = isTheKey(event) && keysOn() && event.target.closest(".entry input, .entry select, .entry textarea, .blank-button");
    if (!field) {
      return;
    }
    event.preventDefault();
    const select = field.matches(".blank-button") ? field.previousElementSibling : reasonBeside(field);
    if (select) {
      open(select, field);
    } else {
      say("No reason can be given here.");
    }
  }, true);

  document.addEventListener("focusin", (event) => {
    if (menu && !menu.contains(event.target)) {
      close(false);
    }
  });
  document.addEventListener("pointerdown", (event) => {
    if (menu && !menu.contains(event.target) && !event.target.closest(".blank-button")) {
      close(false);
    }
  });
  window.addEventListener("scroll", () => { if (menu) { place(menu, backTo); } }, { passive: true });

  // Whoever goes on to answer takes the reason back.
  const taken = (event) => {
    const field = event.target;
    if (!field.form || !field.closest(".entry") || isReason(field)) {
      return;
    }
    const select = reasonBeside(field);
    if (select && select.value && holdsSomething(select)) {
      select.value = "";
      show(select);
      say(`${labelOf(select)}: answered, so the reason is taken back`);
    }
  };
  document.addEventListener("input", taken);
  document.addEventListener("change", (event) => {
    if (event.target.matches(".entry select[data-blank]")) {
      show(event.target);
    } else {
      taken(event);
    }
  });

  const dressAll = (within) => within.querySelectorAll(".entry select[data-blank]").forEach(dress);
  document.addEventListener("htmx:load", (event) => dressAll(event.detail.elt.parentElement || document));
  document.addEventListener("registry:keys", () => {
    document.querySelectorAll(".blank-button").forEach((one) => { one.tabIndex = keysOn() ? -1 : 0; });
  });
  dressAll(document);
})();
