// What follows from the case stands open where there is room for it beside the form, and folded on a phone and above the grid
// of an assessment. It is one click either way.
(() => {
  "use strict";

  if (window.matchMedia("(min-width: 68rem)").matches && !document.querySelector(".beside .grid-section")) {
    document.querySelectorAll("details[data-following]").forEach((fold) => { fold.open = true; });
  }
})();
