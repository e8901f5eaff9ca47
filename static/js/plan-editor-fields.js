// Small comforts of the fields: preview of Markdown, growing and counting texts, taking over what somebody else wrote.
const form = document.querySelector("form[data-form='plan-section']");
const words = JSON.parse(document.getElementById("plan-words").textContent);
const grows = CSS.supports("field-sizing", "content");

function grow(area) {
  if (grows) return;
  area.style.height = "auto";
  area.style.height = `${area.scrollHeight + 2}px`;
}

function count(area) {
  const place = form.querySelector(`[data-count="${CSS.escape(area.id)}"]`);
  if (place) place.textContent = area.value ? `${area.value.length} / ${area.dataset.limit}` : "";
}

for (const area of form.querySelectorAll("textarea")) {
  grow(area);
  count(area);
}
form.addEventListener("input", (event) => {
  if (event.target.tagName !== "TEXTAREA") return;
  grow(event.target);
  count(event.target);
});

async function preview(button) {
  const area = document.getElementById(button.dataset.preview);
  const place = document.getElementById(`${button.dataset.preview}_preview`);
  const open = button.getAttribute("aria-expanded") === "true";
  button.setAttribute("aria-expanded", String(!open));
  place.hidden = open;
  if (open) return;
  try {
    const answer = await fetch(form.dataset.previewUrl, {
      method: "POST",
      headers: { "X-CSRFToken": form.elements.csrfmiddlewaretoken.value },
      body: new URLSearchParams({ text: area.value }),
      redirect: "error",
    });
    // The server lets nothing through that could do harm.
    place.innerHTML = await answer.text();
    if (!place.textContent.trim()) place.textContent = words.nothing;
  } catch {
    place.textContent = words.no_preview;
  }
}

function take(button) {
  const first = document.getElementById(button.dataset.take);
  const name = first.dataset.cell ?? first.querySelector("[data-cell]").dataset.cell;
  const theirs = button.closest(".theirs").querySelector("[data-theirs]").dataset.theirs;
  const controls = [...form.querySelectorAll(`[data-cell="${CSS.escape(name)}"]`)];
  for (const control of controls) {
    if (control.dataset.kind === "bool") control.checked = theirs === "1";
    else if (control.type === "checkbox") control.checked = theirs.split("\n").includes(control.value);
    else control.value = theirs;
  }
  controls[0].dispatchEvent(new Event("input", { bubbles: true }));
  controls[0].focus();
}

form.addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (button?.dataset.preview) preview(button);
  if (button?.dataset.take) take(button);
});

// A link to a field inside a folded card opens the card.
document.addEventListener("click", (event) => {
  const link = event.target.closest(".error-summary a[href^='#']");
  const target = link && document.getElementById(link.hash.slice(1));
  target?.closest("details")?.setAttribute("open", "");
  if (target) {
    event.preventDefault();
    target.focus();
    target.scrollIntoView({ block: "center" });
  }
});

document.querySelector("#error-summary, #conflict-summary")?.focus();
