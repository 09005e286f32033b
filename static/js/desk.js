// Brings the index event of a figure into sight where the figure is wider than the screen. Without it the figure scrolls by hand.
(() => {
  "use strict";

  document.querySelectorAll(".case-figure .figure-box").forEach((box) => {
    const mark = box.querySelector(".point.event:not(.minor)");
    if (mark && box.scrollWidth > box.clientWidth) {
      const seen = box.getBoundingClientRect();
      const place = mark.getBoundingClientRect();
      box.scrollLeft += place.left - seen.left - seen.width * 0.65;
    }
  });
})();
