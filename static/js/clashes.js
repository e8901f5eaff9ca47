// Says what else happens on a date while it is being chosen. Without this script the same is said after sending the form.
const box = document.getElementById("clashes");
const form = box?.parentElement.querySelector("form[data-form]");
const ASKED = [
  "kind", "date", "first", "first_day", "starts_at", "ends_at", "venue", "municipality", "audiences", "activity",
];
const PAUSE = 400;

let timer = 0;
let latest = 0;

function question() {
  const asked = new URLSearchParams();
  for (const [name, value] of new FormData(form)) {
    if (ASKED.includes(name) && value) asked.append(name, value);
  }
  if (box.dataset.event) asked.append("event", box.dataset.event);
  return asked;
}

async function ask() {
  const asked = question();
  const number = ++latest;
  if (!["date", "first", "first_day"].some((name) => asked.has(name))) {
    box.replaceChildren();
    return;
  }
  try {
    const answer = await fetch(`${box.dataset.url}?${asked}`);
    const text = answer.ok ? await answer.text() : "";
    // A slow earlier answer does not overwrite a later one.
    if (number !== latest) return;
    const parts = new DOMParser().parseFromString(text, "text/html").body.childNodes;
    box.replaceChildren(...parts);
  } catch {
    // Without a connection the form says it after sending.
  }
}

if (form) {
  // Beside the date, where one looks while choosing it.
  const date = form.querySelector("[name='date'], [name='first'], [name='first_day']");
  (date?.closest(".row") ?? date?.closest("div"))?.after(box);
  form.addEventListener("change", () => {
    clearTimeout(timer);
    timer = setTimeout(ask, PAUSE);
  });
  if (!form.querySelector(".form-warnings")) ask();
}
