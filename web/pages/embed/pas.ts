// For the page of somebody else: fits the height of our embeds in it. As a module, bundled or in a shadow tree it does not
// know where it came from; then the frames say of which site they are.
import { fit } from "../../shared/fit";

const script = document.currentScript;
fit(script instanceof HTMLScriptElement && script.src ? new URL(script.src).origin : undefined);
