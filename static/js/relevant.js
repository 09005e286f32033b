// Asks only what is relevant: a field that hangs on another answer is folded away while that answer rules it out.
// A field that holds something is never folded away: it stays, with a word that says so. Nothing is erased.
(() => {
  "use strict";

  const valueOf = (form, name) => {
    const field = form.elements[name];
    return field ? field.value : "";
  };

  const holdsSomething = (answer) =>
    [...answer.querySelectorAll("input, select, textarea")].some((field) =>
      field.type === "checkbox" || field.type === "radio" ? field.checked && field.value !== "" : field.value !== "");

  const judge = (form) => {
    form.querySelectorAll("[data-asked-if]").forEach((answer) => {
      const value = valueOf(form, answer.dataset.askedIf);
      const ruledOut = value !== "" && !answer.dataset.askedFor.split(" ").includes(value);
      const kept = ruledOut && holdsSomething(answer);
      answer.hidden = ruledOut && !kept;
      answer.querySelector(".answer-kept").hidden = !kept;
    });
    form.querySelectorAll("details.entry-section").forEach((section) => {
      const answers = [...section.querySelectorAll(":scope > .entry-fields > .answer")];
      section.hidden = answers.length > 0 && answers.every((one) => one.hidden);
    });
  };

  const formsIn = (place) => place.querySelectorAll("form.entry").forEach(judge);

  document.addEventListener("change", (event) => {
    const form = event.target.closest("form.entry");
    if (form) {
      judge(form);
    }
  });
  document.addEventListener("htmx:load", (event) => {
    const form = event.detail.elt.closest("form.entry");
    if (form) {
      judge(form);
    } else {
      formsIn(event.detail.elt);
    }
  });
  formsIn(document);
})();
