// A block copied from a spreadsheet fills rows: pasted into a cell, or into the box below the rows.
const form = document.querySelector("form[data-form='plan-section']");
const grid = form.querySelector("[data-grid]");
const words = JSON.parse(document.getElementById("plan-words").textContent);
const MOST_ROWS = 100;
const TOTALS = new Set(["kokku", "kopa", "total", "summa", "yhteensa"]);
const YES = new Set(["jah", "ja", "yes", "y", "true", "x", "1", "+", "v", "on"]);

const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replace(/[*:]/g, "").replace(/\s+/g, " ").trim();

// Rows of cells of a block divided by tabs; a cell is quoted only when its quotes close it.
function parse(block) {
  const text = block.replace(/\r\n?/g, "\n").replace(/\n+$/, "");
  const rows = [[]];
  const pattern = /"((?:[^"]|"")*)"(?=[\t\n]|$)|([^\t\n]*)/y;
  let place = 0;
  for (;;) {
    pattern.lastIndex = place;
    const match = pattern.exec(text);
    rows.at(-1).push((match[1] !== undefined ? match[1].replaceAll('""', '"') : match[2]).trim());
    place = pattern.lastIndex;
    if (place >= text.length) break;
    if (text[place] === "\n") rows.push([]);
    place += 1;
  }
  return rows.filter((row) => row.some(Boolean));
}

if (grid) {
  const said = grid.querySelector("[data-grid-state]");
  const blank = grid.querySelector("template[data-blank]").content;
  const columns = [];
  for (const control of blank.querySelectorAll("[data-cell]")) {
    const field = control.dataset.cell.split("-").slice(2).join("-");
    if (!columns.some((column) => column.field === field)) columns.push({ field, label: control.dataset.label });
  }
  const visible = () => [...grid.querySelectorAll("[data-rows] > [data-row]:not([hidden])")];

  function newRow() {
    const event = new CustomEvent("plan:row", { detail: {} });
    form.dispatchEvent(event);
    return event.detail.row;
  }

  // Puts a text into a cell; false when a list has no such word.
  function put(row, column, text) {
    const controls = [...row.querySelectorAll(`[data-cell="${row.dataset.row}-${column.field}"]`)];
    const [first] = controls;
    if (!first) return true;
    let fits = true;
    if (first.dataset.kind === "bool") {
      first.checked = YES.has(fold(text));
    } else if (first.type === "checkbox") {
      const wanted = text.split(/[,;\n]/).map(fold).filter(Boolean);
      const known = controls.map((box) => fold(box.closest("label")?.textContent ?? box.value));
      controls.forEach((box, index) => (box.checked = wanted.includes(known[index]) || wanted.includes(fold(box.value))));
      fits = wanted.every((word) => known.includes(word) || controls.some((box) => fold(box.value) === word));
    } else if (first.tagName === "SELECT") {
      const option = [...first.options].find((each) => fold(each.label) === fold(text) || fold(each.value) === fold(text));
      if (option) first.value = option.value;
      fits = Boolean(option) || !text;
    } else {
      first.value = text;
    }
    first.dispatchEvent(new Event("input", { bubbles: true }));
    return fits;
  }

  function headingsOf(cells) {
    const found = cells.map((cell) => columns.find((column) => fold(column.label) === fold(cell)));
    return found.filter(Boolean).length >= Math.min(2, cells.length) ? found : null;
  }

  // Fills rows from a row (or below all rows) and a column on; tells what was done and what was not understood.
  function fill(block, row = null, column = 0) {
    let cells = parse(block);
    const headed = cells.length > 1 ? headingsOf(cells[0]) : null;
    const wanted = headed ?? columns.slice(column);
    if (headed) cells = cells.slice(1);
    const all = cells.length;
    cells = cells.filter((line) => !TOTALS.has(fold(line.find(Boolean)).split(" ")[0]));
    const notes = all > cells.length ? [words.total_left_out] : [];
    const here = row ? visible().indexOf(row) : visible().length;
    const filled = cells.slice(0, MOST_ROWS).map((line, index) => {
      const target = visible()[here + index] ?? newRow();
      line.slice(0, wanted.length).forEach((text, place) => {
        if (wanted[place] && !put(target, wanted[place], text)) notes.push(words.not_known.replace("{text}", text).replace("{column}", wanted[place].label));
      });
      return target;
    });
    if (cells.length > MOST_ROWS) notes.push(words.too_many.replace("{count}", MOST_ROWS));
    if (headed && headed.includes(undefined)) notes.push(words.unknown_columns);
    if (cells.some((line) => line.length > wanted.length)) notes.push(words.too_wide);
    said.textContent = [words.filled.replace("{count}", filled.length), ...new Set(notes)].join(" ");
    return filled[0];
  }

  grid.addEventListener("paste", (event) => {
    const row = event.target.closest("[data-row]");
    const text = event.clipboardData.getData("text/plain");
    const { cell } = event.target.dataset;
    // Text with line breaks alone is prose, unless the cell takes one line.
    if (!row || !cell || !(text.includes("\t") || (text.trim().includes("\n") && event.target.tagName === "INPUT"))) return;
    event.preventDefault();
    const field = cell.slice(row.dataset.row.length + 1);
    fill(text, row, columns.findIndex((column) => column.field === field));
  });

  grid.querySelector("button[value='paste']").addEventListener("click", (event) => {
    const box = grid.querySelector("[data-paste] textarea");
    // Other separators are the server's to read.
    if (!box.value.includes("\t")) return;
    event.preventDefault();
    const first = fill(box.value);
    box.value = "";
    grid.querySelector("[data-paste]").open = false;
    first?.querySelector("[data-cell]").focus();
  });
}
