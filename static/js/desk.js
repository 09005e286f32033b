// Brings the index event of a figure into sight where the figure is wider than the screen, or else its latest part. Without
// it the figure scrolls by hand.
(() => {
  "use strict";

  const show = (within) => within.querySelectorAll(".case-figure .figure-box").forEach((box) => {
    const mark = box.querySelector(".point.event:not(.minor)");
    if (box.scrollWidth <= box.clientWidth) {
      return;
    }
    const seen = box.getBoundingClientRect();
    box.scrollLeft += mark ? mark.getBoundingClientRect().left - seen.left - seen.width * 0.65 : box.scrollWidth;
  });

  document.addEventListener("htmx:afterSwap", (event) => show(event.detail.target));
  show(document);
})();
