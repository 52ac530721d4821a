/** One prefecture beside its neighbours. */

import { go, to } from "./address.js";
import { caseTable } from "./case_links.js";
import { byId, h } from "./dom.js";
import { block, cases, groupByKey, neighboursOf, prefectureByCode, prefectures } from "./release.js";
import { countUnder, isOpen, known, lasting, told } from "./standing.js";
import { text } from "./words.js";

/** @typedef {import("./release.js").Prefecture} Prefecture */

export function preparePrefectures() {
  const select = /** @type {HTMLSelectElement} */ (byId("prefecture-choice"));
  select.append(...prefectures.map((each) => h("option", { value: each.code }, each.name)));
  select.addEventListener("change", () => go(to("prefectures", { p: select.value })));
}

/**
 * Shows the prefecture of the address; without one the table of all.
 * @param {URLSearchParams} parameters
 */
export function showPrefecture(parameters) {
  const chosen = prefectureByCode.get(parameters.get("p") ?? "");
  /** @type {HTMLSelectElement} */ (byId("prefecture-choice")).value = chosen?.code ?? "";
  byId("all-prefectures").hidden = chosen !== undefined;
  byId("one-prefecture").replaceChildren(...(chosen ? found(chosen) : []));
  return chosen?.name;
}

/** @param {Prefecture} chosen */
function found(chosen) {
  const own = cases.filter((one) => one.prefectures.includes(chosen.code));
  const around = neighboursOf(chosen.code);
  return [
    h("h2", { id: "prefecture-name" }, chosen.name),
    h(
      "dl",
      { class: "figures" },
      fact(text("coverage"), chosen.coverageLabel),
      fact(text("cases"), told(countUnder(cases, chosen.code), chosen.code)),
      fact(text("bodies"), told(known(membersOf(chosen.code), chosen.code), chosen.code)),
    ),
    isOpen(chosen.code) && h("p", { class: "note" }, text("home_open", { name: chosen.name })),
    candidates(chosen, around),
    h(
      "section",
      { class: "block" },
      h("h2", {}, text("cases_of_prefecture")),
      own.length
        ? caseTable(own, text("cases_of_prefecture"), [
            [text("reported_by"), (one) => prefectureByCode.get(one.home)?.name],
          ])
        : h("p", {}, text(isOpen(chosen.code) ? "no_data" : "no_published_case")),
    ),
    beside(chosen, around),
  ].filter((each) => each !== false);
}

/**
 * @param {string} name
 * @param {string} value
 */
const fact = (name, value) => h("div", {}, h("dt", {}, name), h("dd", {}, value));

/** @param {string} code */
function membersOf(code) {
  const members = new Set(lasting.flatMap((one) => one.participants));
  return [...members].filter((town) => town.startsWith(code)).length;
}

/**
 * What neighbours have and this prefecture has not; of one of which nothing is known nothing is said.
 * @param {Prefecture} chosen
 * @param {Prefecture[]} around
 */
function candidates(chosen, around) {
  const missing = block.groups
    .filter((each) => countUnder(lasting, chosen.code, each.key) === 0)
    .map((each) => ({ each, having: around.filter((other) => countUnder(lasting, other.code, each.key)) }))
    .filter(({ having }) => having.length > 0)
    .sort((a, b) => b.having.length - a.having.length);
  const items = missing.map(({ each, having }) =>
    h(
      "li",
      {},
      h("a", { href: to("types", { t: each.key, p: chosen.code }) }, groupByKey.get(each.key)?.label),
      h("span", { class: "note" }, ` ${having.map((other) => other.name).join(block.texts.listing)}`),
    ),
  );
  const nothing = h("p", {}, text(isOpen(chosen.code) ? "no_data" : "no_candidates"));
  return h(
    "section",
    { class: "block" },
    h("h2", {}, text("candidates")),
    h("p", { class: "note" }, text("candidates_note")),
    items.length ? h("ul", { class: "candidates" }, items) : nothing,
  );
}

/**
 * @param {Prefecture} chosen
 * @param {Prefecture[]} around
 */
function beside(chosen, around) {
  const shown = [chosen, ...around];
  const groups = block.groups.filter((each) => shown.some((one) => countUnder(lasting, one.code, each.key)));
  return h(
    "section",
    { class: "block" },
    h("h2", {}, text("beside")),
    h("p", { class: "note" }, text("beside_note")),
    h(
      "div",
      { class: "scroll", tabindex: 0, role: "region", "aria-label": text("beside") },
      h(
        "table",
        { class: "plain beside" },
        h("caption", { class: "unseen" }, text("beside")),
        h(
          "thead",
          {},
          h(
            "tr",
            {},
            h("th", { scope: "col" }, text("system_type")),
            shown.map((one) =>
              h(
                "th",
                { scope: "col", class: "figure" },
                one === chosen ? one.name : h("a", { href: to("prefectures", { p: one.code }) }, one.name),
              ),
            ),
          ),
        ),
        h(
          "tbody",
          {},
          groups.map((each) =>
            h(
              "tr",
              {},
              h("th", { scope: "row" }, h("a", { href: to("types", { t: each.key }) }, each.label)),
              shown.map((one) =>
                h("td", { class: "figure" }, told(countUnder(lasting, one.code, each.key), one.code, each.key)),
              ),
            ),
          ),
          h(
            "tr",
            { class: "total" },
            h("th", { scope: "row" }, text("cases")),
            shown.map((one) => h("td", { class: "figure" }, told(countUnder(lasting, one.code), one.code))),
          ),
        ),
      ),
    ),
  );
}
