// Makes the heads of a table's columns buttons that put its rows in the order of that column. Without it the rows keep the order in
// which they came.

const compare = new Intl.Collator("nl", { numeric: true }).compare;

/** What a cell is sorted by: the number that stands out in it, else the one that it begins with, else its text; undefined where there
 * is nothing. */
function key(cell: HTMLTableCellElement): number | string | undefined {
  if (cell.tagName === "TH") return (cell.querySelector("a") ?? cell).textContent;
  const shown = cell.querySelector(".number");
  if (!shown && cell.querySelector(".none")) return undefined;
  const text = (shown ?? cell).textContent.trim();
  const number = /^[^\p{L}\d]*?([−-]?)[^\p{L}\d]{0,2}(\d[\d.]*(?:,\d+)?)/u.exec(text);
  if (!number) return text === "–" ? undefined : text || undefined;
  return Number((number[1] && "-") + number[2].replaceAll(".", "").replace(",", "."));
}

/** Rows by a column, those that have nothing there last; equals stay as they were. */
function sorted(rows: HTMLTableRowElement[], column: number, down: boolean): HTMLTableRowElement[] {
  const keyed = rows.map((row) => ({ row, key: key(row.cells[column]) }));
  return keyed
    .sort((a, b) => {
      if (a.key === undefined || b.key === undefined) return Number(a.key === undefined) - Number(b.key === undefined);
      const order = typeof a.key === "number" && typeof b.key === "number" ? a.key - b.key : compare(`${a.key}`, `${b.key}`);
      return down ? -order : order;
    })
    .map(({ row }) => row);
}

for (const table of document.querySelectorAll<HTMLTableElement>("table[data-sorteer]")) {
  const body = table.tBodies[0];
  const rows = [...body.rows];
  const heads = [...table.tHead!.rows[0].cells];
  if (rows.length < 3 || rows.some((row) => row.cells.length !== heads.length)) continue;
  heads.forEach((head, column) => {
    if (head.querySelector("a") || !rows.some((row) => key(row.cells[column]) !== undefined)) return;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "sort";
    button.append(...head.childNodes);
    button.addEventListener("click", () => {
      // Numbers begin with the highest, texts with an a; the next click turns it round.
      const numbers = rows.some((row) => typeof key(row.cells[column]) === "number");
      const down = head.ariaSort ? head.ariaSort === "ascending" : numbers;
      for (const other of heads) other.ariaSort = null;
      head.ariaSort = down ? "descending" : "ascending";
      body.append(...sorted(rows, column, down));
    });
    head.append(button);
  });
}
