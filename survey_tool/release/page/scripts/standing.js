/** Where a municipality stands for a type, and what can be said of a prefecture: what is not known is never shown as none. */

import { block, cases, groupByKey, prefectureByCode } from "./release.js";

/** @typedef {"implemented" | "considering" | "no_published_case" | "no_data"} Standing */

/** @type {Standing[]} */
export const STANDINGS = ["implemented", "considering", "no_published_case", "no_data"];

/**
 * @param {import("./release.js").Town} town
 * @param {string} group
 * @returns {Standing}
 */
export function standing(town, group) {
  const lasting = cases.filter((one) => !one.ended && one.groups.includes(group));
  if (lasting.some((one) => one.participants.includes(town.code))) return "implemented";
  if (lasting.some((one) => one.considering.includes(town.code))) return "considering";
  return hasGap(town.prefecture, group) ? "no_data" : "no_published_case";
}

/**
 * Whether a prefecture has something of a type of which nothing is told.
 * @param {string} prefecture
 * @param {string} group
 */
export function hasGap(prefecture, group) {
  const types = groupByKey.get(group)?.types ?? [];
  return types.some((type) => block.gaps[prefecture]?.includes(type));
}

/**
 * The number of cases of a prefecture (of a type, where one is given), or null where it has not answered.
 * @param {string} prefecture
 * @param {string} [group]
 */
export function countOfPrefecture(prefecture, group) {
  if (!prefectureByCode.get(prefecture)?.answered) return null;
  return cases.filter((one) => one.prefectures.includes(prefecture) && (!group || one.groups.includes(group))).length;
}
