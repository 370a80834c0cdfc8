// Tells the page around an embed how high its content is. The content is measured, not the window, and as it is without
// a scrollbar: neither a frame that grows nor a bar makes it another height.

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
    const hoogte = measure(content);
    if (hoogte === told && !again) return;
    told = hoogte;
    const message: Height = { wijkinzicht: "hoogte", hoogte };
    window.parent.postMessage(message, "*"); // whoever frames us may know how high we are
  };
  tell(false);
  new ResizeObserver(() => tell(false)).observe(content);
  addEventListener("resize", () => tell(false)); // another height of the frame changes no content, but may need a bar or lose it
  addEventListener("message", (event: MessageEvent<Question | null>) => {
    if (event.source === window.parent && event.data?.wijkinzicht === "vraag") tell(true);
  });
}

/** Measures without a bar, and leaves room for one only where the content does not fit without: else a bar may keep
 *  itself needed, by the narrower and higher content that it makes. */
function measure(content: Element): number {
  const { style } = document.documentElement;
  style.overflowY = "hidden";
  const height = Math.ceil(content.getBoundingClientRect().height);
  if (innerHeight < height) style.overflowY = "";
  return height;
}
