/** One case: everything that is published of it. */

import { lastList, to } from "./address.js";
import { caseTable, status } from "./case_links.js";
import { chooser } from "./compare.js";
import { bdi, byId, h } from "./dom.js";
import { block, caseById, cellOf, labelOf } from "./release.js";
import {
  answer,
  bodies,
  homes,
  inFull,
  marked,
  overYears,
  people,
  sign,
  systemType,
  TOLD_WITH_OTHERS,
  TOTAL_YEARS,
  townNames,
} from "./showing.js";
import { casesLike } from "./similarity.js";
import { timeline } from "./timeline.js";
import { number, shownOf, text } from "./words.js";

/** @typedef {import("./release.js").Case} Case */

const LIKE = 5;
/** Most of what it asks stands in the head; the rest joins the band behind it. */
const FIRST_BAND = "case";
const IN_HEAD = new Set(["case_id", "name", "domain", "system_type", "status", "summary", "publication"]);

/**
 * Shows the case of the address; its name is the heading of the page.
 * @param {URLSearchParams} parameters
 */
export function showCase(parameters) {
  const one = caseById.get(parameters.get("id") ?? "");
  const view = byId("case");
  if (!one) {
    view.replaceChildren(back(), heading(text("no_such_case")));
    return text("no_such_case");
  }
  view.replaceChildren(
    ...head(one),
    section(text("timeline"), timeline(one)),
    h("div", { class: "pairs" }, ...bands(one)),
    section(text("story"), ...story(one)),
    section(text("participants"), ...participants(one)),
    section(text("like"), like(one)),
  );
  return one.name;
}

/** @param {string} title */
const heading = (title) => h("h1", { tabindex: -1, id: "case-title" }, bdi(title));

const back = () => h("p", { class: "back" }, h("a", { href: lastList() }, text("to_cases")));

/**
 * @param {string} title
 * @param {...import("./dom.js").Child} content
 */
const section = (title, ...content) => h("section", { class: "block" }, h("h2", {}, title), ...content);

/** @param {Case} one */
function head(one) {
  const type = one.groups[0];
  const typeName = bdi(systemType(one));
  const line = [
    h("span", {}, homes(one)),
    h("span", {}, labelOf(one, "domain")),
    type ? h("a", { href: to("types", { t: type }) }, typeName) : typeName,
    h("span", {}, one.id),
  ];
  /** @type {[string, string, string?][]} */
  const figures = [
    [text("bodies"), bodies(one)],
    [text("population"), people(one, "population")],
    [text("employees"), people(one, "employees")],
    ...block.costs.map(
      (key) => /** @type {[string, string, string]} */ ([label(key), answer(one, key), scope(one, key)]),
    ),
  ];
  const summary = cellOf(one, "summary");
  return [
    back(),
    heading(one.name),
    h("p", { class: "line" }, status(one), line),
    summary !== null && h("p", { class: "lead" }, bdi(answer(one, "summary"))),
    h(
      "dl",
      { class: "figures" },
      figures.map(([name, value, note]) => figure(name, value, note)),
    ),
    h("p", {}, chooser(one)),
    (one.signed.size > 1 || !one.signed.has("")) && h("p", { class: "note" }, text("illustrative")),
  ].filter((each) => each !== false);
}

/**
 * @param {string} name
 * @param {string} value
 * @param {string} [note]
 */
const figure = (name, value, note) =>
  h("div", {}, h("dt", {}, name), h("dd", {}, bdi(value)), note && h("dd", { class: "note" }, note));

/** @param {string} key */
const label = (key) => block.questions.find((each) => each.key === key)?.label ?? key;

/**
 * For whom an amount is; nothing where there is none.
 * @param {Case} one
 * @param {string} key
 */
const scope = (one, key) => (typeof cellOf(one, key) === "number" ? labelOf(one, "cost_basis") : "");

/** @param {Case} one */
function bands(one) {
  const elsewhere = new Set([...IN_HEAD, ...TOLD_WITH_OTHERS, ...block.milestones]);
  const named = Object.entries(block.bands).filter(([band]) => band !== FIRST_BAND);
  return named.flatMap(([band, title], at) => {
    const asked = block.questions.filter(
      (each) =>
        (each.band === band || (at === 0 && each.band === FIRST_BAND)) &&
        !each.long &&
        each.kind !== "mark" &&
        !elsewhere.has(each.key),
    );
    /** @type {[string, string, string?][]} */
    const told = asked.map((each) => [
      each.label,
      inFull(one, each.key),
      block.costs.includes(each.key) ? scope(one, each.key) : "",
    ]);
    if (band === "costs") told.push(...perHead(one));
    return told.length ? [section(title, pairs(told))] : [];
  });
}

/**
 * @param {Case} one
 * @returns {[string, string][]}
 */
function perHead(one) {
  return block.costs.flatMap((key) => {
    const value = cellOf(one, `${key}_per_head`);
    return typeof value === "number"
      ? [
          /** @type {[string, string]} */ ([
            text("per_head", { cost: label(key) }),
            text("yen", { n: number(value) }) +
              (key === "total_cost" ? overYears(one) : "") +
              sign(one, `${key}_per_head`, ...(key === "total_cost" ? [TOTAL_YEARS] : [])),
          ]),
        ]
      : [];
  });
}

/** @param {[string, string, string?][]} told */
const pairs = (told) =>
  h(
    "dl",
    { class: "facts" },
    told.map(([name, value, note]) => figure(name, value, note)),
  );

/** @param {Case} one */
function story(one) {
  const long = block.questions.filter((each) => each.long && !IN_HEAD.has(each.key));
  const told = long.map((each) => /** @type {[string, string]} */ ([each.label, answer(one, each.key)]));
  return [pairs([[text("benefits"), marked(one, block.benefits)], ...told])];
}

/** @param {Case} one */
function participants(one) {
  const day = cellOf(one, "as_of");
  return [
    day !== null && h("p", { class: "note" }, text("as_of", { day: String(day) }) + sign(one, "as_of")),
    members(one, one.participants, text("taking_part")),
    members(one, one.considering, text("considering")),
  ];
}

/**
 * @param {Case} one
 * @param {string[]} codes
 * @param {string} title
 */
function members(one, codes, title) {
  return h(
    "div",
    { class: "members" },
    h("h3", {}, `${title} `, h("span", { class: "count" }, number(codes.length))),
    h("p", {}, townNames(one, codes)),
  );
}

/** @param {Case} one */
function like(one) {
  const found = casesLike(one);
  if (found.length === 0) return h("p", {}, text("none_like"));
  return h(
    "div",
    {},
    h("p", { class: "note" }, text("like_note")),
    h("p", {}, shownOf(found.length, LIKE)),
    caseTable(found.slice(0, LIKE), text("like")),
  );
}
