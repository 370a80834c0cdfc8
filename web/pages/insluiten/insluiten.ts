// Lets the preview follow the form, and copies the code. Without it the form's button makes the same page.
import { fit } from "../../shared/fit";

const form = document.querySelector<HTMLFormElement>("#keuze")!;
let asked = 0;

/** Asks for the page that the form would lead to, and takes over what differs. */
async function follow(): Promise<void> {
  const mine = ++asked;
  // FormData has only strings here: there is no file in the form.
  const address = `${form.action}?${new URLSearchParams(new FormData(form) as unknown as Record<string, string>)}`;
  const response = await fetch(address);
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  if (mine !== asked) return;
  // The years of a map depend on what it shows.
  for (const id of ["resultaat", "jaar", "vanaf"]) {
    const fresh = page.getElementById(id);
    if (fresh) document.getElementById(id)?.replaceChildren(...fresh.childNodes);
  }
  history.replaceState(null, "", address);
  offerCopy();
}

function offerCopy(): void {
  const button = document.querySelector<HTMLButtonElement>("#kopieer");
  const code = document.querySelector<HTMLTextAreaElement>("#code");
  if (!button || !code) return;
  button.hidden = false;
  button.addEventListener("click", async () => {
    let said = "Gekopieerd.";
    try {
      await navigator.clipboard.writeText(code.value);
    } catch { // not on https, or not allowed
      code.select();
      said = "Kopiëren lukt hier niet vanzelf: de code is geselecteerd, druk op Ctrl+C.";
    }
    document.querySelector("#gekopieerd")!.textContent = said;
  });
}

let waiting = 0;
form.addEventListener("input", (event) => {
  clearTimeout(waiting);
  // Somebody who types is not done at the first letter.
  const typing = event.target instanceof HTMLInputElement && ["text", "number"].includes(event.target.type);
  waiting = window.setTimeout(() => void follow().catch(() => form.submit()), typing ? 600 : 0);
});
fit(location.origin);
offerCopy();
