// For the page of somebody else: fits the height of our embeds in it.
import { fit } from "../../shared/fit";

fit(new URL((document.currentScript as HTMLScriptElement).src).origin);
