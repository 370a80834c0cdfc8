// Opens the folds around what the address points at: browsers that do not do so themselves would show nothing.

function unfold(): void {
  const target = location.hash.length > 1 ? document.getElementById(decodeURIComponent(location.hash.slice(1))) : null;
  if (!target) return;
  for (let fold = target.closest("details"); fold; fold = fold.parentElement?.closest("details") ?? null) fold.open = true;
  target.scrollIntoView();
}

addEventListener("hashchange", unfold);
unfold();

// Paper has no folds and no scrolling: what is folded is opened for the printer, and pictures that wait for the eye are fetched.
const folded = new Set<HTMLDetailsElement>();
addEventListener("beforeprint", () => {
  for (const theme of document.querySelectorAll<HTMLDetailsElement>(":is(.theme, .on-paper):not([open])")) {
    theme.open = true;
    folded.add(theme);
  }
  for (const picture of document.querySelectorAll<HTMLImageElement>("img:not(.on-dark, .on-dark img)")) picture.loading = "eager"; // paper is light
});
addEventListener("afterprint", () => {
  for (const theme of folded) theme.open = false;
  folded.clear();
});
