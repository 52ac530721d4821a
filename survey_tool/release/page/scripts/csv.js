/** A table, or some of its rows, as CSV: byte for byte what stands in the file of the same name beside this page. */

import { block, Table } from "./release.js";

/** Milliseconds after which a file has been handed over, on a slow machine too. */
const LONG_ENOUGH = 60_000;
const RUNS = new RegExp(`^(?:${block.runs})`);

/**
 * @param {Table} table
 * @param {number[]} rows
 */
export function csv(table, rows) {
  const lines = [table.packed.order, ...rows.map((row) => table.packed.order.map((name) => table.cell(name, row)))];
  return `\ufeff${lines.map((cells) => `${cells.map(quoted).join(",")}\n`).join("")}`;
}

/** @param {import("./release.js").Cell} cell */
function quoted(cell) {
  const text = cell === null ? "" : String(cell);
  const safe = typeof cell === "string" && RUNS.test(text) ? `'${text}` : text;
  return `"${safe.replaceAll('"', '""')}"`;
}

/**
 * Hands a text over as a file.
 * @param {string} name
 * @param {string} content
 */
export function save(name, content) {
  const address = URL.createObjectURL(new Blob([content], { type: "text/csv;charset=utf-8" }));
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), LONG_ENOUGH);
}

/** Every button that saves a whole table. */
export function offerTables() {
  for (const button of document.querySelectorAll("[data-save]")) {
    button.addEventListener("click", () => {
      const table = new Table(String(button.getAttribute("data-save")));
      save(`${table.name}.csv`, csv(table, [...Array(table.length).keys()]));
    });
  }
}
