// "/" leads to the search, the arrow keys lead through what it found. Everything works without this.
const typing = (element) => element.closest("input, textarea, select, [contenteditable]") !== null;
const seen = (element) => element.getClientRects().length > 0;

function fields() {
  return [...document.querySelectorAll('input[type="search"][name="q"]')].filter(seen);
}

function results() {
  return [...document.querySelectorAll("[data-found] a")];
}

function toField(event) {
  const field = fields().at(-1);
  if (!field) return;
  event.preventDefault();
  field.focus();
  field.select();
}

function step(event, by) {
  const links = results();
  const here = links.indexOf(document.activeElement);
  const inField = document.activeElement.matches?.('main input[name="q"]');
  if (!links.length || (here < 0 && !inField)) return;
  event.preventDefault();
  const next = here + by;
  if (next < 0) fields().at(-1)?.focus();
  else links[Math.min(next, links.length - 1)].focus();
}

// A single letter can be in the way of whoever speaks to the computer: the browser remembers that it is off.
const memory = {
  get off() { try { return localStorage.getItem("slash") === "off"; } catch { return false; } },
  set off(value) { try { localStorage.setItem("slash", value ? "off" : "on"); } catch { /* then it stays as it is */ } },
};

for (const place of document.querySelectorAll("[data-slash]")) {
  const button = place.querySelector("button");
  const say = () => { button.textContent = memory.off ? button.dataset.on : button.dataset.off; };
  button.addEventListener("click", () => { memory.off = !memory.off; say(); });
  say();
  place.hidden = false;
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "/" && !memory.off && !typing(event.target)) toField(event);
  if (event.key === "ArrowDown") step(event, 1);
  if (event.key === "ArrowUp") step(event, -1);
});
