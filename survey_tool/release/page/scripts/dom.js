/** Elements from texts. A text is only ever text: nothing of the release is read as markup. */

/**
 * @typedef {Node | string | number | null | undefined | false} Child
 * @typedef {Record<string, string | number | boolean | ((event: Event) => void) | null | undefined>} Properties
 */

const SVG = "http://www.w3.org/2000/svg";

/**
 * An element with attributes (true: without a value; `on…`: a listener) and children.
 * @param {string} name
 * @param {Properties} [properties]
 * @param {...(Child | Child[])} children
 * @returns {HTMLElement}
 */
export function h(name, properties = {}, ...children) {
  const element = document.createElement(name);
  furnish(element, properties);
  append(element, children.flat());
  return element;
}

/**
 * The same for pictures.
 * @param {string} name
 * @param {Properties} [properties]
 * @param {...(Child | Child[])} children
 */
export function svg(name, properties = {}, ...children) {
  const element = document.createElementNS(SVG, name);
  furnish(element, properties);
  append(element, children.flat());
  return element;
}

/**
 * @param {Element} element
 * @param {Properties} properties
 */
function furnish(element, properties) {
  for (const [name, value] of Object.entries(properties)) {
    if (typeof value === "function") element.addEventListener(name.slice(2), value);
    else if (value === true) element.setAttribute(name, "");
    else if (value !== null && value !== undefined && value !== false) element.setAttribute(name, String(value));
  }
}

/**
 * @param {Element} element
 * @param {Child[]} children
 */
function append(element, children) {
  for (const child of children) {
    if (child !== null && child !== undefined && child !== false)
      element.append(child instanceof Node ? child : String(child));
  }
}

/**
 * What people wrote: shown in its own direction, whatever stands around it.
 * @param {string} text
 */
export const bdi = (text) => h("bdi", {}, text);

/**
 * The element of an id, which the template has.
 * @param {string} id
 * @returns {HTMLElement}
 */
export function byId(id) {
  const found = document.getElementById(id);
  if (!found) throw new Error(`no element ${id}`);
  return found;
}

/**
 * A bar as long as its share of the whole.
 * @param {number} number
 * @param {number} most
 */
export function bar(number, most) {
  const width = most > 0 ? Math.round((number / most) * 1000) / 10 : 0;
  return svg(
    "svg",
    { class: "bar", viewBox: "0 0 100 1", preserveAspectRatio: "none", "aria-hidden": "true", focusable: "false" },
    svg("rect", { class: "bar-fill", width, height: 1 }),
  );
}
