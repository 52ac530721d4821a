/** How an answer is shown: labels for codes, units, the sign of illustrative values; a dash where there is none. */

import { block, cellOf, isColumn, labelOf, prefectureByCode, townByCode } from "./release.js";
import { listing, number, text } from "./words.js";

/** @typedef {import("./release.js").Case} Case */

export const NONE = "－";
/** In place of a figure that nothing is there to be worked out from. */
export const NO_FIGURE = "…";
export const SIGN = "※";
const TOTAL = "total_cost";
export const TOTAL_YEARS = "total_cost_years";
/** The questions whose answers stand beside those of others, without a line of their own. */
export const TOLD_WITH_OTHERS = ["system_type_other", "subsidy_other_name", TOTAL_YEARS];

/** @type {Record<string, (one: Case, key: string) => string>} */
const KINDS = {
  mark: (one, key) => (cellOf(one, key) === true ? text("mark_yes") : ""),
  amount: (one, key) => numbered(one, key, "amount_unit"),
  years: (one, key) => numbered(one, key, "years_unit"),
  bodies: (one, key) => numbered(one, key, "bodies_unit"),
  listed: labelOf,
  several: (one, key) => listing(labelOf(one, key).split(";")),
  month: (one, key) => month(String(cellOf(one, key) ?? "")),
  text: (one, key) => String(cellOf(one, key) ?? ""),
};

/**
 * An answer as it is shown, with its sign.
 * @param {Case} one
 * @param {string} key
 */
export function answer(one, key) {
  const question = block.questions.find((each) => each.key === key);
  const shown = KINDS[question?.kind ?? "text"](one, key);
  return shown ? shown + sign(one, key, ...(key === TOTAL ? [TOTAL_YEARS] : [])) : NONE;
}

/**
 * The sign of an illustrative value; empty where that in none of the columns is one.
 * @param {Case} one
 * @param {...string} columns
 */
export const sign = (one, ...columns) => (columns.some((column) => one.signed.has(column)) ? ` ${SIGN}` : "");

/**
 * @param {Case} one
 * @param {string} key
 * @param {string} unit
 */
function numbered(one, key, unit) {
  const value = cellOf(one, key);
  if (typeof value === "number") return text(unit, { n: number(value) }) + (key === TOTAL ? overYears(one) : "");
  const status = isColumn(`${key}_status`) ? cellOf(one, `${key}_status`) : null;
  if (status === null || status === "blank") return "";
  const isForYears = key === TOTAL && typeof cellOf(one, TOTAL_YEARS) === "number";
  return labelOf(one, `${key}_status`) + (isForYears ? overYears(one) : "");
}

/**
 * For how many years a total is, in brackets: it is no amount of one year.
 * @param {Case} one
 */
export function overYears(one) {
  const years = cellOf(one, TOTAL_YEARS);
  return typeof years === "number" ? text("over_years", { n: number(years) }) : text("over_unknown");
}

/**
 * `2024-04` as it is, a fiscal year in the language's way, unknown in words.
 * @param {string} value
 */
function month(value) {
  if (value.endsWith("年度")) return text("fiscal_year", { year: value.slice(0, 4) });
  return value === "unknown" ? text("unknown") : value;
}

/**
 * What it costs, a line each: a total only where it is an amount; then for whom the amounts are.
 * @param {Case} one
 */
export function costs(one) {
  const [initial, annual, total] = block.costs;
  const lines = [`${text("initial")} ${answer(one, initial)}`, `${text("annual")} ${answer(one, annual)}`];
  if (typeof cellOf(one, total) === "number") lines.push(`${text("whole")} ${answer(one, total)}`);
  return block.costs.some((key) => typeof cellOf(one, key) === "number")
    ? [...lines, answer(one, "cost_basis")]
    : lines;
}

/**
 * Whom to ask, a line each.
 * @param {Case} one
 */
export const contact = (one) =>
  ["contact_department", "contact_phone"]
    .map((key) => answer(one, key))
    .filter((told) => told !== NONE)
    .join("\n") || NONE;

/**
 * The main type; one that is on no list by its own name.
 * @param {Case} one
 */
export function systemType(one) {
  const other = cellOf(one, "system_type_other");
  const label = labelOf(one, "system_type");
  return other === null ? label : text("with_other", { name: label, other: String(other) });
}

/**
 * The prefectures under which a case is shown.
 * @param {Case} one
 */
export const homes = (one) => listing(one.prefectures.map((code) => prefectureByCode.get(code)?.name ?? code));

/**
 * Population or employees of the participants.
 * @param {Case} one
 * @param {string} column
 */
export const people = (one, column) =>
  cellOf(one, column) === null ? NO_FIGURE : labelOf(one, column) + sign(one, column);

/**
 * The marked ones of several ○ questions, by their labels.
 * @param {Case} one
 * @param {string[]} keys
 */
export const marked = (one, keys) =>
  listing(keys.filter((key) => cellOf(one, key) === true).map((key) => mark(one, key))) || NONE;

/**
 * The label of a ○ question, with the name that is asked for beside it.
 * @param {Case} one
 * @param {string} key
 */
function mark(one, key) {
  const label = block.questions.find((each) => each.key === key)?.label ?? key;
  const named = `${key}_name`;
  const other = isColumn(named) ? cellOf(one, named) : null;
  return (other === null ? label : text("with_other", { name: label, other: String(other) })) + sign(one, key, named);
}

/**
 * An answer as it is shown; of funding which was used, and where none is marked whether any was: no and not known are no blank.
 * @param {Case} one
 * @param {string} key
 */
export function inFull(one, key) {
  const told = key === "subsidy_used" ? marked(one, block.subsidies) : NONE;
  return told === NONE ? answer(one, key) : told;
}

/**
 * How many municipalities take part.
 * @param {Case} one
 */
export const bodies = (one) => `${cellOf(one, "participants_count")}${sign(one, "participants_count")}`;

/**
 * Municipalities of a case by name, those of another prefecture with theirs; added ones with the sign, once where all are.
 * @param {Case} one
 * @param {string[]} codes
 */
export function townNames(one, codes) {
  if (codes.length === 0) return NONE;
  const all = codes.every((code) => one.added.has(code));
  const names = codes.map((code) => {
    const town = townByCode.get(code);
    const away = town && !one.prefectures.includes(town.prefecture);
    const name = away
      ? text("town_of", { prefecture: prefectureByCode.get(town.prefecture)?.name ?? "", name: town.name })
      : town?.name;
    return (name ?? code) + (one.added.has(code) && !all ? ` ${SIGN}` : "");
  });
  return (all ? text("all_illustrative") : "") + listing(names);
}
