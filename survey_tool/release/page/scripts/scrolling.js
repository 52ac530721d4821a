/** Where somebody was on a page before: back and forward lead there, a link to the top. */

/** @type {Map<number, number>} */
const heights = new Map();
let entry = 0;
let entries = 0;

/** Begins to remember how far down each entry of the history was. */
export function rememberHeights() {
  history.scrollRestoration = "manual";
  addEventListener("scroll", () => heights.set(entry, scrollY), { passive: true });
}

/** To be called when the address has changed, before anything is drawn: how far down it was; 0 where it is new. */
export function heightOfEntry() {
  const known = history.state?.entry;
  if (typeof known === "number") {
    entry = known;
    return heights.get(entry) ?? 0;
  }
  entries = Math.max(entries, entry) + 1;
  entry = entries;
  history.replaceState({ entry }, "");
  return 0;
}
