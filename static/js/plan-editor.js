// Keeps what is typed in a section of a plan: in this browser at once, on the server a moment later, until it is saved.
// The page's words and addresses stand in the form's data attributes and in #plan-words.
const form = document.querySelector("form[data-form='plan-section']");
const words = JSON.parse(document.getElementById("plan-words").textContent);
const PAUSE = 1500;
const BEAT = 20_000;
// Whoever does nothing for so long is not there: the page stops saying otherwise, and the session may end.
const IDLE = 15 * 60_000;
const OLDEST = 60 * 24 * 3600_000;
// What a browser still sends while the page closes.
const LAST_WORDS = 60_000;

const { user, plan, section } = form.dataset;
const prefix = `plan-text:${user}:${plan}:`;
const token = form.elements.csrfmiddlewaretoken.value;
const bases = JSON.parse(form.elements.bases.value || "{}");
// Beside a wide page and at the end of a narrow one: only one of two is seen.
const states = [...document.querySelectorAll("[data-draft-state]")];
const presences = [...document.querySelectorAll("[data-presence]")];

let timer = 0;
let inFlight = null;
let leaving = false;
let active = Date.now();

// A browser may forbid to remember anything; then only the server keeps drafts.
const shelf = (() => {
  try {
    localStorage.getItem("");
    return localStorage;
  } catch {
    return { getItem: () => null, setItem() {}, removeItem() {} };
  }
})();

// --- this browser's memory: {cells: {name: {text, base}}, pending: key of the form that was sent, at}

function read(key = prefix + section) {
  try {
    return JSON.parse(shelf.getItem(key)) ?? { cells: {} };
  } catch {
    return { cells: {} };
  }
}

function write(store, key = prefix + section) {
  try {
    if (Object.keys(store.cells).length || store.pending) shelf.setItem(key, JSON.stringify({ ...store, at: Date.now() }));
    else shelf.removeItem(key);
  } catch {
    tell(words.full, true);
  }
}

function clean() {
  for (const key of Object.keys(shelf)) {
    if (!key.startsWith("plan-text:")) continue;
    const store = read(key);
    const saved = key.startsWith(prefix) && store.pending && store.pending === form.dataset.saved;
    if (saved || Date.now() - (store.at ?? 0) > OLDEST) shelf.removeItem(key);
  }
  if (form.dataset.saved) history.replaceState(null, "", without("saved"));
}

function without(name) {
  const url = new URL(location.href);
  url.searchParams.delete(name);
  return url;
}

// --- cells

const controlsOf = (name) => [...form.querySelectorAll(`[data-cell="${CSS.escape(name)}"]`)];

function textOf(name) {
  const controls = controlsOf(name);
  const [first] = controls;
  if (!first) return "";
  if (first.dataset.kind === "bool") return first.checked ? "1" : "";
  if (first.type === "checkbox") return controls.filter((box) => box.checked).map((box) => box.value).join("\n");
  return first.value;
}

function setText(name, text) {
  for (const control of controlsOf(name)) {
    if (control.dataset.kind === "bool") control.checked = text === "1";
    else if (control.type === "checkbox") control.checked = text.split("\n").includes(control.value);
    else control.value = text;
    control.dataset.unsaved = "true";
  }
}

function touched(name) {
  const store = read();
  store.cells[name] = { text: textOf(name), base: bases[name] ?? "" };
  delete store.pending;
  write(store);
  schedule();
}

form.addEventListener("plan:cells", (event) => event.detail.names.forEach(touched));
for (const kind of ["input", "change"]) {
  form.addEventListener(kind, (event) => {
    active = Date.now();
    const { cell } = event.target.dataset;
    if (cell) touched(cell);
  });
}

// --- the server's copy

function schedule() {
  clearTimeout(timer);
  timer = setTimeout(flush, PAUSE);
}

function flush({ final = false } = {}) {
  clearTimeout(timer);
  if (leaving) return inFlight;
  if (inFlight && !final) {
    schedule();
    return inFlight;
  }
  const { cells } = read();
  const sent = Object.entries(cells);
  const body = JSON.stringify({
    texts: Object.fromEntries(sent.map(([name, cell]) => [name, cell.text])),
    bases: Object.fromEntries(sent.map(([name, cell]) => [name, cell.base])),
  });
  if (sent.length) tell(words.saving);
  inFlight = send(body, final).then((answer) => {
    inFlight = null;
    if (answer) received(answer, cells);
    return answer;
  });
  return inFlight;
}

async function send(body, final) {
  try {
    const answer = await fetch(form.dataset.draftUrl, {
      method: "POST",
      headers: { "Content-Type": "application/json", "X-CSRFToken": token },
      body,
      redirect: "manual",
      keepalive: final && body.length < LAST_WORDS,
    });
    if (answer.ok) return await answer.json();
    if (answer.type === "opaqueredirect" || answer.status === 401) tellSignedOut();
    else if (answer.status === 403) tellLink(words.refused, words.reload, location.pathname);
    else tell(words.trouble, true);
  } catch {
    tell(words.offline, true);
  }
  return null;
}

function received(answer, cells) {
  const store = read();
  const refused = Object.values(answer.refused);
  let arrived = 0;
  for (const [name, cell] of Object.entries(cells)) {
    if (name in answer.refused) continue;
    arrived += 1;
    if (store.cells[name]?.text === cell.text) delete store.cells[name];
  }
  write(store);
  showPresent(answer.present);
  if (refused.length) tell([...new Set(refused)].join(" "), true);
  else if (arrived) tell(words.kept.replace("{time}", answer.at));
  else if (states[0].classList.contains("is-trouble")) tell("");
  if (arrived && form.dataset.elsewhere) {
    // Text of a row that is no longer here: the server knows how to offer it.
    delete form.dataset.elsewhere;
    location.reload();
  }
}

// --- what people are told

function tell(text, trouble = false) {
  for (const state of states) {
    state.classList.toggle("is-trouble", trouble);
    if (state.textContent !== text) state.textContent = text;
  }
}

function tellLink(text, label, address) {
  for (const state of states) {
    state.classList.add("is-trouble");
    if (state.textContent === `${text} ${label}`) continue;
    const link = document.createElement("a");
    link.href = address;
    link.textContent = label;
    state.replaceChildren(`${text} `, link);
  }
}

function tellSignedOut() {
  tellLink(words.signed_out, words.sign_in, `${words.sign_in_url}?next=${encodeURIComponent(location.pathname)}`);
}

function showPresent(people) {
  for (const presence of presences) {
    const said = JSON.stringify(people);
    if (presence.dataset.said === said) continue;
    presence.dataset.said = said;
    presence.replaceChildren(...(people.length ? [element("span", "presence-word", words.also), ...people.flatMap(chipOf)] : []));
  }
}

function chipOf([name, where]) {
  const chip = element("span", "chip");
  chip.append(element("strong", "", name), ...(where ? [" ", element("span", "", where)] : []));
  return [" ", chip];
}

function element(tag, className, text = "") {
  return Object.assign(document.createElement(tag), { className, textContent: text });
}

// --- opening and leaving the page

function restore() {
  const store = read();
  const names = Object.keys(store.cells);
  for (const name of names) {
    const key = name.split("-").slice(0, 2).join("-");
    const isNew = key.split("-")[1]?.startsWith("new");
    if (!controlsOf(name).length && isNew) form.dispatchEvent(new CustomEvent("plan:row", { detail: { key } }));
    if (controlsOf(name).length) {
      setText(name, store.cells[name].text);
      bases[name] = store.cells[name].base;
    } else {
      form.dataset.elsewhere = "true";
    }
  }
  form.elements.bases.value = JSON.stringify(bases);
  if (names.length) tell(words.restored);
}

function begin() {
  clean();
  if (form.dataset.restore) {
    restore();
  } else {
    // What was sent and not saved stands on the page with what it began from; this browser's memory follows the page.
    const names = new Set([...form.querySelectorAll("[data-unsaved]")].map((control) => control.dataset.cell));
    write({ cells: Object.fromEntries([...names].map((name) => [name, { text: textOf(name), base: bases[name] ?? "" }])) });
  }
  document.documentElement.classList.add("has-script");
  // The others see at once who has come.
  timer = setTimeout(flush, 500);
}

form.addEventListener("submit", (event) => {
  if (!navigator.onLine) {
    event.preventDefault();
    tell(words.offline, true);
    return;
  }
  if (inFlight && !leaving) {
    // A draft that arrives after the saving would look unsaved.
    event.preventDefault();
    leaving = true;
    const { submitter } = event;
    Promise.race([inFlight, new Promise((done) => setTimeout(done, 3000))]).then(() => form.requestSubmit(submitter));
    return;
  }
  leaving = true;
  clearTimeout(timer);
  write({ ...read(), pending: form.elements.idempotency_key.value });
});

document.querySelector("[data-form='plan-discard']")?.addEventListener("submit", () => {
  leaving = true;
  shelf.removeItem(prefix + section);
});

addEventListener("pageshow", (event) => {
  if (event.persisted) leaving = false;
});
addEventListener("pagehide", () => {
  if (!leaving && Object.keys(read().cells).length) flush({ final: true });
});
addEventListener("online", () => flush());
addEventListener("offline", () => tell(words.offline, true));
addEventListener("storage", (event) => {
  // Signed out, or saved, in another window: what it did with this memory holds here as well.
  if (event.key === prefix + section && event.newValue === null) clearTimeout(timer);
});
for (const kind of ["pointerdown", "keydown"]) addEventListener(kind, () => (active = Date.now()), { passive: true });
setInterval(() => {
  if (document.visibilityState === "visible" && Date.now() - active < IDLE) flush();
}, BEAT);

addEventListener("DOMContentLoaded", begin);
