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

/** Tells the height of an element now, whenever it changes, and when asked. It is measured at once too: a browser lets the
 *  observer of a frame that is out of sight wait. */
export function tellHeight(content: Element): void {
  if (window.parent === window) return;
  let told = 0;
  const tell = (again: boolean) => {
    const hoogte = Math.ceil(content.getBoundingClientRect().height);
    if (hoogte === told && !again) return;
    told = hoogte;
    const message: Height = { wijkinzicht: "hoogte", hoogte };
    window.parent.postMessage(message, "*"); // whoever frames us may know how high we are
  };
  tell(false);
  new ResizeObserver(() => tell(false)).observe(content);
  addEventListener("message", (event: MessageEvent<Question | null>) => {
    if (event.source === window.parent && event.data?.wijkinzicht === "vraag") tell(true);
  });
}
