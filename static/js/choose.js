// Long lists are searched while one types: by label, code and synonym. Three ordinary controls are made quicker and stay
// what is sent and kept: a text box with suggestions, a list, and tick boxes. Nothing here exists without them.
(() => {
  "use strict";

  const say = (words) => document.dispatchEvent(new CustomEvent("registry:say", { detail: words }));
  const PAUSE = 400; // ms after the last key before the number of results is read out
  let made = 0;

  const element = (name, properties, ...children) => {
    const built = Object.assign(document.createElement(name), properties);
    built.append(...children);
    return built;
  };
  const attributes = (target, pairs) => Object.entries(pairs).forEach(([name, value]) => target.setAttribute(name, value));
  const parts = (text) => (text || "").split("; ").filter(Boolean);
  let choosing = false; // what a choice changes is not typed, and opens no list
  const changed = (control) => {
    choosing = true;
    control.dispatchEvent(new Event("input", { bubbles: true }));
    control.dispatchEvent(new Event("change", { bubbles: true }));
    choosing = false;
  };

  // ---- finding -------------------------------------------------------------------------------------------------

  const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replace(/[^\p{L}\p{N}+]+/gu, " ").trim();
  const same = (one, other) => fold(one) === fold(other);

  // How well a name fits: 0 it is the name, 1 its beginning, 2 words of it begin so, 3 it stands within; else none.
  const fit = (name, text) => {
    const folded = fold(name);
    if (folded === text) {
      return 0;
    }
    if (folded.startsWith(text)) {
      return 1;
    }
    const words = folded.split(" ");
    if (text.split(" ").every((typed) => words.some((word) => word.startsWith(typed)))) {
      return 2;
    }
    return text.length > 2 && folded.includes(text) ? 3 : Infinity;
  };

  // Each choice that fits, the best first: {choice, by: the name that fitted where it is not the label, rank}.
  const find = (choices, text) => {
    const wanted = fold(text);
    const lately = (choice) => (choice.lately < 0 ? Infinity : choice.lately);
    const found = choices.map((choice, place) => {
      const ranks = [choice.label, ...choice.also].map((name) => (wanted ? fit(name, wanted) : 4));
      const rank = Math.min(...ranks);
      const by = rank < ranks[0] ? choice.also[ranks.indexOf(rank) - 1] : "";
      return { choice, by, rank, place };
    }).filter((one) => one.rank < Infinity);
    return found.sort((a, b) => a.rank - b.rank || (lately(a.choice) === lately(b.choice) ? 0 : lately(a.choice) - lately(b.choice)) || a.place - b.place);
  };

  const exact = (choices, text) => {
    const fits = choices.filter((one) => [one.label, ...one.also].some((name) => same(name, text)));
    return fits.length === 1 ? fits[0] : choices.find((one) => same(one.label, text)) || null;
  };

  // ---- the search box ------------------------------------------------------------------------------------------

  // input: the text box; choices(); take(choice): one was chosen; chosen(choice); label; several; free: what is offered
  // for words that fit nothing, as {words(text), take(text)}; settle(): the box is left.
  const search = ({ input, choices, take, chosen, label, several, free, settle }) => {
    made += 1;
    const id = `choose-${made}`;
    const list = element("ul", { id, className: "choose-list" });
    const count = element("p", { className: "choose-count", ariaHidden: "true" });
    const popup = element("div", { className: "choose-popup", hidden: true }, list, count);
    let offered = []; // what stands in the list: functions that take it
    let active = -1;
    let reading = 0;

    attributes(list, { role: "listbox", "aria-label": label, ...(several ? { "aria-multiselectable": "true" } : {}) });
    attributes(input, { role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": id, autocomplete: "off", autocapitalize: "off", spellcheck: "false" });
    input.removeAttribute("list");
    const box = element("span", { className: "choose" });
    input.replaceWith(box);
    box.append(input, popup);

    const isOpen = () => !popup.hidden;
    const close = () => {
      clearTimeout(reading);
      popup.hidden = true;
      active = -1;
      input.setAttribute("aria-expanded", "false");
      input.removeAttribute("aria-activedescendant");
    };

    const mark = (number) => {
      active = number;
      [...list.children].forEach((one, place) => one.classList.toggle("is-active", place === number));
      const option = list.children[number];
      if (option) {
        input.setAttribute("aria-activedescendant", option.id);
        option.scrollIntoView({ block: "nearest" });
      } else {
        input.removeAttribute("aria-activedescendant");
      }
    };

    const row = (number, words, beside, is) => {
      const option = element("li", { id: `${id}-${number}` }, element("span", {}, words));
      if (beside) {
        option.append(" ", element("small", {}, beside));
      }
      attributes(option, { role: "option", "aria-selected": String(is) });
      option.addEventListener("pointerdown", (event) => event.preventDefault()); // the box keeps the focus
      option.addEventListener("click", () => pick(number));
      return option;
    };

    const open = (text) => {
      const found = find(choices(), text);
      const own = free && text.trim() && !exact(choices(), text);
      offered = found.map(({ choice }) => () => take(choice));
      list.replaceChildren(...found.map(({ choice, by }, number) =>
        row(number, choice.label, by || (!text && choice.lately >= 0 ? "used lately" : ""), chosen(choice))));
      if (own) {
        list.append(row(offered.length, free.words(text.trim()), "", false));
        offered.push(() => free.take(text.trim()));
      }
      count.textContent = found.length ? `${found.length} of ${choices().length}` : "Nothing in this list fits.";
      list.hidden = !offered.length;
      popup.hidden = false;
      input.setAttribute("aria-expanded", String(offered.length > 0));
      // What is typed is completed only where it can mean one thing; a closed list always offers its best.
      const clear = found.length && (found[0].rank === 0 || (found[0].rank < 3 && (!free || found.length === 1)));
      mark(text && clear ? 0 : -1);
      clearTimeout(reading);
      reading = setTimeout(() => say(told(found, text)), PAUSE);
      popup.scrollIntoView({ block: "nearest" });
    };

    const told = (found, text) => {
      if (!found.length) {
        return free ? "Nothing in the list fits; it stays as typed." : "Nothing in this list fits.";
      }
      const best = active === 0 && text ? ` Enter or Tab takes ${found[0].choice.label}.` : " Arrow down to go through them.";
      return `${found.length} ${found.length === 1 ? "result" : "results"} of ${choices().length}.${best}`;
    };

    const pick = (number) => {
      const take_it = offered[number];
      close();
      take_it();
    };

    const step = (by) => {
      if (!isOpen()) {
        open(input.value && chosenText() ? "" : input.value);
      }
      const last = offered.length - 1;
      mark(active < 0 ? (by > 0 ? 0 : last) : active + by > last ? 0 : active + by < 0 ? last : active + by);
    };
    const chosenText = () => choices().some((one) => one.label === input.value);

    const leave = () => {
      close();
      settle();
    };

    input.addEventListener("input", () => {
      if (!choosing) {
        input.value ? open(input.value) : close();
      }
    });
    input.addEventListener("click", () => { if (!isOpen()) { open(chosenText() ? "" : input.value); } });
    input.addEventListener("blur", leave);
    input.addEventListener("keydown", (event) => {
      const sends = event.key === "Enter" && (event.ctrlKey || event.metaKey);
      if (event.altKey && !["ArrowDown", "ArrowUp"].includes(event.key)) {
        return;
      }
      if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        step(event.key === "ArrowDown" ? 1 : -1);
      } else if (event.key === "Escape" && isOpen()) {
        event.stopPropagation();
        close();
      } else if (event.key === "Enter" && isOpen() && active >= 0) {
        pick(active);
        if (sends) {
          return;
        }
      } else if (event.key === "Enter" && isOpen() && input.value) {
        leave();
        if (sends) {
          return;
        }
      } else if (sends) {
        leave();
        return;
      } else if (event.key === "Tab" && isOpen() && active >= 0) {
        pick(active);
        return; // on to the next field
      } else {
        return;
      }
      event.preventDefault();
    });
    return { box, close };
  };

  const rank = (lately, names) => lately.findIndex((code) => names.includes(code));

  // ---- a text box with suggestions: its own words stay allowed ---------------------------------------------------

  const labelFor = (control) => document.querySelector(`label[for="${control.id}"]`);
  const titleOf = (label) => (label ? label.firstChild.textContent.trim() : "");

  const dressText = (input) => {
    const offers = document.getElementById(input.getAttribute("list"));
    if (!offers) {
      return;
    }
    const lately = parts(input.dataset.lately);
    const choices = [...offers.options].map((one) => {
      const also = parts(one.dataset.also);
      return { label: one.value, also, lately: rank(lately, [one.value, ...also]) };
    });
    const put = (words) => {
      if (input.value !== words) {
        input.value = words;
        changed(input);
      }
    };
    const focused = document.activeElement === input;
    search({
      input,
      choices: () => choices,
      chosen: (choice) => choice.label === input.value,
      label: titleOf(labelFor(input)),
      take: (choice) => { put(choice.label); say(`${choice.label} chosen`); },
      free: { words: (text) => `Keep “${text}” as typed`, take: put },
      settle: () => {
        const known = input.value.trim() && exact(choices, input.value);
        if (known && known.label !== input.value) {
          put(known.label);
          say(`Read as ${known.label}`);
        }
      },
    });
    if (focused) {
      input.focus();
    }
  };

  // ---- a list, of which one is chosen ------------------------------------------------------------------------------

  const dressList = (select) => {
    const label = labelFor(select);
    const lately = parts(select.dataset.lately);
    const choices = [...select.options].filter((one) => one.value).map((one) => {
      const also = parts(one.dataset.also);
      return { label: one.text, also, value: one.value, lately: rank(lately, [one.value, ...also]) };
    });
    const input = element("input", { type: "text", id: `${select.id}_search`, className: select.className });
    const fault = element("span", { className: "choose-fault", id: `${select.id}_fault` });
    const here = document.activeElement === select;
    input.disabled = select.disabled;
    const words = () => (select.value ? select.selectedOptions[0].text : "");
    const clear = () => {
      fault.textContent = "";
      input.removeAttribute("data-unknown");
      input.classList.toggle("is-invalid", select.classList.contains("is-invalid"));
      describe();
    };
    const describe = () => {
      const ids = [select.getAttribute("aria-describedby"), fault.textContent ? fault.id : ""].filter(Boolean);
      ids.length ? input.setAttribute("aria-describedby", ids.join(" ")) : input.removeAttribute("aria-describedby");
      input.setAttribute("aria-invalid", String(Boolean(fault.textContent) || select.classList.contains("is-invalid")));
    };
    const put = (value) => {
      const before = select.value;
      select.value = value;
      input.value = words();
      clear();
      if (before !== value) {
        changed(select);
      }
    };
    select.before(input);
    const { box } = search({
      input,
      choices: () => choices,
      chosen: (choice) => choice.value === select.value,
      label: titleOf(label),
      take: (choice) => { put(choice.value); say(`${choice.label} chosen`); },
      settle: () => {
        const text = input.value.trim();
        if (text === words() && !fault.textContent) {
          return;
        }
        const known = text ? exact(choices, text) : { value: "" };
        if (known) {
          put(known.value);
          return;
        }
        const before = select.value;
        select.value = "";
        fault.textContent = `“${text}” is not among the ${choices.length} of this list. Choose one of them, or empty the box.`;
        input.setAttribute("data-unknown", "");
        input.classList.add("is-invalid");
        describe();
        say(fault.textContent);
        if (before) {
          changed(select);
        }
      },
    });
    box.after(fault);
    if (label) {
      label.htmlFor = input.id;
    }
    select.classList.add("choose-behind");
    attributes(select, { tabindex: "-1", "aria-hidden": "true" });
    input.value = words();
    describe();
    select.addEventListener("focus", () => input.focus()); // links and scripts that know only the list
    select.addEventListener("change", () => {
      if (!fault.textContent || select.value) { // chosen by somebody else than this box
        input.value = words();
        clear();
      }
    });
    window.addEventListener("pageshow", () => { input.value = words() || input.value; });
    if (here) {
      input.focus();
    }
  };

  // ---- tick boxes, of which several are chosen ------------------------------------------------------------------

  const dressTicks = (ticks) => {
    const answer = ticks.closest(".answer");
    const label = titleOf(answer.querySelector("legend"));
    const other = answer.querySelector(".answer-other input");
    const lately = parts(ticks.dataset.lately);
    const boxes = [...ticks.querySelectorAll("input[type=checkbox]")];
    const choices = boxes.map((box) => {
      const also = parts(box.dataset.also);
      return { label: box.closest("label").textContent.trim(), also, box, lately: rank(lately, [box.value, ...also]) };
    });
    const input = element("input", { type: "text", id: `id_${boxes[0].name}_search`, className: "form-control", placeholder: "Type to find" });
    input.setAttribute("aria-label", `${label}: find`);
    const tokens = element("ul", { className: "tokens" });
    tokens.setAttribute("aria-label", `${label}: chosen`);
    const all = element("details", { className: "more choose-all" }, element("summary", {}, `Show all ${boxes.length} choices`));
    all.firstChild.append(element("span", { className: "visually-hidden" }, ` of ${label.toLowerCase()}, to tick`));

    const set = (choice, on) => {
      choice.box.checked = on;
      changed(choice.box);
      const number = boxes.filter((one) => one.checked).length;
      say(`${choice.label} ${on ? "chosen" : "taken away"}; ${number} chosen`);
    };
    const token = (choice) => {
      const button = element("button", { type: "button", className: "token" }, choice.label, element("span", { ariaHidden: "true" }, " ×"));
      button.setAttribute("aria-label", `Take ${choice.label} away`);
      button.addEventListener("click", () => { set(choice, false); input.focus(); });
      return element("li", {}, button);
    };
    const show = () => {
      tokens.replaceChildren(...choices.filter((one) => one.box.checked).map(token));
      tokens.hidden = !tokens.childElementCount;
    };

    const reason = answer.querySelector(".answer-boxes > .blank-reason");
    ticks.before(tokens, input);
    (reason || ticks).after(all);
    all.append(ticks);
    search({
      input,
      choices: () => choices,
      several: true,
      chosen: (choice) => choice.box.checked,
      label,
      take: (choice) => { input.value = ""; set(choice, !choice.box.checked); },
      free: other && {
        words: (text) => `Add “${text}” as other words`,
        take: (text) => {
          input.value = "";
          other.value = [...parts(other.value), text].join("; ");
          changed(other);
          say(`${text} added to the other words`);
        },
      },
      settle: () => {
        const known = input.value.trim() && exact(choices, input.value);
        if (known) {
          input.value = "";
          if (!known.box.checked) {
            set(known, true);
          }
        } else if (input.value.trim() && other) {
          other.value = [...parts(other.value), input.value.trim()].join("; ");
          input.value = "";
          changed(other);
          say("Added to the other words");
        }
      },
    });
    input.addEventListener("keydown", (event) => {
      const last = choices.filter((one) => one.box.checked).pop();
      if (event.key === "Backspace" && !input.value && last) {
        set(last, false);
      }
    });
    ticks.addEventListener("change", show);
    ticks.addEventListener("focusin", () => { all.open = true; });
    window.addEventListener("pageshow", show);
    show();
  };

  // ---- all of them, also those that come later ----------------------------------------------------------------

  const dressAll = (within) => {
    within.querySelectorAll("input[list][data-search]").forEach(dressText);
    within.querySelectorAll("select[data-search]:not(.choose-behind)").forEach(dressList);
    within.querySelectorAll(".ticks[data-search]").forEach((ticks) => {
      if (!ticks.closest(".choose-all")) {
        dressTicks(ticks);
      }
    });
  };
  document.addEventListener("htmx:load", (event) => dressAll(event.detail.elt.parentElement || document));

  // Words that a closed list does not know are not lost by saving: the form waits, and the box says why.
  document.addEventListener("submit", (event) => {
    const unknown = event.target.querySelector("input[data-unknown]");
    if (unknown && !(event.submitter && event.submitter.hasAttribute("data-discards"))) {
      event.preventDefault();
      event.stopImmediatePropagation();
      unknown.focus();
    }
  }, true);

  dressAll(document);
})();
