/** Texts made comparable: width, case and kana are one, so that what somebody types is found however it is written. */

const KATAKANA = /[\u30a1-\u30f6]/g;
const KANA_APART = 0x60;

/** @param {string} text */
export const fold = (text) =>
  text
    .normalize("NFKC")
    .toLowerCase()
    .replace(KATAKANA, (sign) => String.fromCharCode(sign.charCodeAt(0) - KANA_APART));

/**
 * The words that somebody looks for, each of which must be there.
 * @param {string} query
 */
export const terms = (query) => fold(query).split(/\s+/).filter(Boolean);
