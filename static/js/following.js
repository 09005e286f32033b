// What follows from the case stands open where there is room for it, and folded on a phone. It is one click either way.
(() => {
  "use strict";

  if (window.matchMedia("(min-width: 68rem)").matches) {
    document.querySelectorAll("details[data-following]").forEach((fold) => { fold.open = true; });
  }
})();
