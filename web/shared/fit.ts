// Gives the frames of our embeds the height of their content.
import type { Height, Question } from "./hoogte";
import { unbox } from "./unbox";

/** Heights outside these are no embed of ours, in pixels. */
const lowest = 40;
const highest = 6000;

/** How often a frame of one width may shrink before it has been quiet for a second. A host's style that makes content and
 *  frame answer each other then ends at the largest height, with nothing left to answer; a window that is dragged passes
 *  many widths. */
const mostShrinks = 5;

interface Known {
  height: number;
  shrinks: Map<number, number>; // by the width of the frame
  changed: number;
}

/** Listens for heights from our frames, and asks those that spoke before. A frame is ours when it says so itself, by
 *  data-wijkinzicht with our origin: then this script may come from anywhere. Older code does not say so: such a frame is
 *  known by the origin that this script came from. */
export function fit(origin?: string): void {
  const known = new WeakMap<HTMLIFrameElement, Known>();
  const home = (frame: HTMLIFrameElement) => frame.dataset.wijkinzicht || (origin && frame.src.startsWith(origin + "/") ? origin : "");
  addEventListener("message", (event: MessageEvent<Height | null>) => {
    const height = event.data?.wijkinzicht === "hoogte" ? Math.ceil(Number(event.data.hoogte)) : 0;
    if (!(height >= lowest && height <= highest)) return;
    for (const frame of framesIn(document)) {
      if (frame.contentWindow !== event.source || !speaksFor(home(frame), frame, event.origin)) continue;
      const now = performance.now();
      const { height: last, shrinks: before, changed } = known.get(frame) ?? { height: 0, shrinks: new Map<number, number>(), changed: 0 };
      if (height === last) return;
      const shrinks = now - changed > 1000 ? new Map<number, number>() : before;
      if (height < last) {
        const times = (shrinks.get(frame.offsetWidth) ?? 0) + 1;
        if (times > mostShrinks) return;
        shrinks.set(frame.offsetWidth, times);
      }
      known.set(frame, { height, shrinks, changed: now });
      unbox(frame, height);
      return;
    }
  });
  const question: Question = { wijkinzicht: "vraag" };
  for (const frame of framesIn(document)) {
    if (home(frame)) frame.contentWindow?.postMessage(question, "*"); // in a sandbox a frame has no origin to name
  }
}

/** Whether a message of this origin is our embed's in the frame. A sandbox without allow-same-origin takes a page's origin
 *  away: then the window alone says who it is. */
function speaksFor(home: string, frame: HTMLIFrameElement, origin: string): boolean {
  const nameless = origin === "null" && frame.sandbox.length > 0 && !frame.sandbox.contains("allow-same-origin");
  return home !== "" && (origin === home || nameless);
}

/** Every frame, also those in an open shadow tree. */
function* framesIn(root: Document | ShadowRoot): Generator<HTMLIFrameElement> {
  for (const element of root.querySelectorAll("*")) {
    if (element instanceof HTMLIFrameElement) yield element;
    if (element.shadowRoot) yield* framesIn(element.shadowRoot);
  }
}
