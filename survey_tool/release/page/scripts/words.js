/** Texts and numbers in the language of the page. */

import { block } from "./release.js";

const GROUPED = new Intl.NumberFormat("en-US", { maximumFractionDigits: 2 });

/**
 * A text of the page, `{name}` filled in.
 * @param {string} key
 * @param {Record<string, string | number>} [values]
 */
export function text(key, values = {}) {
  const found = block.texts[key];
  if (found === undefined) throw new Error(`no text ${key}`);
  return found.replace(/\{(\w+)\}/g, (_, name) => String(values[name] ?? ""));
}

/**
 * 12,345
 * @param {number} value
 */
export const number = (value) => GROUPED.format(value);

/**
 * Names one after the other.
 * @param {string[]} names
 */
export const listing = (names) => names.join(block.texts.listing);

/**
 * A number of cases.
 * @param {number} value
 */
export const countOf = (value) => text(value === 1 ? "one_case" : "n_cases", { n: number(value) });

/**
 * How many cases are shown of how many, where no more than `most` are.
 * @param {number} all
 * @param {number} most
 */
export const shownOf = (all, most) => (all > most ? text("found", { n: most, all: number(all) }) : countOf(all));
