/** What is shown stands in the address after `#`, so that it can be mailed, and back and forward lead to it. */

import { block, caseById, groupByKey, prefectureByCode } from "./release.js";
import { ORDERS } from "./sorting.js";
import { NOT_ENDED } from "./standing.js";
import { listing, text } from "./words.js";

/**
 * `missing` tells what the address names and nobody has; the parameters are without it.
 * @typedef {{view: string, parameters: URLSearchParams, missing: string[]}} Place
 */

export const HOME = "overview";

/** @typedef {[string, (value: string) => boolean]} Named how it is called, and whether there is such a one */

/** @type {Named} */
const TYPE = ["system_type", (value) => groupByKey.has(value)];
/** @type {Named} */
const PREFECTURE = ["prefecture", (value) => prefectureByCode.has(value)];
const STAGES = [NOT_ENDED, ...block.choices.status.map(([value]) => value)];

/**
 * What a view is asked for by name. A case, a municipality and what cases are filtered by are told where they would stand.
 * @type {Record<string, Record<string, Named>>}
 */
const NAMED = {
  overview: { t: TYPE },
  cases: { sort: ["sort_label", (value) => ORDERS.includes(value)] },
  compare: { ids: ["case", (value) => caseById.has(value)] },
  similar: { t: TYPE, s: ["status", (value) => STAGES.includes(value)] },
  types: { t: TYPE, p: PREFECTURE },
  prefectures: { p: PREFECTURE },
};

/** @returns {Place} */
export function place() {
  const [asked, query = ""] = location.hash.slice(1).split("?");
  const view = document.querySelector(`main > .view[id="${CSS.escape(asked)}"]`)?.id ?? HOME;
  if (asked && asked !== view) return { view, parameters: new URLSearchParams(), missing: [`#${asked}`] };
  const parameters = new URLSearchParams(query);
  const missing = Object.entries(NAMED[view] ?? {}).flatMap(([name, [label, isThere]]) => {
    const told = name === "ids" ? several(parameters, name) : [parameters.get(name) ?? ""].filter(Boolean);
    const gone = told.filter((value) => !isThere(value));
    if (gone.length === 0) return [];
    parameters.set(name, told.filter(isThere).join(","));
    if (!parameters.get(name)) parameters.delete(name);
    return [`${text(label)}${block.texts.colon}${listing(gone)}`];
  });
  return { view, parameters, missing };
}

/**
 * An address: the view, and what is chosen in it; several values stand one after the other, nothing is left out.
 * @param {string} view
 * @param {Record<string, string | string[] | undefined>} [chosen]
 */
export function to(view, chosen = {}) {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(chosen)) {
    const told = Array.isArray(value) ? value.join(",") : value;
    if (told) parameters.set(name, told);
  }
  const query = parameters.toString().replaceAll("%2C", ",").replaceAll("%3A", ":");
  return `#${view}${query ? `?${query}` : ""}`;
}

/**
 * Several values of the address.
 * @param {URLSearchParams} parameters
 * @param {string} name
 */
export const several = (parameters, name) => (parameters.get(name) ?? "").split(",").filter(Boolean);

/**
 * What is held by keys stays so: a row that is called like the address takes the focus away.
 * @param {string} address
 */
export function go(address) {
  const held = /** @type {HTMLElement | null} */ (document.activeElement);
  location.hash = address;
  held?.focus({ preventScroll: true });
}

/**
 * The same place told more exactly (while somebody types): back leads past it.
 * @param {string} address
 */
export function amend(address) {
  history.replaceState(history.state, "", address);
}

let list = "#cases";

/** The list of cases as it was shown last, with what it was narrowed by and sorted. */
export const lastList = () => list;

/** @param {URLSearchParams} parameters */
export function keepList(parameters) {
  list = to("cases", Object.fromEntries(parameters));
}
