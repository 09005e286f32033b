// The body map of a form: painting its places ticks the list, and the list paints the map. Nothing is kept here; what is
// painted stands in the tick boxes of the form, which are sent and kept like all others.
(() => {
  "use strict";

  const STATES = { painted: "Painted", named: "Named, exact place not recorded" };

  const start = (root) => {
    const form = root.closest("form");
    const views = [...root.querySelectorAll(".body-view")];
    const regions = [...root.querySelectorAll(".body-region")];
    const field = (name) => form.elements[root.dataset[name]];
    const boxes = new Map([...root.querySelectorAll(`input[name="${root.dataset.places}"]`)].map((one) => [one.value, one]));
    const ticks = new Map([...form.querySelectorAll(`input[name="${root.dataset.sites}"]`)].map((one) => [one.value, one]));
    const covers = new Map([...root.querySelectorAll("[data-wide]")].map((one) => [one.dataset.wide, one.dataset.covers.split("|")]));
    const lies = new Map([...root.querySelectorAll("[data-of-primary]")].map((one) => [one.dataset.ofPrimary, one.dataset.lies.split(" ").filter(Boolean)]));
    const rules = JSON.parse(root.dataset.rules);
    const changed = new Set();
    const ticked = new Set(regions.filter((one) => boxes.get(one.dataset.place).checked).map((one) => one.dataset.site));
    let sideSet = null;
    let busy = false;

    const nameOf = (region) => region.querySelector("title").textContent;
    const isPainted = (region) => boxes.get(region.dataset.place).checked;
    const painted = () => regions.filter(isPainted);
    const ofSite = (site) => regions.filter((one) => (covers.get(site) || [site]).includes(one.dataset.site));
    const primarySides = () => lies.get(field("primary")?.value || "") || [];

    // ---- what follows from what ---------------------------------------------

    // The rules themselves stand in cases/rules/skin_places.py; the form brings them along as a table.
    const bodySides = () => (rules.body[primarySides().join(" ")] || {})[field("sideField")?.value] || rules.every;

    const meant = (site) => ofSite(site).filter((one) => bodySides().includes(one.dataset.side));

    const impliedSide = () => {
      const sides = ["left", "right"].filter((side) => painted().some((one) => one.dataset.side === side));
      return (painted().length && (rules.side[primarySides().join(" ")] || {})[sides.join(" ")]) || "";
    };

    const impliedExtent = () => {
      const isLocal = (one) => primarySides().includes(one.dataset.local);
      const seen = [painted().some(isLocal) && "local", painted().some((one) => !isLocal(one)) && "beyond"];
      return (primarySides().length && rules.extent[seen.filter(Boolean).join(" ")]) || "";
    };

    // ---- one change, and what goes with it ---------------------------------------------

    const turn = (box, on) => {
      if (box && box.checked !== on) {
        box.checked = on;
        changed.add(box);
      }
    };

    const put = (region, on) => {
      const site = region.dataset.site;
      const tick = ticks.get(site);
      turn(boxes.get(region.dataset.place), on);
      if (on && tick && !tick.checked) {
        turn(tick, true);
        ticked.add(site);
      } else if (!on && ticked.has(site) && !regions.some((one) => one.dataset.site === site && isPainted(one))) {
        turn(tick, false);
      }
    };

    const followSide = () => {
      const side = field("sideField");
      if (!side) {
        return; // a filter: places alone are painted
      }
      const implied = impliedSide();
      if (implied !== side.value && (side.value === "" || side.value === sideSet)) {
        side.value = implied;
        changed.add(side);
      }
      sideSet = implied;
    };

    const takeReasonBack = (one) => {
      const reason = one && one.closest(".answer")?.querySelector("select[data-blank]");
      if (reason && reason.value) {
        reason.value = "";
        changed.add(reason);
      }
    };

    // The form hears of every field that changed, so that autosave and its neighbours go on as if it had been typed.
    const settle = (words) => {
      followSide();
      if (painted().length) {
        takeReasonBack(root);
        takeReasonBack([...ticks.values()][0]);
      }
      render();
      busy = true;
      changed.forEach((one) => one.dispatchEvent(new Event("change", { bubbles: true })));
      busy = false;
      changed.clear();
      root.querySelector("[data-said]").textContent = words;
    };

    // ---- what is seen ---------------------------------------------

    const stateOf = (region, named) => isPainted(region) ? "painted" : named.has(region) ? "named" : "";

    const namedTerms = () => [...ticks.values()].filter((tick) =>
      tick.checked && !regions.some((one) => one.dataset.site === tick.value && isPainted(one)));

    const render = () => {
      const terms = namedTerms();
      const named = new Set(terms.flatMap((tick) => meant(tick.value)));
      regions.forEach((region) => {
        const state = stateOf(region, named);
        const removed = root.querySelector(`[data-breast="${region.dataset.side}"]`)?.checked;
        const chest = region.dataset.chest;
        region.dataset.state = state;
        region.setAttribute("aria-checked", state === "painted" ? "true" : state === "named" ? "mixed" : "false");
        region.classList.toggle("is-off", chest !== "" && (chest === "operated") !== Boolean(removed));
      });
      views.forEach(keepOneStop);
      sayInWords(terms);
      propose();
    };

    const row = (state, labels) => {
      const group = document.createElement("div");
      const title = document.createElement("dt");
      const swatch = document.createElement("span");
      swatch.className = "body-swatch";
      swatch.dataset.state = state;
      title.append(swatch, STATES[state]);
      group.append(title, ...labels.map((label) => {
        const line = document.createElement("dd");
        line.textContent = label;
        return line;
      }));
      return group;
    };

    const sayInWords = (terms) => {
      const words = root.querySelector("[data-words]");
      const groups = [];
      if (painted().length) {
        groups.push(row("painted", painted().map(nameOf)));
      }
      if (terms.length) {
        groups.push(row("named", terms.map((tick) => tick.closest("label").textContent.trim())));
      }
      if (!groups.length) {
        const empty = document.createElement("div");
        empty.append(Object.assign(document.createElement("dt"), { textContent: "Nothing painted yet" }));
        groups.push(empty);
      }
      words.replaceChildren(...groups);
    };

    const propose = () => {
      const proposal = root.querySelector(".body-map-proposal");
      if (!proposal) {
        return;
      }
      const extent = impliedExtent();
      const select = field("extent");
      const accept = root.querySelector("[data-accept]");
      proposal.hidden = extent === "" || extent === select.value;
      root.querySelectorAll("[data-implied]").forEach((one) => { one.hidden = one.dataset.implied !== extent; });
      root.querySelectorAll("[data-known-sides]").forEach((one) => { one.textContent = primarySides().join(" and "); });
      root.querySelector(".body-map-unknown").hidden = painted().length === 0 || primarySides().length > 0;
      const option = [...select.options].find((one) => one.value === extent);
      accept.hidden = !option;
      accept.textContent = option ? `Set extent to ${option.text.toLowerCase()}` : "";
      accept.dataset.accept = extent;
    };

    // ---- keys: one stop for each view, arrows to the neighbour ---------------------------------------------

    const visible = (view) => [...view.querySelectorAll(".body-region:not(.is-off)")];

    const keepOneStop = (view) => {
      const all = visible(view);
      const stop = all.find((one) => one.getAttribute("tabindex") === "0") || all.find(isPainted) || all[0];
      view.querySelectorAll(".body-region").forEach((one) => one.setAttribute("tabindex", one === stop ? "0" : "-1"));
    };

    const middle = (region) => {
      const box = region.getBoundingClientRect();
      return { x: box.left + box.width / 2, y: box.top + box.height / 2 };
    };

    const neighbour = (region, dx, dy) => {
      const from = middle(region);
      const shown = views.filter((one) => one.getClientRects().length);
      let best = null;
      shown.flatMap(visible).forEach((one) => {
        const to = middle(one);
        const along = (to.x - from.x) * dx + (to.y - from.y) * dy;
        const aside = Math.abs((to.x - from.x) * dy) + Math.abs((to.y - from.y) * dx);
        const cost = along + 2.5 * aside + (one.ownerSVGElement === region.ownerSVGElement ? 0 : 10000);
        if (one !== region && along > 2 && aside < 3 * along && (!best || cost < best.cost)) {
          best = { one, cost };
        }
      });
      return best && best.one;
    };

    const goTo = (region) => {
      visible(region.ownerSVGElement).forEach((one) => one.setAttribute("tabindex", one === region ? "0" : "-1"));
      region.focus({ preventScroll: false });
    };

    const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

    root.addEventListener("keydown", (event) => {
      const region = event.target.closest(".body-region");
      if (!region || event.altKey || event.ctrlKey || event.metaKey) {
        return;
      }
      if (event.key === " ") {
        event.preventDefault();
        toggle(region);
      } else if (event.key in ARROWS) {
        event.preventDefault();
        const next = neighbour(region, ...ARROWS[event.key]);
        if (next) {
          goTo(next);
        }
      }
    });

    root.addEventListener("focusin", (event) => {
      const region = event.target.closest(".body-region");
      root.querySelectorAll(".body-focus").forEach((one) => one.setAttribute("d", ""));
      if (region && region.matches(":focus-visible")) {
        const ring = region.ownerSVGElement.querySelector(".body-focus");
        ring.setAttribute("d", region.getAttribute("d"));
        ring.setAttribute("transform", region.getAttribute("transform") || "");
      }
    });
    root.addEventListener("focusout", () => root.querySelectorAll(".body-focus").forEach((one) => one.setAttribute("d", "")));

    const toggle = (region) => {
      const on = !isPainted(region);
      put(region, on);
      settle(`${nameOf(region)}: ${on ? "painted" : "not painted"}`);
    };

    // ---- mouse, pen and finger ---------------------------------------------

    let stroke = null;

    const locked = () => root.closest("fieldset[disabled]") !== null;

    const regionAt = (x, y) => {
      const found = document.elementFromPoint(x, y);
      const region = found && found.closest(".body-region");
      return region && root.contains(region) ? region : null;
    };

    const brush = (region) => {
      if (region && !stroke.touched.has(region) && !stroke.passed.has(region)) {
        stroke.touched.add(region);
        if (isPainted(region) !== stroke.on) {
          put(region, stroke.on);
          render();
        } else {
          stroke.touched.delete(region);
          stroke.passed.add(region);
        }
      }
    };

    const along = (x, y) => {
      const steps = Math.max(1, Math.ceil(Math.hypot(x - stroke.x, y - stroke.y) / 6));
      for (let step = 1; step <= steps; step += 1) {
        const region = regionAt(stroke.x + ((x - stroke.x) * step) / steps, stroke.y + ((y - stroke.y) * step) / steps);
        if (region && region !== stroke.first) {
          brush(stroke.first);
        }
        if (region && stroke.touched.size) {
          brush(region);
        }
      }
      Object.assign(stroke, { x, y });
    };

    root.querySelector(".body-map-views").addEventListener("pointerdown", (event) => {
      const region = event.target.closest(".body-region");
      if (region && event.isPrimary && event.button === 0 && !locked()) {
        stroke = { id: event.pointerId, first: region, on: !isPainted(region), touched: new Set(), passed: new Set(), x: event.clientX, y: event.clientY };
      }
    });
    const moved = (event) => {
      if (!root.isConnected) {
        forget();
      } else if (stroke && event.pointerId === stroke.id) {
        along(event.clientX, event.clientY);
      }
    };
    const ended = (event) => {
      if (!stroke || event.pointerId !== stroke.id) {
        return;
      }
      const { on, first, touched } = stroke;
      if (event.type === "pointerup") {
        brush(first);
      } else {
        touched.forEach((region) => put(region, !on)); // a finger that turned out to scroll has painted nothing
        touched.clear();
        render();
      }
      const names = [...touched].map(nameOf);
      stroke = null;
      if (names.length) {
        settle(`${names.join(", ")}: ${on ? "painted" : "not painted"}`);
      }
    };
    const forget = () => {
      document.removeEventListener("pointermove", moved);
      document.removeEventListener("pointerup", ended);
      document.removeEventListener("pointercancel", ended);
    };
    document.addEventListener("pointermove", moved);
    document.addEventListener("pointerup", ended);
    document.addEventListener("pointercancel", ended);

    // ---- the list, the side, the primary ---------------------------------------------

    const fromList = (tick) => {
      ticked.delete(tick.value);
      if (!tick.checked) {
        regions.filter((one) => one.dataset.site === tick.value).forEach((one) => turn(boxes.get(one.dataset.place), false));
      } else if (!covers.has(tick.value) && meant(tick.value).length === 1) {
        turn(boxes.get(meant(tick.value)[0].dataset.place), true);
      }
      settle("");
    };

    form.addEventListener("change", (event) => {
      const one = event.target;
      if (busy) {
        return;
      }
      if (ticks.get(one.value) === one) {
        fromList(one);
      } else if (boxes.get(one.value) === one) {
        const region = regions.find((other) => other.dataset.place === one.value);
        changed.add(one);
        put(region, one.checked);
        settle("");
      } else if (one === field("sideField")) {
        sideSet = null;
        render();
      } else if (one === field("extent") || one.matches("[data-breast]")) {
        render();
      } else if (one === field("primary")) {
        settle("");
      }
    });

    root.querySelector("[data-accept]")?.addEventListener("click", () => {
      const select = field("extent");
      select.value = root.querySelector("[data-accept]").dataset.accept;
      select.dispatchEvent(new Event("change", { bubbles: true }));
      select.focus();
    });

    // ---- a part of the body, large ---------------------------------------------

    root.querySelectorAll("[data-part]").forEach((button) => button.addEventListener("click", () => {
      const part = button.dataset.part;
      root.querySelectorAll("[data-part]").forEach((one) => one.setAttribute("aria-pressed", String(one === button)));
      root.classList.toggle("is-large", part !== "");
      root.classList.toggle("is-near", part !== "" && button.dataset.box !== views[0].dataset.whole);
      views.forEach((view) => {
        view.classList.toggle("is-off", part !== "" && view.dataset.view !== part);
        view.setAttribute("viewBox", part ? button.dataset.box : view.dataset.whole);
      });
    }));

    views.forEach((view) => {
      view.setAttribute("role", "group");
      view.setAttribute("aria-label", `${view.querySelector(".body-title").textContent} of the body`);
    });
    regions.forEach((region) => {
      region.setAttribute("role", "checkbox");
      region.setAttribute("aria-label", nameOf(region));
      region.setAttribute("aria-disabled", String(locked()));
    });
    if (!locked()) {
      root.classList.add("is-live");
      root.querySelectorAll(".body-map-tools, .body-map-how").forEach((one) => { one.hidden = false; });
    }
    sideSet = impliedSide();
    render();
  };

  const startIn = (place) => place.querySelectorAll("[data-body-map]").forEach((one) => {
    if (!one.dataset.started) {
      one.dataset.started = "yes";
      start(one);
    }
  });
  document.addEventListener("htmx:load", (event) => startIn(event.detail.elt));
  startIn(document);
})();
