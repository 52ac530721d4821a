/** What is shown stands in the address after `#`, so that it can be mailed, and back and forward lead to it. */

/** @typedef {{view: string, parameters: URLSearchParams}} Place */

export const HOME = "overview";

/** @returns {Place} */
export function place() {
  const [view, query = ""] = location.hash.slice(1).split("?");
  return { view: view || HOME, parameters: new URLSearchParams(query) };
}

/**
 * An address: the view, and what is chosen in it; several values stand one after the other, nothing is left out.
 * @param {string} view
 * @param {Record<string, string | string[] | undefined>} [chosen]
 */
export function to(view, chosen = {}) {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(chosen)) {
    const told = Array.isArray(value) ? value.join(",") : value;
    if (told) parameters.set(name, told);
  }
  const query = parameters.toString().replaceAll("%2C", ",").replaceAll("%3A", ":");
  return `#${view}${query ? `?${query}` : ""}`;
}

/**
 * Several values of the address.
 * @param {URLSearchParams} parameters
 * @param {string} name
 */
export const several = (parameters, name) => (parameters.get(name) ?? "").split(",").filter(Boolean);

/**
 * What is held by keys stays so: a row that is called like the address takes the focus away.
 * @param {string} address
 */
export function go(address) {
  const held = /** @type {HTMLElement | null} */ (document.activeElement);
  location.hash = address;
  held?.focus({ preventScroll: true });
}

/**
 * The same place told more exactly (while somebody types): back leads past it.
 * @param {string} address
 */
export function amend(address) {
  history.replaceState(history.state, "", address);
}

let list = "#cases";

/** The list of cases as it was shown last, with what it was narrowed by and sorted. */
export const lastList = () => list;

/** @param {URLSearchParams} parameters */
export function keepList(parameters) {
  list = to("cases", Object.fromEntries(parameters));
}
