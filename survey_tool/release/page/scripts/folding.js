/** Texts made comparable: width, case, kana and characters that stand for each other are one, so that what somebody types is found. */

import { block } from "./release.js";

const KATAKANA = /[\u30a1-\u30f6]/g;
const KANA_APART = 0x60;
const UNSEEN = /\p{Default_Ignorable_Code_Point}/gu;
const ACCENTS = /[\u0300-\u036f]/g; // Ōsaka
const VARIANT = new RegExp(`[${block.variants[0]}]`, "gu");
const [variants, same] = block.variants.map((each) => [...each]);

/** @param {string} text */
export const fold = (text) =>
  text
    .normalize("NFKD")
    .replace(ACCENTS, "")
    .normalize("NFKC")
    .replace(UNSEEN, "")
    .toLowerCase()
    .replace(VARIANT, (sign) => same[variants.indexOf(sign)])
    .replace(KATAKANA, (sign) => String.fromCharCode(sign.charCodeAt(0) - KANA_APART));

/**
 * The words that somebody looks for, each of which must be there.
 * @param {string} query
 */
export const terms = (query) => fold(query).split(/\s+/).filter(Boolean);
