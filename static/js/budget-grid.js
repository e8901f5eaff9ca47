// The table of money: keys go from cell to cell, a block copied from a spreadsheet fills cells, sums follow what is typed.
// Without this script the table is a form like any other. Its words stand in #grid-words.
const form = document.querySelector("form[data-grid]");
const words = JSON.parse(document.getElementById("grid-words").textContent);
const said = form.querySelector("[data-said]");
const unsaved = form.querySelector("[data-unsaved]");
const language = document.documentElement.lang || "et";
const MOST_ROWS = 300;
const TOTALS = new Set(["kokku", "kopa", "total", "summa"]);
const UNITS = new Set([...TOTALS, "eur", "euro"]);

const money = new Intl.NumberFormat(language, { style: "currency", currency: "EUR", useGrouping: "always" });
const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replace(/[^\p{L}\p{N} ]+/gu, " ").replace(/\s+/g, " ").trim();
const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_all, name) => values[name]);

// Cents of an amount as people write it; null when nothing is written or it cannot be read: the server says why.
function cents(text) {
  const bare = text.replace(/€|eur/gi, "").replace(/[\s\u00a0\u2007-\u200a\u202f]/g, "");
  const match = /^(\d+|\d{1,3}(?:\.\d{3})+(?=,|$)|\d{1,3}(?:,\d{3})+(?=\.|$))(?:[.,](\d{1,2}|[-–]))?$/.exec(bare);
  if (!match) return null;
  const part = /^\d+$/.test(match[2] ?? "") ? match[2].padEnd(2, "0") : "00";
  return Number(match[1].replace(/[.,]/g, "")) * 100 + Number(part);
}

const shown = (value) => (value === null ? "" : money.format(value / 100));
const signed = (value) => `${value > 0 ? "+" : ""}${money.format(value / 100)}`;
const total = (values) => {
  const known = values.filter((value) => value !== null);
  return known.length ? known.reduce((sum, value) => sum + value, 0) : null;
};

// --- the table's own geography

const partOf = (element) => element.closest("[data-part]");
const rowsOf = (part) => [...part.querySelectorAll("[data-row]")];
const cellOf = (row, column) => row.querySelector(`[data-col="${column}"]`);
const boxOf = (cell) => cell?.querySelector("input") ?? null;
const columnsOf = (row) => [...row.querySelectorAll("[data-col]")].map((cell) => cell.dataset.col);
const valueOf = (cell) => {
  const box = boxOf(cell);
  return cell ? cents(box ? box.value : cell.textContent) : null;
};
const lines = () => [...form.querySelectorAll("[data-row], .part-totals")];

// --- sums

function difference(cell, stated, derived) {
  if (cell) cell.textContent = stated === null || derived === null || stated === derived ? "" : signed(stated - derived);
}

function countRow(row) {
  const sources = columnsOf(row).filter((column) => !["title", "amount"].includes(column));
  const sum = total(sources.map((column) => valueOf(cellOf(row, column))));
  row.querySelector("[data-row-sum]").textContent = shown(sum);
  return sum;
}

function count(part) {
  for (const row of rowsOf(part)) difference(row.querySelector("[data-row-difference]"), valueOf(cellOf(row, "amount")), countRow(row));
  const totals = part.querySelector(".part-totals");
  for (const cell of part.querySelectorAll("[data-sum]")) {
    const column = cell.dataset.sum;
    const sum = total(rowsOf(part).map((row) => valueOf(cellOf(row, column))));
    cell.textContent = shown(sum);
    difference(part.querySelector(`[data-difference="${column}"]`), valueOf(cellOf(totals, column)), sum);
  }
  const whole = valueOf(cellOf(totals, "amount")) ?? total(rowsOf(part).map((row) => valueOf(cellOf(row, "amount"))));
  difference(totals.querySelector("[data-row-difference]"), whole, countRow(totals));
}

// --- what is not saved yet

const canonical = (box) => {
  const { col } = box.closest("[data-col]").dataset;
  if (col === "title") return box.value.trim().replace(/\s+/g, " ");
  const value = cents(box.value);
  return value === null ? box.value.trim() : (value / 100).toFixed(2);
};
const isChanged = (box) => canonical(box) !== box.dataset.was;
const boxes = () => [...form.querySelectorAll("[data-col] input")];

function mark() {
  let number = 0;
  for (const box of boxes()) {
    const changed = isChanged(box);
    box.classList.toggle("is-changed", changed);
    number += changed;
  }
  unsaved.textContent = number ? fill(words.unsaved, { count: number }) : "";
  return number;
}

// --- moving

function go(box, step) {
  const { col } = box.closest("[data-col]").dataset;
  const rows = lines();
  for (let place = rows.indexOf(box.closest("tr")) + step; rows[place]; place += step) {
    const next = boxOf(cellOf(rows[place], col));
    if (next) return enter(next);
  }
  return false;
}

function aside(box, step) {
  const row = [...box.closest("tr").querySelectorAll("[data-col] input")];
  return enter(row[row.indexOf(box) + step]);
}

function enter(box) {
  if (!box) return false;
  box.focus();
  box.select();
  return true;
}

const atStart = (box) => box.selectionEnd === 0 || (box.selectionStart === 0 && box.selectionEnd === box.value.length);
const atEnd = (box) => box.selectionStart === box.value.length || (box.selectionStart === 0 && box.selectionEnd === box.value.length);

form.addEventListener("keydown", (event) => {
  const box = event.target;
  if (!box.matches?.("[data-col] input") || event.altKey || event.ctrlKey || event.metaKey || event.isComposing) return;
  const moved = {
    ArrowUp: () => go(box, -1),
    ArrowDown: () => go(box, 1),
    Enter: () => go(box, event.shiftKey ? -1 : 1) || true,
    ArrowLeft: () => !event.shiftKey && atStart(box) && aside(box, -1),
    ArrowRight: () => !event.shiftKey && atEnd(box) && aside(box, 1),
    Escape: () => back(box),
  }[event.key]?.();
  if (moved) event.preventDefault();
});

function back(box) {
  if (box.value === box.dataset.begun) return false;
  box.value = box.dataset.begun;
  changed(box);
  tell([words.back]);
  return true;
}

form.addEventListener("focusin", (event) => {
  if (event.target.matches("[data-col] input")) event.target.dataset.begun = event.target.value;
});

// --- typing

function changed(box) {
  const row = box.closest("[data-row]");
  if (row?.matches("[data-new]") && box.value.trim()) keepBlank(partOf(row));
  count(partOf(box));
  mark();
}

form.addEventListener("input", (event) => {
  if (event.target.matches("[data-col] input")) changed(event.target);
});

function tell(lines) {
  said.textContent = lines.join(" ");
}

// --- rows: below the last one stands always an empty one

const isBlank = (row) => row.matches("[data-new]") && [...row.querySelectorAll("input")].every((box) => !box.value.trim());

function addRow(part) {
  const last = rowsOf(part).filter((row) => row.matches("[data-new]")).at(-1);
  const old = last.id.split("-")[2];
  const key = [...crypto.getRandomValues(new Uint8Array(6))].map((byte) => (byte % 36).toString(36)).join("");
  const row = last.cloneNode(true);
  row.id = last.id.replace(old, key);
  for (const box of row.querySelectorAll("input")) {
    box.name = box.id = box.name.replace(`-${old}-`, `-${key}-`);
    box.value = "";
    box.setAttribute("value", "");
    box.classList.remove("is-invalid", "is-changed");
    for (const name of ["aria-invalid", "aria-describedby"]) box.removeAttribute(name);
  }
  for (const note of row.querySelectorAll("small")) note.remove();
  for (const cell of row.querySelectorAll("[data-row-sum], [data-row-difference], .is-number")) cell.textContent = "";
  last.after(row);
  return row;
}

function keepBlank(part) {
  if (!isBlank(rowsOf(part).at(-1))) addRow(part);
}

// --- a pasted block

// Rows of cells divided by tabs; a cell is quoted only when its quotes close it.
function parse(block) {
  const text = block.replace(/\r\n?/g, "\n").replace(/\n+$/, "");
  const rows = [[]];
  const pattern = /"((?:[^"]|"")*)"(?=[\t\n]|$)|([^\t\n]*)/y;
  let place = 0;
  for (;;) {
    pattern.lastIndex = place;
    const match = pattern.exec(text);
    rows.at(-1).push((match[1] !== undefined ? match[1].replaceAll('""', '"') : match[2]).replace(/\s+/g, " ").trim());
    place = pattern.lastIndex;
    if (place >= text.length) return rows;
    if (text[place] === "\n") rows.push([]);
    place += 1;
  }
}

function isTotal(line) {
  const said = fold(line.find(Boolean) ?? "").split(" ");
  return TOTALS.has(said[0]) && said.every((word) => UNITS.has(word));
}

// What a row of totals says beside the rows pasted with it.
function compare(line, above) {
  return line.flatMap((text, column) => {
    const stated = cents(text);
    const sum = total(above.map((row) => cents(row[column] ?? "")));
    if (stated === null || sum === null) return [];
    const values = { stated: shown(stated), sum: shown(sum), by: shown(Math.abs(stated - sum)) };
    return [fill(stated === sum ? words.total_right : words.total_wrong, values)];
  });
}

form.addEventListener("paste", (event) => {
  const box = event.target;
  const text = event.clipboardData.getData("text/plain");
  if (!box.matches?.("[data-col] input") || !/[\t\n]/.test(text.replace(/[\r\n]+$/, ""))) return;
  event.preventDefault();
  const all = parse(text).filter((line) => line.some(Boolean));
  const data = all.filter((line) => !isTotal(line));
  const notes = all.filter(isTotal).flatMap((line) => compare(line, data));
  put(box, data.slice(0, MOST_ROWS), notes);
  if (data.length > MOST_ROWS) notes.push(fill(words.too_many, { count: MOST_ROWS }));
  tell(notes);
});

// Fills cells from a box on, to the right and down; below the last line rows are added.
function put(box, data, notes) {
  const part = partOf(box);
  const start = box.closest("[data-row]");
  if (!start) {
    data.splice(1);
  }
  const columns = columnsOf(box.closest("tr"));
  const first = columns.indexOf(box.closest("[data-col]").dataset.col);
  let row = start ?? box.closest("tr");
  let filled = 0;
  let added = 0;
  data.forEach((line, index) => {
    if (index) {
      const rows = rowsOf(part);
      row = rows[rows.indexOf(row) + 1] ?? addRow(part);
    }
    added += isBlank(row);
    line.forEach((text, place) => {
      const cell = columns[first + place] && cellOf(row, columns[first + place]);
      const target = boxOf(cell);
      if (!cell && text) notes.push(words.too_wide);
      else if (cell && !target && text && cents(text) !== valueOf(cell)) notes.push(words.computed);
      if (target && text) {
        target.value = text;
        filled += 1;
      }
    });
  });
  if (start) keepBlank(part);
  count(part);
  mark();
  const told = [fill(words.pasted, { count: filled }), ...(added ? [fill(words.new_rows, { count: added })] : []), ...new Set(notes)];
  notes.splice(0, notes.length, ...told);
}

// --- leaving: only what was changed is sent; the rest may so be changed by others meanwhile

let leaving = false;
const enable = () => boxes().forEach((box) => (box.disabled = false));

form.addEventListener("submit", () => {
  leaving = true;
  for (const box of boxes()) box.disabled = !isChanged(box);
  // The browser has gathered what it sends by then; whoever stops it goes on typing.
  setTimeout(enable);
});

addEventListener("pageshow", () => {
  leaving = false;
  enable();
});

addEventListener("beforeunload", (event) => {
  if (!leaving && mark()) event.preventDefault();
});

for (const part of form.querySelectorAll("[data-part]")) count(part);
mark();
