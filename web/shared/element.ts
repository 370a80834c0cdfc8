// Makes elements of HTML and of SVG.

export function make<K extends keyof HTMLElementTagNameMap>(tag: K, text = ""): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  element.textContent = text;
  return element;
}

export function shape(tag: string, attributes: Record<string, string | number>): SVGElement {
  const element = document.createElementNS(document.querySelector("svg")!.namespaceURI, tag) as SVGElement // where it is called there is a map;
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, `${value}`);
  return element;
}
