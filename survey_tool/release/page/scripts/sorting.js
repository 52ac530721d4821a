/** The orders in which cases are listed. What has no value comes last, whichever way. */

import { block, cellOf } from "./release.js";

/** @typedef {import("./release.js").Case} Case */

const BY_NAME = new Intl.Collator(block.language);

/** @type {Record<string, (one: Case) => number | null>} */
const FIGURES = {
  bodies: (one) => Number(cellOf(one, "participants_count")),
  population: (one) => numberOf(cellOf(one, "population")),
  annual_cost: (one) => wholeCost(one, "annual_cost"),
  initial_cost: (one) => wholeCost(one, "initial_cost"),
  newest: (one) => began(one),
  oldest: (one) => negative(began(one)),
};

export const ORDERS = ["id", "name", ...Object.keys(FIGURES)];

/**
 * @param {Case[]} cases
 * @param {string} order
 */
export function sorted(cases, order) {
  if (order === "name") return [...cases].sort((a, b) => BY_NAME.compare(a.name, b.name) || a.row - b.row);
  const figure = FIGURES[order];
  if (!figure) return cases;
  const told = cases.map((one) => ({ one, value: figure(one) ?? Number.NEGATIVE_INFINITY }));
  return told.sort((a, b) => (a.value === b.value ? a.one.row - b.one.row : b.value - a.value)).map(({ one }) => one);
}

/** @param {import("./release.js").Cell} cell */
const numberOf = (cell) => (typeof cell === "number" ? cell : null);

/** @param {number | null} value */
const negative = (value) => (value === null ? null : -value);

/**
 * Amounts are compared only where they are for all participants.
 * @param {Case} one
 * @param {string} key
 */
const wholeCost = (one, key) => (cellOf(one, "cost_basis") === block.wholeCost ? numberOf(cellOf(one, key)) : null);

/**
 * The month of the start as a number; of a fiscal year its April.
 * @param {Case} one
 */
function began(one) {
  const told = /^(\d{4})(?:-(\d\d)|年度)$/.exec(String(cellOf(one, "operation_start_on") ?? ""));
  return told ? Number(told[1]) * 12 + Number(told[2] ?? 4) : null;
}
