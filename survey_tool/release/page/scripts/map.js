/** The map of tiles: the number of cases in each prefecture, of all types or of one. */

import { go, to } from "./address.js";
import { byId, h } from "./dom.js";
import { block, cases } from "./release.js";
import { countUnder, told } from "./standing.js";

const SHADES = 4;

export function prepareMap() {
  const select = /** @type {HTMLSelectElement} */ (byId("map-type"));
  select.append(...block.groups.map((each) => h("option", { value: each.key }, each.label)));
  select.addEventListener("change", () => go(to("overview", { t: select.value })));
}

/** @param {URLSearchParams} parameters */
export function showMap(parameters) {
  const group = parameters.get("t") ?? "";
  /** @type {HTMLSelectElement} */ (byId("map-type")).value = group;
  const tiles = [.../** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("#map [data-prefecture]"))];
  const counts = tiles.map((tile) => countUnder(cases, String(tile.dataset.prefecture), group));
  const most = Math.max(SHADES, ...counts.map((count) => count ?? 0));
  tiles.forEach((tile, at) => {
    const count = counts[at];
    tile.dataset.shade = count === null ? "silent" : String(Math.ceil((count / most) * SHADES));
    const figure = tile.querySelector(".tile-count");
    if (figure) figure.textContent = told(count, String(tile.dataset.prefecture), group);
    tile.setAttribute(
      "href",
      group
        ? to("cases", { type: typesOf(group), prefecture: String(tile.dataset.prefecture) })
        : to("prefectures", { p: String(tile.dataset.prefecture) }),
    );
  });
}

/** @param {string} group */
const typesOf = (group) => block.groups.find((each) => each.key === group)?.types ?? [];
