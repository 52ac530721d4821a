/** The months of a case on one line of time: a point for a month, a span for a fiscal year; the table says the same in words. */

import { h, svg } from "./dom.js";
import { block, cellOf } from "./release.js";
import { answer } from "./showing.js";
import { text } from "./words.js";

/** @typedef {{label: string, told: string, first: number, last: number}} Step months counted from the year 0 */

const MONTHS = 12;

/** @param {import("./release.js").Case} one */
export function timeline(one) {
  const labels = new Map(block.questions.map((each) => [each.key, each.label]));
  const told = block.milestones.filter((key) => cellOf(one, key) !== null);
  const steps = told.map((key) => step(labels.get(key) ?? key, answer(one, key), String(cellOf(one, key))));
  if (steps.length === 0) return h("p", {}, text("no_schedule"));
  const known = steps.filter((each) => each.first);
  const begin = Math.floor(Math.min(...known.map((each) => each.first)) / MONTHS);
  const end = Math.floor(Math.max(...known.map((each) => each.last)) / MONTHS) + 1;
  return h(
    "table",
    { class: "timeline" },
    h("caption", { class: "unseen" }, text("timeline")),
    h(
      "thead",
      {},
      h(
        "tr",
        {},
        [text("step"), text("when")].map((head) => h("th", { scope: "col" }, head)),
        years(begin, end),
      ),
    ),
    h(
      "tbody",
      {},
      steps.map((each) => line(each, begin * MONTHS, end * MONTHS)),
    ),
  );
}

/**
 * @param {number} begin
 * @param {number} end
 */
function years(begin, end) {
  const known = Number.isFinite(begin);
  return h("td", { class: "axis" }, known && h("span", {}, begin), known && h("span", {}, end));
}

/**
 * @param {string} label
 * @param {string} told
 * @param {string} value
 * @returns {Step}
 */
function step(label, told, value) {
  const found = /^(\d{4})(?:-(\d\d)|年度)$/.exec(value);
  if (!found) return { label, told, first: 0, last: 0 };
  const first = Number(found[1]) * MONTHS + Number(found[2] ?? 4) - 1;
  return { label, told, first, last: found[2] ? first : first + MONTHS - 1 };
}

/**
 * @param {Step} each
 * @param {number} from
 * @param {number} to
 */
function line(each, from, to) {
  const scale = (/** @type {number} */ month) => ((month - from) / (to - from)) * 100;
  const left = scale(each.first);
  const width = Math.max(scale(each.last + 1) - left, 1.5);
  const picture =
    each.first > 0 &&
    svg(
      "svg",
      { class: "span", viewBox: "0 0 100 4", preserveAspectRatio: "none", "aria-hidden": "true", focusable: "false" },
      svg("rect", { class: "track", x: 0, y: 1.8, width: 100, height: 0.4 }),
      svg("rect", { class: each.first === each.last ? "point" : "year", x: left, y: 0, width, height: 4 }),
    );
  return h("tr", {}, h("th", { scope: "row" }, each.label), h("td", {}, each.told), h("td", {}, picture));
}
