/** One system type: how many, how they are paid for, what they bring, who takes part. */

import { go, to } from "./address.js";
import { caseTable } from "./case_links.js";
import { bar, byId, h } from "./dom.js";
import { block, cases, cellOf, groupByKey, prefectureByCode, prefectures, towns } from "./release.js";
import { NO_FIGURE } from "./showing.js";
import { isOpen, STANDINGS, standing } from "./standing.js";
import { listing, number, text } from "./words.js";

/** @typedef {import("./release.js").Case} Case */

export function prepareTypes() {
  const select = /** @type {HTMLSelectElement} */ (byId("type-choice"));
  select.append(...block.groups.map((each) => h("option", { value: each.key }, each.label)));
  select.addEventListener("change", () => go(to("types", { t: select.value })));
}

/**
 * Shows the type of the address; without one the table of all types.
 * @param {URLSearchParams} parameters
 */
export function showType(parameters) {
  const group = groupByKey.get(parameters.get("t") ?? "");
  /** @type {HTMLSelectElement} */ (byId("type-choice")).value = group?.key ?? "";
  byId("all-types").hidden = group !== undefined;
  byId("one-type").replaceChildren(...(group ? found(group, parameters.get("p") ?? "") : []));
  return group?.label;
}

/**
 * @param {import("./release.js").Group} group
 * @param {string} prefecture
 */
function found(group, prefecture) {
  const own = cases.filter((one) => one.groups.includes(group.key));
  const members = new Set(own.filter((one) => !one.ended).flatMap((one) => one.participants));
  return [
    h("h2", { id: "type-name" }, group.label),
    h(
      "dl",
      { class: "figures" },
      fact(text("cases"), number(own.length)),
      fact(text("implemented"), number(own.filter(isImplemented).length)),
      fact(text("considering_status"), number(own.filter((one) => cellOf(one, "status") === "considering").length)),
      fact(text("ended"), number(own.filter((one) => one.ended).length)),
      fact(text("prefectures"), number(new Set(own.flatMap((one) => one.prefectures)).size)),
      fact(text("bodies"), number(members.size)),
    ),
    h("section", { class: "block" }, h("h2", {}, text("cases_of_type")), caseTable(own, text("cases_of_type"))),
    h(
      "div",
      { class: "pairs" },
      panel(text("benefits"), [...marks(own, block.benefits), unmarked(own, block.benefits)], own.length),
      panel(label("subsidy_used"), [...answers(own, "subsidy_used"), ...marks(own, block.subsidies)], own.length),
      panel(label("procurement_method"), answers(own, "procurement_method"), own.length),
      panel(label("contract_form"), answers(own, "contract_form"), own.length),
    ),
    costs(own),
    standings(group, prefecture),
  ];
}

/** @param {Case} one */
const isImplemented = (one) => ["in_operation", "in_preparation"].includes(String(cellOf(one, "status")));

/**
 * @param {string} name
 * @param {string} value
 */
const fact = (name, value) => h("div", {}, h("dt", {}, name), h("dd", {}, value));

/** @param {string} key */
const label = (key) => block.questions.find((each) => each.key === key)?.label ?? key;

/**
 * @param {Case[]} own
 * @param {string[]} keys
 * @returns {[string, number][]}
 */
const marks = (own, keys) => keys.map((key) => [label(key), own.filter((one) => cellOf(one, key) === true).length]);

/**
 * The cases in which none of them is marked: nothing is said.
 * @param {Case[]} own
 * @param {string[]} keys
 * @returns {[string, number]}
 */
const unmarked = (own, keys) => [
  block.texts.blank,
  own.filter((one) => !keys.some((key) => cellOf(one, key) === true)).length,
];

/**
 * @param {Case[]} own
 * @param {string} key
 * @returns {[string, number][]}
 */
const answers = (own, key) =>
  [...block.choices[key], /** @type {[string, string]} */ (["", block.texts.blank])].map(([value, name]) => [
    name,
    own.filter((one) => String(cellOf(one, key) ?? "") === value).length,
  ]);

/**
 * @param {string} title
 * @param {[string, number][]} lines
 * @param {number} all
 */
function panel(title, lines, all) {
  const told = lines.filter(([, count]) => count > 0);
  const rows = told.map(([name, count]) =>
    h(
      "tr",
      {},
      h("th", { scope: "row" }, name),
      h("td", { class: "figure" }, number(count)),
      h("td", { class: "bars" }, bar(count, all)),
    ),
  );
  const none = h("p", { class: "note" }, text("none_told"));
  return h(
    "section",
    { class: "block" },
    h("h2", {}, title),
    rows.length
      ? h("table", { class: "shares" }, h("caption", { class: "unseen" }, title), h("tbody", {}, rows))
      : none,
  );
}

/** @param {Case[]} own */
function costs(own) {
  const whole = own.filter((one) => cellOf(one, "cost_basis") === block.wholeCost);
  const items = block.costs.slice(0, 2).flatMap((key) => [
    { name: text("thousand_yen", { cost: label(key) }), column: key },
    { name: text("yen_per_head", { cost: label(key) }), column: `${key}_per_head` },
  ]);
  const heads = [text("item"), text("least"), text("median"), text("most"), text("cases")];
  const rows = items.map(({ name, column }) => {
    const told = whole.map((one) => cellOf(one, column)).filter((cell) => typeof cell === "number");
    const cells = [...spread(told.sort((a, b) => a - b)), number(told.length)];
    return h(
      "tr",
      {},
      h("th", { scope: "row" }, name),
      cells.map((cell) => h("td", { class: "figure" }, cell)),
    );
  });
  return h(
    "section",
    { class: "block" },
    h("h2", {}, text("cost_range")),
    h("p", { class: "note" }, text("cost_note")),
    h(
      "div",
      { class: "scroll", tabindex: 0, role: "region", "aria-label": text("cost_range") },
      h(
        "table",
        { class: "plain" },
        h("caption", { class: "unseen" }, text("cost_range")),
        h(
          "thead",
          {},
          h(
            "tr",
            {},
            heads.map((head, at) => h("th", { scope: "col", class: at ? "figure" : null }, head)),
          ),
        ),
        h("tbody", {}, rows),
      ),
    ),
  );
}

/** @param {number[]} told in order */
function spread(told) {
  if (told.length === 0) return [NO_FIGURE, NO_FIGURE, NO_FIGURE];
  const middle = (told[Math.floor((told.length - 1) / 2)] + told[Math.ceil((told.length - 1) / 2)]) / 2;
  return [told[0], middle, told[told.length - 1]].map(number);
}

/**
 * @param {import("./release.js").Group} group
 * @param {string} chosen
 */
function standings(group, chosen) {
  const code = chosen || mostMembers(group.key);
  const select = /** @type {HTMLSelectElement} */ (
    h(
      "select",
      { id: "standing-prefecture" },
      prefectures.map((each) => h("option", { value: each.code }, each.name)),
    )
  );
  select.value = code;
  select.addEventListener("change", () => go(to("types", { t: group.key, p: select.value })));
  const own = towns
    .filter((town) => town.prefecture === code)
    .map((town) => ({ town, stands: standing(town, group.key) }));
  const lines = STANDINGS.map((stands) => {
    const names = own.filter((each) => each.stands === stands).map(({ town }) => town.name);
    return h(
      "div",
      { class: `standing ${stands}` },
      h("dt", {}, `${text(stands)} `, h("span", { class: "count" }, number(names.length))),
      h("dd", {}, names.length ? listing(names) : text("none")),
    );
  });
  return h(
    "section",
    { class: "block" },
    h("h2", {}, text("standings")),
    h("p", { class: "note" }, text("standings_note")),
    h("p", { class: "choice" }, h("label", { for: "standing-prefecture" }, text("prefecture")), select),
    isOpen(code, group.key) &&
      h("p", { class: "note" }, text("home_open", { name: prefectureByCode.get(code)?.name ?? "" })),
    h("dl", { class: "standings" }, lines),
  );
}

/** @param {string} group */
function mostMembers(group) {
  const homes = cases.filter((one) => one.groups.includes(group)).map((one) => one.home);
  const counted = prefectures.map(({ code }) => ({ code, count: homes.filter((home) => home === code).length }));
  return counted.reduce((best, each) => (each.count > best.count ? each : best)).code;
}
