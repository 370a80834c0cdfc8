// Gives the frames of our embeds the height of their content.
import type { Height, Question } from "./hoogte";

/** Heights outside these are no embed of ours, in pixels. */
const lowest = 40;
const highest = 6000;

/** How often a frame may shrink before it has been quiet for a second. A host's style that makes content and frame answer
 *  each other then ends at the largest height, with nothing left to answer. */
const mostShrinks = 5;

interface Known {
  height: number;
  shrinks: number;
  changed: number;
}

/** Listens for heights from frames of this origin, and asks those that spoke before. */
export function fit(origin: string): void {
  const known = new WeakMap<HTMLIFrameElement, Known>();
  const ours = () => [...document.querySelectorAll("iframe")].filter((frame) => frame.src.startsWith(origin + "/"));
  addEventListener("message", (event: MessageEvent<Height | null>) => {
    const height = event.data?.wijkinzicht === "hoogte" ? Math.ceil(Number(event.data.hoogte)) : 0;
    if (!(height >= lowest && height <= highest)) return;
    for (const frame of ours()) {
      // A sandbox without allow-same-origin takes a page's origin away: then the window alone says who it is.
      const nameless = event.origin === "null" && frame.sandbox.length > 0 && !frame.sandbox.contains("allow-same-origin");
      if (frame.contentWindow !== event.source || !(event.origin === origin || nameless)) continue;
      const now = performance.now();
      const last = known.get(frame) ?? { height: 0, shrinks: 0, changed: 0 };
      const shrinks = (now - last.changed > 1000 ? 0 : last.shrinks) + (height < last.height ? 1 : 0);
      if (height === last.height || shrinks > mostShrinks) return;
      known.set(frame, { height, shrinks, changed: now });
      const border = getComputedStyle(frame).boxSizing === "border-box" ? frame.offsetHeight - frame.clientHeight : 0;
      frame.style.height = `${height + border}px`;
      return;
    }
  });
  const question: Question = { wijkinzicht: "vraag" };
  for (const frame of ours()) frame.contentWindow?.postMessage(question, "*"); // in a sandbox a frame has no origin to name
}
