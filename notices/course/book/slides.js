// Slides by keyboard. A route in the address (?route=45) leaves out the slides that it does not show.
const route = new URLSearchParams(location.search).get("route");
const every = [...document.querySelectorAll(".slide")];
const chosen = every.filter(slide => slide.dataset.routes.split(" ").includes(route));
const slides = chosen.length ? chosen : every;
every.filter(slide => !slides.includes(slide)).forEach(slide => slide.remove());
document.querySelectorAll('a[href^="#"]').forEach(link => {
  if (!document.querySelector(link.getAttribute("href"))) link.replaceWith(...link.childNodes);
});

const current = () => {
  const away = slides.map(slide => Math.abs(slide.getBoundingClientRect().top));
  return away.indexOf(Math.min(...away));
};
const steps = { ArrowRight: 1, ArrowDown: 1, PageDown: 1, ArrowLeft: -1, ArrowUp: -1, PageUp: -1, Home: -Infinity, End: Infinity };
document.addEventListener("keydown", event => {
  const step = steps[event.key];
  if (!step || event.ctrlKey || event.altKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  slides[Math.min(slides.length - 1, Math.max(0, current() + step))].scrollIntoView();
});
