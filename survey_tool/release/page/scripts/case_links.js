/** Cases in short lists: a name that leads to the case, and what it is about. */

import { to } from "./address.js";
import { bdi, h } from "./dom.js";
import { cellOf } from "./release.js";
import { answer, bodies, contact, costs, homes, people, systemType } from "./showing.js";
import { text } from "./words.js";

/** @typedef {import("./release.js").Case} Case */

/** @param {Case} one */
export const caseLink = (one) => h("a", { href: to("case", { id: one.id }) }, bdi(one.name));

/** @param {Case} one */
export const status = (one) => h("span", { class: `status ${String(cellOf(one, "status"))}` }, answer(one, "status"));

/**
 * Its head, what it tells of a case, its look.
 * @typedef {[string, (one: Case) => import("./dom.js").Child | import("./dom.js").Child[], string?]} Column
 */

/**
 * Its type, and below it what it covers as well.
 * @param {Case} one
 */
const types = (one) => [
  bdi(systemType(one)),
  cellOf(one, "system_types_also") !== null &&
    h("span", { class: "under" }, text("also", { types: answer(one, "system_types_also") })),
];

/** @returns {Column} */
const cost = () => [text("cost"), (one) => costs(one).map((line) => h("span", {}, bdi(line))), "cost"];

/**
 * What a case costs and whom to ask about it.
 * @returns {Column[]}
 */
export const costAndContact = () => [cost(), [text("contact"), (one) => bdi(contact(one)), "contact"]];

/**
 * How large it is, what it costs and since when.
 * @returns {Column[]}
 */
const inShort = () => [
  [text("bodies"), (one) => bodies(one), "figure"],
  [text("population"), (one) => people(one, "population"), "figure"],
  cost(),
  [text("start"), (one) => answer(one, "operation_start_on"), "figure"],
];

/**
 * A table of cases with further columns, and `last` at the end.
 * @param {Case[]} found
 * @param {string} caption
 * @param {Column[]} [further]
 * @param {Column[]} [last]
 */
export function caseTable(found, caption, further = [], last = inShort()) {
  /** @type {Column[]} */
  const columns = [[text("system_type"), types], [text("status"), status], ...further, ...last];
  const heads = [text("case"), ...columns.map(([head]) => head)];
  return h(
    "table",
    { class: "records", role: "table" },
    h("caption", { class: "unseen" }, caption),
    h(
      "thead",
      { role: "rowgroup" },
      h(
        "tr",
        { role: "row" },
        heads.map((head, at) => h("th", { scope: "col", role: "columnheader", class: columns[at - 1]?.[2] }, head)),
      ),
    ),
    h(
      "tbody",
      { role: "rowgroup" },
      found.map((one) => caseRow(one, columns)),
    ),
  );
}

/**
 * @param {Case} one
 * @param {Column[]} columns
 */
function caseRow(one, columns) {
  return h(
    "tr",
    { role: "row" },
    h(
      "th",
      { scope: "row", role: "rowheader" },
      caseLink(one),
      h("span", { class: "under" }, `${one.id} `, homes(one)),
    ),
    columns.map(([head, content, look]) => h("td", { role: "cell", class: look, "data-head": head }, content(one))),
  );
}
