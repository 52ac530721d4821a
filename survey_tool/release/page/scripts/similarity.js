/** How close municipalities and cases are in size: twice as large is as far away as half as large. */

import { cases, cellOf, townByCode, towns } from "./release.js";

/**
 * @typedef {import("./release.js").Case} Case
 * @typedef {import("./release.js").Town} Town
 */

/** Distances are whole ten-thousandths, as in the workbook; of municipalities as far away the one listed first is closer. */
const SCALE = 10_000;

/** @param {number} figure */
const size = (figure) => Math.log(Math.max(figure, 1));

/**
 * @param {Town} a
 * @param {Town} b
 */
const distance = (a, b) =>
  Math.round(
    (Math.abs(size(a.population) - size(b.population)) + Math.abs(size(a.employees) - size(b.employees))) * SCALE,
  ) +
  b.row / SCALE;

/**
 * The municipalities closest to one, the closest first.
 * @param {Town} chosen
 * @param {number} most
 */
export function closestTowns(chosen, most) {
  const told = towns.filter((each) => each !== chosen).map((town) => ({ town, far: distance(chosen, town) }));
  return told.sort((a, b) => a.far - b.far).slice(0, most);
}

/**
 * The cases with a participant other than the chosen municipality: those with the most participants of its size first, among as
 * many those with the closest one.
 * @param {Town} chosen
 * @returns {{one: Case, closest: Town, far: number, near: number}[]}
 */
export function closestCases(chosen) {
  const found = [];
  for (const one of cases) {
    const members = one.participants.flatMap((code) => townByCode.get(code) ?? []).filter((each) => each !== chosen);
    if (members.length === 0) continue;
    const told = members.map((town) => ({ town, far: distance(chosen, town) }));
    const { town, far } = told.reduce((best, each) => (each.far < best.far ? each : best));
    const near = members.filter((each) => ofLikeSize(chosen, each)).length;
    found.push({ one, closest: town, far: Math.floor(far), near });
  }
  return found.sort((a, b) => b.near - a.near || a.far - b.far || a.one.row - b.one.row);
}

/**
 * Half to twice the population.
 * @param {Town} chosen
 * @param {Town} other
 */
const ofLikeSize = (chosen, other) =>
  other.population * 2 >= chosen.population && other.population <= chosen.population * 2;

/**
 * Other cases of a type of this one, those of the closest size first.
 * @param {Case} one
 */
export function casesLike(one) {
  const own = size(Number(cellOf(one, "population") ?? 0));
  const told = cases
    .filter((each) => each !== one && each.types.some((type) => one.types.includes(type)))
    .map((each) => ({ each, far: Math.abs(size(Number(cellOf(each, "population") ?? 0)) - own) }));
  return told.sort((a, b) => a.far - b.far || a.each.row - b.each.row).map(({ each }) => each);
}
