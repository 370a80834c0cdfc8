import "./plak";

// Puts a button behind every address of a view, which copies it. Without it the address is a link, as it was.

for (const place of document.querySelectorAll<HTMLElement>(".address")) {
  const link = place.querySelector("a");
  if (!link || !navigator.clipboard) continue; // not on https: the link itself can be copied
  const button = document.createElement("button");
  button.type = "button";
  button.className = "copy";
  button.textContent = "Kopieer adres";
  button.addEventListener("click", async () => {
    let said = "Gekopieerd";
    try {
      await navigator.clipboard.writeText(link.href);
    } catch {
      said = "Kopiëren mag hier niet";
    }
    button.textContent = said; // its own name changes: a screen reader reads it again
    setTimeout(() => (button.textContent = "Kopieer adres"), 2500);
  });
  place.append(" ", button);
}
