/** By what cases are filtered, and how many there are of each: counted from the published tables and nothing else. */

import { fold, terms } from "./folding.js";
import { block, cases, cellOf, labelOf, prefectures, townByCode } from "./release.js";
import { homes, systemType } from "./showing.js";
import { countUnder } from "./standing.js";
import { text } from "./words.js";

/**
 * `values` are those that a case counts under; `options` those of any case, with their labels; `labels` those of all there can be.
 * @typedef {import("./release.js").Case} Case
 * @typedef {import("./release.js").Choice} Choice
 * @typedef {{key: string, label: string, note?: string, values: (one: Case) => string[], options: Choice[],
 *   labels: Map<string, string>}} Facet
 * @typedef {Record<string, string[]>} Chosen values by facet; of one facet any, of several facets all
 */

const BLANK = "blank";
const SCOPE = "scope_";
/** @type {Choice} */
const UNANSWERED = [BLANK, block.texts.blank];

/** @type {Facet[]} */
export const FACETS = [
  listed("domain"),
  facet("type", text("system_type"), (one) => one.types, block.choices.system_type),
  facet(
    "prefecture",
    text("prefecture"),
    (one) => one.prefectures,
    prefectures.map((each) => [each.code, each.name]),
    unanswered(),
  ),
  listed("status"),
  facet("size", text("size"), (one) => [sizeOf(one)], block.choices.size, text("size_note")),
  cost("annual_cost"),
  cost("initial_cost"),
  listed("subsidy_used"),
  marks("subsidy", block.subsidies, text("subsidies")),
  listed("contract_form"),
  listed("procurement_method"),
  listed("specification"),
  marks("benefit", block.benefits, text("benefits")),
];

/**
 * @param {string} key
 * @param {string} label
 * @param {(one: Case) => string[]} values
 * @param {Choice[]} options
 * @param {string} [note]
 * @returns {Facet}
 */
function facet(key, label, values, options, note) {
  const known = cases.map(values); // asked again and again, for every case
  const found = new Set(known.flat());
  const some = options.filter(([value]) => found.has(value));
  return { key, label, note, values: (one) => known[one.row], options: some, labels: new Map(options) };
}

/** @param {string} key */
function listed(key) {
  const label = block.questions.find((each) => each.key === key)?.label ?? key;
  const value = (/** @type {Case} */ one) => [String(cellOf(one, key) ?? BLANK)];
  return facet(key, label, value, [...block.choices[key], UNANSWERED]);
}

/**
 * @param {string} key
 * @param {string[]} questions
 * @param {string} label
 */
function marks(key, questions, label) {
  const labels = new Map(block.questions.map((each) => [each.key, each.label]));
  /** @param {Case} one */
  const values = (one) => questions.filter((each) => cellOf(one, each) === true);
  return facet(
    key,
    label,
    values,
    questions.map((each) => [each, labels.get(each) ?? each]),
  );
}

/**
 * The bands of an amount for all participants; other amounts are no smaller or larger than these, so they stand apart.
 * @param {string} key
 */
function cost(key) {
  const label = block.questions.find((each) => each.key === key)?.label ?? key;
  /** @param {Case} one */
  const values = (one) => {
    const band = cellOf(one, `${key}_band`);
    if (band === null) return [String(cellOf(one, `${key}_status`))];
    const basis = String(cellOf(one, "cost_basis"));
    return [basis === block.wholeCost ? String(band) : SCOPE + basis];
  };
  const words = block.choices[`${key}_status`].filter(([value]) => value !== "amount");
  /** @type {Choice[]} */
  const scopes = block.choices.cost_basis.map(([value, name]) => [SCOPE + value, text("scope_of", { scope: name })]);
  const options = [...block.choices[`${key}_band`], ...scopes, ...words];
  return facet(key, label, values, options, text("cost_note"));
}

/** @param {Case} one */
function sizeOf(one) {
  const population = cellOf(one, "population");
  if (population === null) return "none";
  return String(block.sizes.filter((bound) => Number(population) >= bound).length);
}

function unanswered() {
  const silent = prefectures.filter(({ code }) => countUnder(cases, code) === null).map((each) => each.name);
  return silent.length ? text("unanswered_prefectures", { names: silent.join(block.texts.listing) }) : undefined;
}

/** @type {Map<string, string>} */
const searched = new Map();

/**
 * Everything of a case that is searched: names, texts, participants with their readings.
 * @param {Case} one
 */
function searchText(one) {
  let found = searched.get(one.id);
  if (found === undefined) {
    const texts = block.questions.filter((each) => each.kind === "text").map((each) => cellOf(one, each.key));
    const members = [...one.participants, ...one.considering].map((code) => townByCode.get(code));
    const names = members.map((each) => each?.spelt ?? "");
    const also = labelOf(one, "system_types_also");
    const told = [one.id, homes(one), systemType(one), also, labelOf(one, "domain"), ...texts, ...names];
    found = fold(told.filter(Boolean).join("\n"));
    searched.set(one.id, found);
  }
  return found;
}

/**
 * @param {string} query
 * @returns {(one: Case) => boolean}
 */
export function searcher(query) {
  const wanted = terms(query);
  return (one) => wanted.length === 0 || wanted.every((term) => searchText(one).includes(term));
}

/**
 * The cases that are left, and for each facet how many there would be of each value under what else is chosen.
 * @param {Chosen} chosen
 * @param {string} query
 */
export function filtered(chosen, query) {
  const found = cases.filter(searcher(query));
  const active = FACETS.filter((each) => chosen[each.key]?.length);
  /** @type {Case[]} */
  const left = [];
  /** @type {Map<string, Map<string, number>>} */
  const counts = new Map(FACETS.map((each) => [each.key, new Map()]));
  for (const one of found) {
    const failed = active.filter((each) => !each.values(one).some((value) => chosen[each.key].includes(value)));
    if (failed.length === 0) left.push(one);
    for (const each of failed.length === 0 ? FACETS : failed.length === 1 ? failed : []) tally(counts, each, one);
  }
  return { left, counts };
}

/**
 * @param {Map<string, Map<string, number>>} counts
 * @param {Facet} each
 * @param {Case} one
 */
function tally(counts, each, one) {
  const own = counts.get(each.key);
  for (const value of each.values(one)) own?.set(value, (own.get(value) ?? 0) + 1);
}
