// Gives a frame its height in whatever box a host's style has put it. Sites keep frames in the shape of a video: by a
// padding in per cents with the frame laid over it, or by an aspect ratio.

/** Sets the height of a frame's content, in pixels, and lets go of a shape that its box would keep. */
export function unbox(frame: HTMLIFrameElement, height: number): void {
  const style = getComputedStyle(frame);
  const around = ["borderTopWidth", "borderBottomWidth", "paddingTop", "paddingBottom"] as const;
  const extra = around.reduce((sum, side) => sum + parseFloat(style[side]), 0);
  set(frame, { "height": px(style.boxSizing === "border-box" ? height + extra : height), "min-height": "0", "max-height": "none" });
  const laid = style.position === "absolute";
  const box = laid ? frame.offsetParent : frame.parentElement;
  if (!(box instanceof HTMLElement) || box === document.body) return;
  if (laid && !box.innerText.trim()) {
    set(box, { "box-sizing": "content-box", "height": px(height + extra), "padding-top": "0", "padding-bottom": "0", "overflow": "hidden" });
  } else if (laid || getComputedStyle(box).aspectRatio === "auto") {
    return;
  } else {
    set(box, { "height": "auto" });
  }
  set(box, { "aspect-ratio": "auto", "min-height": "0", "max-height": "none" });
}

const px = (n: number) => `${n}px`;

/** The host's own style may say !important. */
function set(element: HTMLElement, values: Record<string, string>): void {
  for (const [name, value] of Object.entries(values)) element.style.setProperty(name, value, "important");
}
