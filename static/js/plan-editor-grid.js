// Rows of a grid are added, moved and taken out in place; without this script the same buttons do it on the server.
const form = document.querySelector("form[data-form='plan-section']");
const grid = form.querySelector("[data-grid]");
const words = JSON.parse(document.getElementById("plan-words").textContent);

if (grid) {
  const rows = grid.querySelector("[data-rows]");
  const blank = grid.querySelector("template[data-blank]");
  const said = grid.querySelector("[data-grid-state]");
  const slug = grid.dataset.grid;

  const visible = () => [...rows.querySelectorAll(":scope > [data-row]:not([hidden])")];
  const cellsOf = (row) => [...new Set([...row.querySelectorAll("[data-cell]")].map((control) => control.dataset.cell))];
  const nameOf = (row) => row.querySelector("[data-row-name]")?.textContent.trim() || firstText(row) || row.querySelector("[data-number]").textContent;
  const tell = (text) => (said.textContent = text);

  function firstText(row) {
    const first = row.querySelector("[data-cell]");
    return (first.selectedOptions?.[0]?.label ?? first.value).trim();
  }

  function focusFirst(row) {
    row.querySelector("details")?.setAttribute("open", "");
    row.querySelector("[data-cell]").focus();
  }

  function renumber() {
    const all = visible();
    all.forEach((row, index) => {
      row.querySelector("[data-number]").textContent = index + 1;
      for (const label of row.querySelectorAll("[data-row-label]")) label.textContent = words.row.replace("{number}", index + 1);
      row.querySelector("[data-move='up']").disabled = index === 0;
      row.querySelector("[data-move='down']").disabled = index === all.length - 1;
    });
    grid.querySelector("[data-empty]").hidden = all.length > 0;
  }

  function randomKey() {
    return [...crypto.getRandomValues(new Uint8Array(8))].map((byte) => (byte % 36).toString(36)).join("");
  }

  function add(key = `${slug}-new${randomKey()}`) {
    const template = document.createElement("template");
    template.innerHTML = blank.innerHTML.replaceAll(`${slug}-new0`, key);
    const row = template.content.querySelector("[data-row]");
    row.classList.add("row-new");
    rows.append(row);
    renumber();
    return row;
  }

  function stale(row) {
    for (const figure of row?.querySelectorAll("[data-computed]") ?? []) figure.classList.add("is-stale");
    grid.querySelector("[data-totals]")?.classList.add("is-stale");
    const note = grid.querySelector("[data-stale]");
    if (note) note.hidden = false;
  }

  function move(row, way) {
    const all = visible();
    const other = all[all.indexOf(row) + (way === "up" ? -1 : 1)];
    if (!other) return;
    const focused = document.activeElement;
    if (way === "up") other.before(row);
    else other.after(row);
    renumber();
    // A button at the end of its way is disabled: the focus goes to its sister.
    if (focused?.disabled) row.querySelector(`[data-move='${way === "up" ? "down" : "up"}']`).focus();
    else focused?.focus();
    row.scrollIntoView({ block: "nearest" });
    tell(words.moved.replace("{name}", nameOf(row)).replace("{number}", visible().indexOf(row) + 1));
  }

  function remove(row) {
    const all = visible();
    const next = all[all.indexOf(row) + 1] ?? all[all.indexOf(row) - 1];
    const name = nameOf(row);
    const fresh = row.dataset.row.startsWith(`${slug}-new`);
    if (fresh) {
      forget(row);
      row.remove();
    } else {
      row.hidden = true;
      enable(row, false);
      grid.querySelector("[data-empty]").before(note(row, name));
    }
    renumber();
    stale(null);
    if (next) focusFirst(next);
    else grid.querySelector("[data-add]").focus();
    tell((fresh ? words.away : words.removed).replace("{name}", name));
  }

  // The texts of a new row that is not wanted are empty: nothing of it comes back when the page is opened again.
  function forget(row) {
    for (const control of row.querySelectorAll("[data-cell]")) {
      if (control.type === "checkbox") control.checked = false;
      else control.value = "";
    }
    form.dispatchEvent(new CustomEvent("plan:cells", { detail: { names: cellsOf(row) } }));
  }

  function enable(row, on) {
    for (const control of row.querySelectorAll("input, select, textarea, button")) control.disabled = !on;
  }

  function note(row, name) {
    const line = document.createElement("p");
    const key = document.createElement("input");
    const back = document.createElement("button");
    line.className = "row-removed";
    Object.assign(key, { type: "hidden", name: "removed", value: row.dataset.row });
    Object.assign(back, { type: "button", className: "btn btn-secondary btn-sm", textContent: words.put_back });
    back.addEventListener("click", () => {
      line.remove();
      row.hidden = false;
      enable(row, true);
      renumber();
      focusFirst(row);
      tell(words.back.replace("{name}", name));
    });
    line.append(words.removed.replace("{name}", name), key, back);
    return line;
  }

  grid.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    const row = button?.closest("[data-row]");
    if (!button) return;
    if (button.matches("[data-add]")) {
      event.preventDefault();
      focusFirst(add());
    } else if (row && button.matches("[data-move]")) {
      event.preventDefault();
      move(row, button.dataset.move);
    } else if (row && button.matches("[data-remove]")) {
      event.preventDefault();
      remove(row);
    }
  });

  grid.addEventListener("keydown", (event) => {
    const way = { ArrowUp: "up", ArrowDown: "down" }[event.key];
    const row = event.target.closest("[data-row]");
    if (!way || !row || !event.altKey) return;
    event.preventDefault();
    move(row, way);
  });

  grid.addEventListener("input", (event) => {
    const row = event.target.closest("[data-row]");
    if (!row) return;
    stale(row);
    const title = row.querySelector("[data-row-name]");
    if (title && event.target === row.querySelector("[data-cell]")) title.textContent = firstText(row);
  });

  // Other scripts ask for a row: with the key it had, or for a new one.
  form.addEventListener("plan:row", (event) => {
    const { key } = event.detail;
    if (key && !key.startsWith(`${slug}-new`)) return;
    event.detail.row = add(key);
  });
}
