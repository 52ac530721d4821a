/** Where a municipality stands for a type, and what can be said of a prefecture: what is not known is never shown as none. */

import { block, cases, groupByKey } from "./release.js";
import { number, text } from "./words.js";

/** @typedef {"implemented" | "considering" | "no_published_case" | "no_data"} Standing */

/** @type {Standing[]} */
export const STANDINGS = ["implemented", "considering", "no_published_case", "no_data"];

/** In place of a stage: any but the last. */
export const NOT_ENDED = "not_ended";

/** The cases that have not ended. */
export const lasting = cases.filter((one) => !one.ended);

/**
 * @param {import("./release.js").Town} town
 * @param {string} group
 * @returns {Standing}
 */
export function standing(town, group) {
  const own = lasting.filter((one) => one.groups.includes(group));
  if (own.some((one) => one.participants.includes(town.code))) return "implemented";
  if (own.some((one) => one.considering.includes(town.code))) return "considering";
  return isOpen(town.prefecture, group) ? "no_data" : "no_published_case";
}

/**
 * Whether something is not known of a prefecture (of its cases of a type): no answer, or none that is settled.
 * @param {string} prefecture
 * @param {string} [group]
 */
export function isOpen(prefecture, group) {
  const missing = block.gaps[prefecture] ?? [];
  return group ? (groupByKey.get(group)?.types ?? []).some((type) => missing.includes(type)) : missing.length > 0;
}

/**
 * A number of a prefecture as far as it is known: null in place of 0 where something is not.
 * @param {number} counted
 * @param {string} prefecture
 * @param {string} [group]
 */
export const known = (counted, prefecture, group) => (counted === 0 && isOpen(prefecture, group) ? null : counted);

/**
 * How many of some cases stand under a prefecture (and a type, where one is given), as far as it is known.
 * @param {import("./release.js").Case[]} some
 * @param {string} prefecture
 * @param {string} [group]
 */
export const countUnder = (some, prefecture, group) =>
  known(
    some.filter((one) => one.prefectures.includes(prefecture) && (!group || one.groups.includes(group))).length,
    prefecture,
    group,
  );

/**
 * A number of a prefecture in words: where something is not known, marked as the least that it can be.
 * @param {number | null} count
 * @param {string} prefecture
 * @param {string} [group]
 */
export function told(count, prefecture, group) {
  if (count === null) return text("no_data");
  return isOpen(prefecture, group) ? text("at_least", { n: number(count) }) : number(count);
}
