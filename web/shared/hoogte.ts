// Tells the page around an embed how high its content is. The content is measured, not the window: a frame that grows
// does not make it grow.

/** The message that `fit` waits for. */
export interface Height {
  wijkinzicht: "hoogte";
  hoogte: number; // whole pixels
}

/** Tells the height of an element now and whenever it changes. */
export function tellHeight(content: Element): void {
  if (window.parent === window) return;
  let told = 0;
  new ResizeObserver(() => {
    const hoogte = Math.ceil(content.getBoundingClientRect().height);
    if (hoogte === told) return;
    told = hoogte;
    const message: Height = { wijkinzicht: "hoogte", hoogte };
    window.parent.postMessage(message, "*"); // whoever frames us may know how high we are
  }).observe(content);
}
