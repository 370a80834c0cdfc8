// What the server answers to /grafiek/….json, and how one year of it is read. The names are those of ChartReading in Go.
import type { Option } from "./finish";
import { words } from "./words";

export interface Reading {
  breedte: number;
  hoogte: number;
  optie: Option;
  lijnen: Line[];
}

export interface Line {
  naam: string;
  teken: string;
  kleur: string;
  waarden: Value[];
}

export interface Value {
  jaar: number;
  tekst: string;
  eenheid: string;
  kwaliteit: string;
  woord: string;
  opmerking: string;
}

/** Gives the years of which the chart knows a value or why there is none, in order. */
export function yearsOf(reading: Reading): number[] {
  const years = reading.lijnen.flatMap((line) => line.waarden.map((value) => value.jaar));
  return [...new Set(years)].sort((a, b) => a - b);
}

/** Gives each line with its value of a year; lines of which nothing is known that year are left out. */
export function inYear(reading: Reading, year: number): { line: Line; value: Value }[] {
  return reading.lijnen.flatMap((line) => line.waarden.filter((value) => value.jaar === year).map((value) => ({ line, value })));
}

/** The value with its unit, or that there is none. */
export function amount(value: Value): string {
  if (!value.tekst) return words.none;
  if (!value.eenheid) return value.tekst;
  return value.tekst + (value.eenheid === "%" ? "" : " ") + value.eenheid;
}

/** What to know about the value: how it came about, and what else. */
export function caveat(value: Value): string {
  return [value.kwaliteit && `${value.kwaliteit}, ${value.woord}`, value.opmerking].filter(Boolean).join("; ");
}

/** Reads a year as one line of text, for those who hear it. */
export function say(reading: Reading, year: number): string {
  const parts = inYear(reading, year).map(({ line, value }) => {
    const note = caveat(value);
    return `${line.naam} ${amount(value)}${note && ` (${note})`}`;
  });
  return `${year}: ${parts.join("; ")}`;
}
