/** Up to four cases side by side. Which ones are kept stands in the address of the comparison. */

import { go, lastList, several, to } from "./address.js";
import { caseLink, status } from "./case_links.js";
import { bdi, byId, h } from "./dom.js";
import { block, caseById } from "./release.js";
import { bodies, homes, inFull, marked, people, systemType, TOLD_WITH_OTHERS, townNames } from "./showing.js";
import { text } from "./words.js";

/** @typedef {import("./release.js").Case} Case */

export const MOST = 4;

/** @type {string[]} */
let kept = [];
/** @type {Map<string, Set<HTMLInputElement>>} */
const choosers = new Map();

/**
 * A box that takes a case into the comparison.
 * @param {Case} one
 */
export function chooser(one) {
  const box = /** @type {HTMLInputElement} */ (h("input", { type: "checkbox" }));
  box.checked = kept.includes(one.id);
  box.disabled = !box.checked && kept.length >= MOST;
  box.addEventListener("change", () => keep(box.checked ? [...kept, one.id] : kept.filter((id) => id !== one.id)));
  const own = choosers.get(one.id) ?? new Set();
  choosers.set(one.id, own.add(box));
  return h(
    "label",
    { class: "chooser" },
    box,
    h("span", {}, text("compare")),
    h("span", { class: "unseen" }, one.name),
  );
}

/** @param {string[]} ids */
function keep(ids) {
  kept = [...new Set(ids)].filter((id) => caseById.has(id)).slice(0, MOST);
  for (const [id, boxes] of choosers) {
    for (const box of boxes) {
      box.checked = kept.includes(id);
      box.disabled = !box.checked && kept.length >= MOST;
    }
  }
  const tray = byId("tray");
  tray.hidden = kept.length === 0;
  byId("tray-count").textContent = text(kept.length === MOST ? "kept_all" : "kept", { n: kept.length, most: MOST });
  byId("tray-link").setAttribute("href", to("compare", { ids: kept }));
}

export const isAnythingKept = () => kept.length > 0;

export function prepareCompare() {
  byId("tray-clear").addEventListener("click", () => keep([]));
}

/** @param {URLSearchParams} parameters */
export function showCompare(parameters) {
  byId("compare-back").setAttribute("href", lastList());
  keep(several(parameters, "ids"));
  const compared = kept.flatMap((id) => caseById.get(id) ?? []);
  byId("compared").replaceChildren(compared.length ? table(compared) : h("p", {}, text("compare_none")));
}

/** @param {Case[]} compared */
function table(compared) {
  /** @type {[string, (one: Case) => import("./dom.js").Child][]} */
  const rows = [
    [text("prefecture"), homes],
    [text("system_type"), (one) => bdi(systemType(one))],
    [text("status"), status],
    [text("bodies"), bodies],
    [text("population"), (one) => people(one, "population")],
    [text("employees"), (one) => people(one, "employees")],
    ...block.questions.filter(comparable).map(asRow),
    [text("benefits"), (one) => marked(one, block.benefits)],
    ...block.questions.filter((each) => each.long).map(asRow),
    [text("taking_part"), (one) => bdi(townNames(one, one.participants))],
    [text("considering_bodies"), (one) => bdi(townNames(one, one.considering))],
  ];
  return h(
    "div",
    { class: "scroll", tabindex: 0, role: "region", "aria-label": text("compare_title") },
    h(
      "table",
      { class: "comparison" },
      h("caption", { class: "unseen" }, text("compare_title")),
      h(
        "thead",
        {},
        h(
          "tr",
          {},
          h("td", {}),
          compared.map((one) => h("th", { scope: "col" }, caseLink(one), without(one))),
        ),
      ),
      h(
        "tbody",
        {},
        rows.map(([head, content]) => row(head, compared.map(content))),
      ),
    ),
  );
}

const ELSEWHERE = new Set(["case_id", "name", "domain", "system_type", "status", "publication", ...TOLD_WITH_OTHERS]);

/** @param {import("./release.js").Question} question */
const comparable = (question) => question.kind !== "mark" && !question.long && !ELSEWHERE.has(question.key);

/**
 * @param {import("./release.js").Question} question
 * @returns {[string, (one: Case) => HTMLElement]}
 */
const asRow = (question) => [question.label, (one) => bdi(inFull(one, question.key))];

/**
 * @param {string} head
 * @param {import("./dom.js").Child[]} cells
 */
const row = (head, cells) =>
  h(
    "tr",
    {},
    h("th", { scope: "row" }, head),
    cells.map((cell) => h("td", {}, cell)),
  );

/** @param {Case} one */
function without(one) {
  const leave = () => go(to("compare", { ids: kept.filter((id) => id !== one.id) }));
  return h(
    "button",
    { type: "button", class: "quiet", onclick: leave },
    text("take_out"),
    h("span", { class: "unseen" }, ` ${one.name}`),
  );
}
