/** Begins: without this the page is plain tables; with it one view is shown at a time, as the address says. */

import { place } from "./address.js";
import { prepareCases, showCases } from "./case_list.js";
import { showCase } from "./case_page.js";
import { isAnythingKept, prepareCompare, showCompare } from "./compare.js";
import { offerTables } from "./csv.js";
import { bdi, byId } from "./dom.js";
import { prepareMap, showMap } from "./map.js";
import { preparePrefectures, showPrefecture } from "./prefecture.js";
import { heightOfEntry, rememberHeights } from "./scrolling.js";
import { prepareSimilar, showSimilar } from "./similar.js";
import { prepareTypes, showType } from "./types.js";
import { listing, text } from "./words.js";

/** @type {Record<string, (parameters: URLSearchParams) => string | undefined | void>} */
const SHOW = {
  overview: showMap,
  cases: showCases,
  case: showCase,
  compare: showCompare,
  similar: showSimilar,
  types: showType,
  prefectures: showPrefecture,
};
const PART_OF = /** @type {Record<string, string>} */ ({ case: "cases", compare: "cases" });

let before = "";

function show() {
  const height = heightOfEntry();
  const held = document.activeElement;
  const { view: name, parameters, missing } = place();
  for (const each of document.querySelectorAll("main > .view")) each.classList.toggle("current", each.id === name);
  const subject = SHOW[name]?.(parameters);
  tellMissing(missing);
  byId("tray").hidden = name === "compare" || !isAnythingKept();
  for (const link of document.querySelectorAll("#views a")) {
    const current = link.getAttribute("href") === `#${PART_OF[name] ?? name}`;
    if (current) link.setAttribute("aria-current", "page");
    else link.removeAttribute("aria-current");
  }
  entitle(name, subject || "");
  const arrived = `${name} ${["case", "similar", "types", "prefectures"].includes(name) ? (subject ?? parameters.get("m") ?? "") : ""}`;
  if (before && arrived !== before) arrive(name, height);
  before = arrived;
  if (held?.isConnected === false && document.activeElement === document.body) takeUp(held.id, name);
}

/**
 * A link that was mailed may name what is there no more.
 * @param {string[]} missing
 */
function tellMissing(missing) {
  const line = byId("missing");
  line.hidden = missing.length === 0;
  line.replaceChildren(...(missing.length ? [text("missing"), bdi(listing(missing))] : []));
}

/**
 * Who works with keys goes on where they were: what they had hold of is shown anew, or gone.
 * @param {string} id
 * @param {string} name
 */
function takeUp(id, name) {
  const again = (id && document.getElementById(id)) || headingOf(name);
  again?.focus({ preventScroll: true });
}

/**
 * @param {string} name
 * @returns {HTMLElement | null}
 */
const headingOf = (name) => document.querySelector(`main > #${name} h1`);

/**
 * @param {string} name
 * @param {string} subject
 */
function entitle(name, subject) {
  const heading = headingOf(name)?.textContent ?? "";
  document.title = [...new Set([subject, heading, text("product")])].filter(Boolean).join(" | ");
  for (const link of document.querySelectorAll("a[hreflang]")) {
    link.setAttribute("href", String(link.getAttribute("href")).replace(/#.*$/, "") + location.hash);
  }
}

/**
 * Who comes to another view begins at its heading, also with a reader of screens; who comes back is where they were. A list to choose
 * from is kept hold of: each press of an arrow chooses already.
 * @param {string} name
 * @param {number} height
 */
function arrive(name, height) {
  if (!document.activeElement?.matches(`main > #${name} select`)) headingOf(name)?.focus({ preventScroll: true });
  scrollTo(0, height);
}

rememberHeights();
prepareCompare();
prepareCases();
prepareSimilar();
prepareTypes();
preparePrefectures();
prepareMap();
offerTables();
byId("skip").addEventListener("click", (event) => {
  event.preventDefault();
  byId("main").focus();
});
addEventListener("hashchange", show);
show();
