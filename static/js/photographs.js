// Rectangles on a photograph, drawn by mouse, finger or keyboard; and a telephone that sends as soon as a picture is taken.
// The numbers in the table are what is sent: a rectangle on the picture is only another way to write a row of them.
(() => {
  "use strict";

  const EDGES = ["left", "top", "right", "bottom"];
  const WORDS = { left: "Left", top: "Top", right: "Right", bottom: "Bottom" };
  const SMALLEST = 1; // percent of the picture
  const SVG = "http://www.w3.org/2000/svg";

  const within = (number, low, high) => Math.min(Math.max(number, low), high);
  const rounded = (number) => String(Math.round(number * 10) / 10);

  class Masks {
    constructor(layer, body) {
      this.layer = layer;
      this.body = body;
      this.drawn = null;
      layer.removeAttribute("hidden"); // an SVG element has no such property
      layer.addEventListener("pointerdown", (event) => this.begin(event));
      layer.addEventListener("pointermove", (event) => this.follow(event));
      layer.addEventListener("pointerup", () => { this.drawn = null; });
      layer.addEventListener("pointercancel", () => { this.drawn = null; });
      layer.addEventListener("keydown", (event) => this.key(event));
      body.addEventListener("input", () => this.draw());
      this.draw();
    }

    rows() {
      return [...this.body.rows];
    }

    edges(row) {
      const texts = EDGES.map((edge) => row.querySelector(`[name="${edge}"]`).value.trim().replace(",", "."));
      const numbers = texts.map(Number);
      const whole = texts.every(Boolean) && numbers.every(Number.isFinite);
      return whole && numbers[0] < numbers[2] && numbers[1] < numbers[3] ? numbers : null;
    }

    write(row, numbers) {
      EDGES.forEach((edge, place) => { row.querySelector(`[name="${edge}"]`).value = numbers ? rounded(numbers[place]) : ""; });
      this.draw();
    }

    freeRow() {
      const empty = this.rows().find((row) => EDGES.every((edge) => !row.querySelector(`[name="${edge}"]`).value.trim()));
      if (empty) {
        return empty;
      }
      const row = this.rows()[0].cloneNode(true);
      const number = this.rows().length + 1;
      row.cells[0].textContent = String(number);
      EDGES.forEach((edge) => {
        const box = row.querySelector(`[name="${edge}"]`);
        box.value = "";
        box.setAttribute("aria-label", `${WORDS[edge]} edge, rectangle ${number}`);
      });
      this.body.append(row);
      return row;
    }

    add(numbers) {
      const row = this.freeRow();
      this.write(row, numbers);
      return row;
    }

    draw() {
      this.rows().forEach((row, place) => {
        const numbers = this.edges(row);
        let shape = this.layer.querySelector(`[data-row="${place}"]`);
        if (!numbers) {
          if (shape) { shape.remove(); }
          return;
        }
        if (!shape) {
          shape = document.createElementNS(SVG, "rect");
          shape.setAttribute("data-row", place);
          shape.setAttribute("tabindex", "0");
          shape.setAttribute("role", "img");
          this.layer.append(shape);
        }
        const [left, top, right, bottom] = numbers;
        shape.setAttribute("x", left);
        shape.setAttribute("y", top);
        shape.setAttribute("width", right - left);
        shape.setAttribute("height", bottom - top);
        shape.setAttribute("aria-label", `Rectangle ${place + 1}: ${EDGES.map((edge, at) => `${edge} ${rounded(numbers[at])}`).join(", ")} percent`);
      });
    }

    focus(row) {
      this.layer.querySelector(`[data-row="${this.rows().indexOf(row)}"]`).focus();
    }

    point(event) {
      const box = this.layer.getBoundingClientRect();
      return [
        within(((event.clientX - box.left) / box.width) * 100, 0, 100),
        within(((event.clientY - box.top) / box.height) * 100, 0, 100),
      ];
    }

    begin(event) {
      if (event.button !== 0) {
        return;
      }
      event.preventDefault();
      this.layer.setPointerCapture(event.pointerId);
      const from = this.point(event);
      const place = event.target.getAttribute("data-row");
      const row = place === null ? null : this.rows()[Number(place)];
      this.drawn = { row, from, start: row && this.edges(row) };
      if (row) {
        this.focus(row);
      }
    }

    follow(event) {
      if (!this.drawn) {
        return;
      }
      const { from, start } = this.drawn;
      const to = this.point(event);
      if (start) {
        this.write(this.drawn.row, this.moved(start, to[0] - from[0], to[1] - from[1]));
        return;
      }
      const numbers = [Math.min(from[0], to[0]), Math.min(from[1], to[1]), Math.max(from[0], to[0]), Math.max(from[1], to[1])];
      if (numbers[2] - numbers[0] < SMALLEST || numbers[3] - numbers[1] < SMALLEST) {
        return;
      }
      if (this.drawn.row) {
        this.write(this.drawn.row, numbers);
      } else {
        this.drawn.row = this.add(numbers);
      }
    }

    moved([left, top, right, bottom], across, down) {
      const x = within(across, -left, 100 - right);
      const y = within(down, -top, 100 - bottom);
      return [left + x, top + y, right + x, bottom + y];
    }

    key(event) {
      const place = event.target.getAttribute("data-row");
      if (place === null || event.ctrlKey || event.altKey || event.metaKey) {
        return;
      }
      const row = this.rows()[Number(place)];
      const numbers = this.edges(row);
      const steps = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key];
      if (steps && event.shiftKey) {
        const [left, top, right, bottom] = numbers;
        this.write(row, [left, top, within(right + steps[0], left + SMALLEST, 100), within(bottom + steps[1], top + SMALLEST, 100)]);
      } else if (steps) {
        this.write(row, this.moved(numbers, steps[0], steps[1]));
      } else if (event.key === "Delete" || event.key === "Backspace") {
        this.write(row, null);
        document.querySelector("[data-add-mask]").focus();
      } else {
        return;
      }
      event.preventDefault();
    }
  }

  const frame = document.querySelector("[data-masking]");
  const numbers = document.querySelector("[data-mask-numbers]");
  if (frame && numbers) {
    const masks = new Masks(frame.querySelector(".photo-masks"), numbers.querySelector("tbody"));
    const button = document.querySelector("[data-add-mask]");
    numbers.open = false;
    button.hidden = false;
    document.querySelectorAll("[data-with-script]").forEach((one) => { one.hidden = false; });
    button.addEventListener("click", () => masks.focus(masks.add([40, 40, 60, 60])));
  }

  // Painting over takes a moment: a second press while it is under way does nothing.
  document.addEventListener("submit", (event) => {
    if (event.target.matches("form[data-once]")) {
      if (event.target.hasAttribute("data-sent")) {
        event.preventDefault();
      }
      event.target.setAttribute("data-sent", "");
    }
  });
  window.addEventListener("pageshow", () => {
    document.querySelectorAll("form[data-sent]").forEach((form) => form.removeAttribute("data-sent"));
  });

  document.addEventListener("change", (event) => {
    const box = event.target;
    if (box.matches("form[data-send-at-once] input[type='file']") && box.files.length) {
      box.form.requestSubmit();
    }
  });

  const progressOf = (event) => event.target.querySelector && event.target.querySelector(".photo-progress");

  document.addEventListener("htmx:beforeRequest", (event) => {
    const place = progressOf(event);
    if (place) {
      place.hidden = false;
    }
  });
  document.addEventListener("htmx:xhr:progress", (event) => {
    const place = progressOf(event);
    if (place && event.detail.lengthComputable) {
      place.querySelector("progress").value = (event.detail.loaded / event.detail.total) * 100;
    }
  });
  document.addEventListener("htmx:afterRequest", (event) => {
    const place = progressOf(event);
    if (place) {
      place.hidden = true;
    }
  });
})();
