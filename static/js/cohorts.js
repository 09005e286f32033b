// The builder of cohorts. Choosing a field to add asks nothing yet; everything else that changes asks for the results.
// It listens at the document, because going back puts a new form in the place of the old one.
(() => {
  "use strict";

  document.addEventListener("change", (event) => {
    if (event.target.matches?.("[data-quiet]")) {
      event.stopImmediatePropagation();
    }
  }, true);

  // The words beside a list of values follow what is ticked.
  document.addEventListener("change", (event) => {
    const list = event.target.closest?.(".row-values");
    if (list) {
      const chosen = [...list.querySelectorAll("input:checked")].map((one) => one.closest("label").textContent.trim());
      list.querySelector("summary").textContent = chosen.join(" or ") || "Choose values";
    }
  });
})();
