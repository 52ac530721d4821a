/** Bodies of like size: somebody names a municipality, and sees who of its size takes part in what. */

import { amend, go, place, to } from "./address.js";
import { caseTable, costAndContact } from "./case_links.js";
import { bdi, byId, h } from "./dom.js";
import { fold, terms } from "./folding.js";
import { block, cellOf, groupByKey, prefectureByCode, townByCode, towns } from "./release.js";
import { bodies } from "./showing.js";
import { closestCases, closestTowns } from "./similarity.js";
import { told as asKnown, isOpen, known, lasting, NOT_ENDED } from "./standing.js";
import { countOf, listing, number, shownOf, text } from "./words.js";

/**
 * @typedef {import("./release.js").Case} Case
 * @typedef {import("./release.js").Town} Town
 */

const OFFERED = 12;
const TOWNS = 10;
const CASES = 15;

/** @type {Map<Town, string>} */
const searched = new Map();

/** @param {Town} town */
const fullName = (town) =>
  text("town_of", { prefecture: prefectureByCode.get(town.prefecture)?.name ?? "", name: town.name });

/** @param {Town} town */
function searchText(town) {
  let found = searched.get(town);
  if (found === undefined) {
    found = fold(`${town.spelt} ${town.code}`);
    searched.set(town, found);
  }
  return found;
}

const SIGNS = /[(),、（）]/g;
/** 福岡県京都郡苅田町: no table has the district. */
const DISTRICT = /^(北海道|東京都|京都府|大阪府|..県|...県)?.{1,5}郡(?=.+[町村]$)/;
/** 横浜市中区: a ward of a city belongs to it, and answers nothing of its own. */
const WARD = /(?<=市)\s*[^市\s]{1,5}区$/;

/** @param {string} query */
function townsFor(query) {
  const wanted = terms(query.replace(SIGNS, " ").trim().replace(DISTRICT, "$1 ").replace(WARD, ""));
  if (wanted.length === 0) return [];
  const found = towns.filter((town) => wanted.every((term) => searchText(town).includes(term)));
  const first = wanted[wanted.length - 1];
  const rank = (/** @type {Town} */ town) =>
    [town.name, town.kana, town.roman].some((each) => fold(each).startsWith(first)) ? 0 : 1;
  return found.sort((a, b) => rank(a) - rank(b) || b.population - a.population);
}

export function prepareSimilar() {
  for (const form of document.querySelectorAll("form.town-form")) {
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const query = /** @type {HTMLInputElement} */ (form.querySelector("input")).value;
      const found = townsFor(query);
      go(found.length === 1 ? to("similar", { m: found[0].code }) : to("similar", { q: query }));
    });
  }
  byId("town").addEventListener("input", () => {
    amend(to("similar", { q: /** @type {HTMLInputElement} */ (byId("town")).value, ...narrowed(place().parameters) }));
    showSimilar(place().parameters);
  });
}

/**
 * By what the cases are narrowed: a type, a stage; empty for all of them.
 * @param {URLSearchParams} parameters
 */
const narrowed = (parameters) => ({ t: parameters.get("t") ?? "", s: parameters.get("s") ?? "" });

/** @param {URLSearchParams} parameters */
export function showSimilar(parameters) {
  const town = townByCode.get(parameters.get("m") ?? "");
  const query = parameters.get("q") ?? parameters.get("m") ?? ""; // a code that is there no more
  const input = /** @type {HTMLInputElement} */ (byId("town"));
  if (document.activeElement !== input) input.value = town ? town.name : query;
  byId("towns-found").replaceChildren(...(town ? [] : offered(query)));
  byId("similar-found").replaceChildren(...(town ? found(town, narrowed(parameters)) : []));
}

/** @param {string} query */
function offered(query) {
  if (!query) return [];
  const all = townsFor(query);
  const links = all
    .slice(0, OFFERED)
    .map((town) =>
      h(
        "li",
        {},
        h("a", { href: to("similar", { m: town.code }) }, fullName(town)),
        h("span", { class: "note" }, ` ${text("inhabitants", { n: number(town.population) })}`),
      ),
    );
  const told =
    all.length > OFFERED
      ? text("towns_more", { n: number(all.length), shown: OFFERED })
      : text(all.length ? "towns_n" : "towns_none", { n: all.length });
  return [h("p", { role: "status" }, told), h("ul", { class: "towns" }, links)];
}

/**
 * @param {Town} town
 * @param {{t: string, s: string}} by
 */
function found(town, by) {
  const own = lasting.filter((one) => one.participants.includes(town.code));
  const ranked = closestCases(town);
  const groups = [...new Set(ranked.flatMap(({ one }) => one.groups))];
  const left = ranked.filter(({ one }) => (!by.t || one.groups.includes(by.t)) && isAt(one, by.s));
  const near = new Map(left.map((each) => [each.one, each]));
  const home = prefectureByCode.get(town.prefecture);
  return [
    h("h2", { id: "town-name" }, fullName(town)),
    h(
      "dl",
      { class: "figures" },
      fact(text("inhabitants_label"), number(town.population)),
      fact(text("staff"), number(town.employees)),
      fact(text("joined"), joinedIn(town, own)),
    ),
    isOpen(town.prefecture) && h("p", { class: "note" }, text("home_open", { name: home?.name ?? "" })),
    own.length > 0 && h("section", { class: "block" }, h("h2", {}, text("joined")), caseTable(own, text("joined"))),
    h(
      "section",
      { class: "block" },
      h("h2", {}, text("similar_cases")),
      h("p", { class: "note" }, text("similar_cases_note")),
      typeChoice(town, groups, by),
      stageChoice(town, by),
      h("p", { role: "status" }, left.length ? shownOf(left.length, CASES) : text("similar_none")),
      left.length > 0 &&
        caseTable(
          left.slice(0, CASES).map(({ one }) => one),
          text("similar_cases"),
          [
            [text("closest"), (one) => closest(near.get(one)?.closest)],
            [text("of_this_size"), (one) => `${number(near.get(one)?.near ?? 0)}／${bodies(one)}`],
          ],
          costAndContact(),
        ),
    ),
    likeTowns(town),
  ].filter((each) => each !== false);
}

/** @param {Town | undefined} town */
const closest = (town) =>
  town &&
  h(
    "span",
    {},
    bdi(fullName(town)),
    h("span", { class: "under" }, text("inhabitants", { n: number(town.population) })),
  );

/**
 * @param {string} name
 * @param {string} value
 */
const fact = (name, value) => h("div", {}, h("dt", {}, name), h("dd", {}, value));

/**
 * @param {Case} one
 * @param {string} stage
 */
const isAt = (one, stage) => !stage || (stage === NOT_ENDED ? !one.ended : cellOf(one, "status") === stage);

/**
 * @param {Town} town
 * @param {string[]} groups
 * @param {{t: string, s: string}} by
 */
function typeChoice(town, groups, by) {
  const known = block.groups.filter((each) => groups.includes(each.key) || each.key === by.t);
  const offered = known.map((each) => /** @type {[string, string]} */ ([each.key, each.label]));
  const choose = (/** @type {string} */ t) => go(to("similar", { m: town.code, ...by, t }));
  return choice("similar-type", text("system_type"), [["", text("all_types")], ...offered], by.t, choose);
}

/**
 * @param {Town} town
 * @param {{t: string, s: string}} by
 */
function stageChoice(town, by) {
  const together = /** @type {[string, string][]} */ ([
    ["", text("all_stages")],
    [NOT_ENDED, text("not_ended")],
  ]);
  const choose = (/** @type {string} */ s) => go(to("similar", { m: town.code, ...by, s }));
  return choice("similar-stage", text("status"), [...together, ...block.choices.status], by.s, choose);
}

/**
 * @param {string} id
 * @param {string} label
 * @param {readonly (readonly [string, string])[]} offered
 * @param {string} chosen
 * @param {(value: string) => void} choose
 */
function choice(id, label, offered, chosen, choose) {
  const select = /** @type {HTMLSelectElement} */ (
    h(
      "select",
      { id },
      offered.map(([value, name]) => h("option", { value }, name)),
    )
  );
  select.value = chosen;
  select.addEventListener("change", () => choose(select.value));
  return h("p", { class: "choice" }, h("label", { for: id }, label), select);
}

/** @param {Town} chosen */
function likeTowns(chosen) {
  const told = closestTowns(chosen, TOWNS).map(({ town }) => ({
    town,
    joined: lasting.filter((one) => one.participants.includes(town.code)),
  }));
  const heads = [text("town"), text("inhabitants_label"), text("staff"), text("joined_types")];
  return h(
    "section",
    { class: "block" },
    h("h2", {}, text("like_towns")),
    h("p", { class: "note" }, text("like_towns_note", { n: told.length, all: number(towns.length - 1) })),
    h(
      "table",
      { class: "records", role: "table" },
      h("caption", { class: "unseen" }, text("like_towns")),
      h(
        "thead",
        { role: "rowgroup" },
        h(
          "tr",
          { role: "row" },
          heads.map((head, at) =>
            h("th", { scope: "col", role: "columnheader", class: at === 1 || at === 2 ? "figure" : null }, head),
          ),
        ),
      ),
      h(
        "tbody",
        { role: "rowgroup" },
        told.map(({ town, joined }) =>
          h(
            "tr",
            { role: "row" },
            h(
              "th",
              { scope: "row", role: "rowheader" },
              h("a", { href: to("similar", { m: town.code }) }, fullName(town)),
            ),
            h("td", { role: "cell", class: "figure", "data-head": heads[1] }, number(town.population)),
            h("td", { role: "cell", class: "figure", "data-head": heads[2] }, number(town.employees)),
            h("td", { role: "cell", "data-head": heads[3] }, typesJoined(town, joined)),
          ),
        ),
      ),
    ),
  );
}

/**
 * In how many cases it takes part; of a prefecture of which not all is known, the number alone with its mark.
 * @param {Town} town
 * @param {Case[]} joined
 */
const joinedIn = (town, joined) =>
  isOpen(town.prefecture) ? asKnown(known(joined.length, town.prefecture), town.prefecture) : countOf(joined.length);

/**
 * The types of what it takes part in; else what it considers, and why nothing more is told.
 * @param {Town} town
 * @param {Case[]} joined
 */
function typesJoined(town, joined) {
  const labels = [...new Set(joined.flatMap((one) => one.groups))].map((key) => groupByKey.get(key)?.label ?? key);
  if (labels.length) return listing(labels);
  const considered = lasting.filter((one) => one.considering.includes(town.code)).length;
  const considers = (/** @type {string} */ how) => (considered ? text(how, { n: number(considered) }) : "");
  if (isOpen(town.prefecture)) return considers("considers_else") + text("no_data");
  return text("no_published_case") + considers("considers");
}
