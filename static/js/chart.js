// Draws each figure of a page from the specification beside it, when it comes near. Nothing is evaluated as code
// (ast), no style is written into the page, and colours are the names of the theme, so a change of theme needs no new
// drawing. A figure that cannot be drawn says so, and its table and its files are there.
(() => {
  const options = {
    ast: true,
    renderer: "svg",
    actions: false,
    defaultStyle: false,
    tooltip: { disableDefaultStyle: true },
  };

  const draw = async (place) => {
    const specification = JSON.parse(document.getElementById(place.dataset.chart).textContent);
    try {
      await Promise.all([400, 600].map((weight) => document.fonts.load(`${weight} 12px "Source Sans 3"`)));
      await vegaEmbed(place, specification, options);
      place.querySelector("svg")?.setAttribute("aria-hidden", "true");
      place.dataset.drawn = "";
    } catch (fault) {
      place.textContent = "The figure could not be drawn here. Its numbers stand in the table below.";
      console.error(fault);
    }
  };

  const near = new IntersectionObserver((entries) => {
    entries.filter((entry) => entry.isIntersecting).forEach((entry) => {
      near.unobserve(entry.target);
      draw(entry.target);
    });
  }, { rootMargin: "600px" });

  const watch = (within) => within.querySelectorAll("[data-chart]:not([data-drawn])").forEach((place) => near.observe(place));
  document.addEventListener("htmx:load", (event) => watch(event.target));
  window.addEventListener("beforeprint", () => document.querySelectorAll("[data-chart]:not([data-drawn])").forEach(draw));
  watch(document);
})();
