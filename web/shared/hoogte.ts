// Tells the page around an embed how high its content is. The content is measured, not the window: a frame that grows
// does not make it grow.

/** The message that `fit` waits for. */
export interface Height {
  wijkinzicht: "hoogte";
  hoogte: number; // whole pixels
}

/** The message by which `fit` asks for it: it may come to the page later than the embed. */
export interface Question {
  wijkinzicht: "vraag";
}

/** Tells the height of an element now, whenever it changes, and when asked. */
export function tellHeight(content: Element): void {
  if (window.parent === window) return;
  let told = 0;
  const tell = () => {
    const message: Height = { wijkinzicht: "hoogte", hoogte: told };
    window.parent.postMessage(message, "*"); // whoever frames us may know how high we are
  };
  new ResizeObserver(() => {
    const hoogte = Math.ceil(content.getBoundingClientRect().height);
    if (hoogte === told) return;
    told = hoogte;
    tell();
  }).observe(content);
  addEventListener("message", (event: MessageEvent<Question | null>) => {
    if (event.source === window.parent && event.data?.wijkinzicht === "vraag" && told) tell();
  });
}
