// The filters of the cohort page: a list closes on Escape and on a click elsewhere, and says how many are chosen.
(() => {
  const form = document.querySelector("form.filters");
  const open = () => form.querySelectorAll("details[open]");

  document.addEventListener("click", (event) => {
    open().forEach((list) => { if (!list.contains(event.target)) list.open = false; });
  });
  form.addEventListener("keydown", (event) => {
    const list = event.target.closest("details[open]");
    if (event.key !== "Escape" || !list) return;
    list.open = false;
    list.querySelector("summary").focus();
  });
  form.addEventListener("change", (event) => {
    const list = event.target.closest("details");
    const chosen = list.querySelectorAll("input:checked").length;
    const count = list.querySelector(".filter-count");
    count.dataset.count = chosen;
    count.textContent = `${chosen} chosen`;
  });
})();
