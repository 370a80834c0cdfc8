// What a chart says in the browser, in the language of its page.
const dutch = {
  hint: "Pijltjes links en rechts lezen de jaren voor, Home en End het eerste en het laatste; Escape sluit.",
  none: "geen gegevens",
};

const english: typeof dutch = {
  hint: "Arrows left and right read the years, Home and End the first and the last; Escape closes.",
  none: "no data",
};

export const words = document.documentElement.lang === "en" ? english : dutch;
