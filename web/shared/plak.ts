// What a visitor copies is what stands there: no texts for who listens, nothing folded away, and of a table its cells, as an office
// program takes them. Browsers by themselves hand over what is hidden too, and heads that are buttons not at all.

const kept = new Set("A BR CAPTION DD DL DT EM H1 H2 H3 H4 LI OL P PRE STRONG SUB SUP TABLE TBODY TD TH THEAD TR UL".split(" "));
const lines = "caption, dd, dt, h1, h2, h3, h4, li, p, pre, tr, div";

/** A copy of what is seen of a node within a range; nothing where there is nothing. */
function seen(node: Node, range: Range): Node | undefined {
  if (!range.intersectsNode(node)) return undefined;
  if (node instanceof Text) {
    const from = node === range.startContainer ? range.startOffset : 0;
    const to = node === range.endContainer ? range.endOffset : node.data.length;
    const text = node.data.slice(from, to);
    return new Text(node.parentElement?.closest("pre") ? text : text.replace(/\s+/g, " "));
  }
  if (!(node instanceof HTMLElement) || node.matches(".hidden, .copy, select, textarea, script, style") || !node.checkVisibility({ visibilityProperty: true })) return undefined;
  const inLine = getComputedStyle(node).display === "inline";
  const boxed = !inLine && !node.parentElement?.closest("td, th, p, li, caption"); // else it gets no line of its own: a cell stays one
  const copy = kept.has(node.tagName) ? document.createElement(node.tagName) : boxed ? document.createElement("div") : new DocumentFragment();
  if (copy instanceof HTMLAnchorElement) copy.href = (node as HTMLAnchorElement).href;
  if (copy instanceof HTMLTableCellElement) {
    copy.colSpan = (node as HTMLTableCellElement).colSpan;
    copy.rowSpan = (node as HTMLTableCellElement).rowSpan;
  }
  for (const child of node.childNodes) copy.append(seen(child, range) ?? "");
  if (!inLine && copy instanceof DocumentFragment) {
    copy.prepend(" ");
    copy.append(" ");
  }
  return copy;
}

/** The copy as plain text: a line for each row, with a tab between its cells. */
function plain(copy: Element): string {
  const text = copy.cloneNode(true) as Element;
  for (const cell of text.querySelectorAll("td + td, td + th, th + td, th + th")) cell.before("\t");
  for (const line of text.querySelectorAll(lines)) {
    line.before("\n");
    line.after("\n");
  }
  return text.textContent!.replace(/ *\n[\n ]*/g, "\n").replace(/ *\t */g, "\t").replace(/ {2,}/g, " ").replace(/^\n|\n$/g, "");
}

document.addEventListener("copy", (event) => {
  const selection = getSelection();
  if (!selection || selection.isCollapsed || !event.clipboardData || (event.target as Element).closest?.("input, textarea")) return;
  const range = selection.getRangeAt(0);
  const common = range.commonAncestorContainer;
  const within = common instanceof Element ? common : common.parentElement!;
  // Of some cells or rows the table around them; of a part of one cell the text.
  const root = within.closest("td, th") ? within : within.closest("table") ?? within;
  if (!root.querySelector("tr, .hidden")) return; // a sentence or a piece of code the browser hands over well
  const copy = document.createElement("div");
  copy.append(seen(root, range) ?? "");
  event.clipboardData.setData("text/html", new XMLSerializer().serializeToString(copy));
  event.clipboardData.setData("text/plain", plain(copy));
  event.preventDefault();
});
