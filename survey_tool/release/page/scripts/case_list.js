/** All cases: the table of the page, filtered, searched and sorted in place. */

import { amend, go, keepList, place, several, to } from "./address.js";
import { chooser } from "./compare.js";
import { csv, save } from "./csv.js";
import { byId, h } from "./dom.js";
import { FACETS, filtered } from "./facets.js";
import { block, caseById, cases, Table } from "./release.js";
import { ORDERS, sorted } from "./sorting.js";
import { number, text } from "./words.js";

/** @typedef {import("./facets.js").Chosen} Chosen */

const TYPING_PAUSE = 120;
const LISTED = 100;
const ALL = "all";

/** @type {Map<string, HTMLTableRowElement>} */
const rows = new Map();
/** @type {Map<string, {box: HTMLInputElement, count: HTMLElement, item: HTMLElement}>} */
const boxes = new Map();
/** @type {import("./release.js").Case[]} */
let shown = cases;
let order = "";

/** Makes what the template has no place for without script. */
export function prepareCases() {
  for (const row of /** @type {NodeListOf<HTMLTableRowElement>} */ (document.querySelectorAll("#case-rows > tr"))) {
    const one = caseById.get(row.id.replace("row-", ""));
    if (!one) continue;
    rows.set(one.id, row);
    row.append(h("td", { role: "cell", class: "needs-script pick" }, chooser(one)));
  }
  byId("facets").append(...FACETS.filter((each) => each.options.length).map(facetBox));
  if (matchMedia("(max-width: 78rem)").matches) byId("filters").removeAttribute("open");
  const sort = byId("sort");
  sort.append(...ORDERS.map((each) => h("option", { value: each }, text(`sort_${each}`))));
  sort.addEventListener("change", () => go(address({ sort: value("sort") })));
  let waiting = 0;
  byId("search").addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => {
      amend(address({ q: value("search") }));
      showCases(place().parameters);
    }, TYPING_PAUSE);
  });
  byId("search-form").addEventListener("submit", (event) => {
    event.preventDefault();
    go(address({ q: value("search") }));
  });
  byId("overview-search").addEventListener("submit", (event) => {
    event.preventDefault();
    go(to("cases", { q: value("first-search") }));
  });
  byId("save-list").addEventListener("click", () => {
    const inOrder = [...shown].sort((a, b) => a.row - b.row).map((one) => one.row);
    save(`cases_${shown.length}.csv`, csv(new Table("cases"), inOrder));
  });
}

/** @param {import("./facets.js").Facet} facet */
function facetBox(facet) {
  const items = facet.options.map(([key, label]) => {
    const box = /** @type {HTMLInputElement} */ (h("input", { type: "checkbox", value: key }));
    const count = h("span", { class: "count" });
    const item = h("li", {}, h("label", {}, box, h("span", {}, h("bdi", {}, label)), count));
    box.addEventListener("change", () => go(address({ [facet.key]: ticked(facet.key) })));
    boxes.set(`${facet.key} ${key}`, { box, count, item });
    return item;
  });
  return h(
    "details",
    { class: "facet", open: FIRST.has(facet.key), id: `facet-${facet.key}` },
    h("summary", {}, facet.label, h("span", { class: "chosen-count" })),
    h("fieldset", {}, h("legend", { class: "unseen" }, facet.label), h("ul", {}, items)),
    facet.note && h("p", { class: "note" }, facet.note),
  );
}

const FIRST = new Set(["domain", "type", "status"]);

/** @param {string} key */
const ticked = (key) =>
  (FACETS.find((each) => each.key === key)?.options ?? [])
    .map(([option]) => option)
    .filter((option) => boxes.get(`${key} ${option}`)?.box.checked);

/** @param {string} id */
const value = (id) => /** @type {HTMLInputElement | HTMLSelectElement} */ (byId(id)).value;

/**
 * The address of this list, with something chosen differently.
 * @param {Record<string, string | string[]>} differently
 */
function address(differently) {
  const now = Object.fromEntries(place().parameters);
  if (place().view !== "cases") return to("cases", differently);
  const sort = differently.sort ?? now.sort;
  return to("cases", { ...now, ...differently, sort: sort === "id" ? "" : sort });
}

/** @param {URLSearchParams} parameters */
export function showCases(parameters) {
  keepList(parameters);
  /** @type {Chosen} */
  const chosen = Object.fromEntries(FACETS.map((each) => [each.key, several(parameters, each.key)]));
  const query = parameters.get("q") ?? "";
  const { left, counts } = filtered(chosen, query);
  put(left, parameters.get("sort") ?? "id", parameters.has(ALL));
  told(left.length);
  for (const each of FACETS) facetCounts(each, chosen[each.key], counts.get(each.key));
  const search = /** @type {HTMLInputElement} */ (byId("search"));
  if (document.activeElement !== search) search.value = query;
  /** @type {HTMLSelectElement} */ (byId("sort")).value = parameters.get("sort") ?? "id";
  const list = byId("chips");
  const wasInside = list.contains(document.activeElement);
  list.replaceChildren(...chips(chosen, query));
  if (wasInside) (list.querySelector("a") ?? byId("found")).focus(); // what was clicked is gone
}

/**
 * Shows the first of what is left, or all of it where that is asked for.
 * @param {import("./release.js").Case[]} left
 * @param {string} wanted the order
 * @param {boolean} all
 */
function put(left, wanted, all) {
  const listed = all ? left : sorted(left, wanted).slice(0, LISTED);
  const visible = new Set(listed.map((one) => one.id));
  for (const [id, row] of rows) {
    if (row.hidden === visible.has(id)) row.hidden = !visible.has(id);
  }
  if (wanted !== order) {
    byId("case-rows").append(...sorted(cases, wanted).flatMap((one) => rows.get(one.id) ?? []));
    order = wanted;
  }
  shown = left;
  const more = byId("more");
  more.hidden = listed.length === left.length;
  more.setAttribute("href", address({ [ALL]: "1" }));
  more.textContent = text("more", { n: number(left.length - listed.length) });
  byId("case-table").hidden = left.length === 0;
  byId("none-found").hidden = left.length > 0;
}

/** @param {number} found */
function told(found) {
  const sentence = text(found === cases.length ? "all_found" : "found", {
    n: number(found),
    all: number(cases.length),
  });
  const line = byId("found");
  line.dataset.found = String(found);
  if (line.textContent !== sentence) line.textContent = sentence;
}

/**
 * @param {import("./facets.js").Facet} facet
 * @param {string[]} chosen
 * @param {Map<string, number> | undefined} counts
 */
function facetCounts(facet, chosen, counts) {
  for (const [key] of facet.options) {
    const one = boxes.get(`${facet.key} ${key}`);
    if (!one) continue;
    const count = counts?.get(key) ?? 0;
    one.box.checked = chosen.includes(key);
    const told = number(count);
    if (one.count.textContent !== told) one.count.textContent = told;
    one.item.classList.toggle("empty", count === 0 && !one.box.checked);
  }
  const summary = document.querySelector(`#facet-${facet.key} .chosen-count`);
  if (summary) summary.textContent = chosen.length ? text("chosen", { n: chosen.length }) : "";
}

/**
 * What is chosen, each to be taken away by a click.
 * @param {Chosen} chosen
 * @param {string} query
 */
function chips(chosen, query) {
  const told = FACETS.flatMap((facet) =>
    (chosen[facet.key] ?? []).map((key) => {
      const label = facet.labels.get(key) ?? key;
      const others = chosen[facet.key].filter((each) => each !== key);
      return chip(`${facet.label}${block.texts.colon}${label}`, address({ [facet.key]: others }));
    }),
  );
  if (query) told.unshift(chip(`${text("search_label")}${block.texts.colon}${query}`, address({ q: "" })));
  if (told.length) told.push(h("li", {}, h("a", { class: "clear", href: "#cases" }, text("clear"))));
  return told;
}

/**
 * @param {string} label
 * @param {string} without
 */
function chip(label, without) {
  const link = h(
    "a",
    { class: "chip", href: without },
    h("bdi", {}, label),
    h("span", { "aria-hidden": "true" }, " ×"),
    h("span", { class: "unseen" }, text("take_away")),
  );
  return h("li", {}, link);
}
