// The filters of the cohort page: a list closes on Escape and on a click elsewhere, and says how many are chosen.
// Everything listens at the document, because going back puts a new form in the place of the old one.
(() => {
  const lists = () => document.querySelectorAll("form.filters details[open]");
  const listAround = (event) => event.target.closest?.("form.filters details");

  document.addEventListener("click", (event) => {
    lists().forEach((list) => { if (!list.contains(event.target)) list.open = false; });
  });
  document.addEventListener("keydown", (event) => {
    const list = listAround(event);
    if (event.key !== "Escape" || !list?.open) return;
    list.open = false;
    list.querySelector("summary").focus();
  });
  document.addEventListener("change", (event) => {
    const list = listAround(event);
    if (!list) return;
    const chosen = list.querySelectorAll("input:checked").length;
    const count = list.querySelector(".filter-count");
    count.dataset.count = chosen;
    count.textContent = `${chosen} chosen`;
  });
})();
