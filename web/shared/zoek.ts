// Offers places to who types in the search box, and opens the one that is chosen. Without it the box sends its text.

interface Suggestion {
  value: string;
  label: string;
  url: string;
}

const restMs = 150; // of the keys, before the server is asked

for (const form of document.querySelectorAll<HTMLFormElement>("form.search")) {
  const box = form.querySelector("input")!;
  const list = document.createElement("datalist");
  list.id = `${box.id}-voorstel`;
  form.append(list);
  box.setAttribute("list", list.id);
  let known: Suggestion[] = [];
  let timer = 0;
  let asking = new AbortController();

  const chosen = () => known.find((s) => s.value === box.value);

  const ask = async () => {
    asking.abort();
    asking = new AbortController();
    try {
      const answer = await fetch(`${form.action}.json?q=${encodeURIComponent(box.value)}`, { signal: asking.signal });
      if (!answer.ok) return;
      known = await answer.json();
    } catch {
      return; // a later key asks again
    }
    list.replaceChildren(...known.map((s) => {
      const option = document.createElement("option");
      option.value = s.value;
      option.label = `${s.value} (${s.label})`;
      return option;
    }));
  };

  box.addEventListener("input", (event) => {
    clearTimeout(timer);
    const typed = event instanceof InputEvent && event.inputType !== "insertReplacementText";
    const one = chosen();
    if (one && !typed) location.assign(one.url);
    else if (box.value.trim().length > 1) timer = window.setTimeout(ask, restMs);
  });

  form.addEventListener("submit", (event) => {
    const one = chosen();
    if (!one) return;
    event.preventDefault();
    location.assign(one.url);
  });
}
