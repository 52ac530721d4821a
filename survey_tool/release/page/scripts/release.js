/** The published release: what stands in the block `release` of this page, read once. Nothing else is ever asked for. */

/**
 * A published table, column by column. `null` is a column without a value. `labels` holds, for a code, its names in Japanese
 * and English, which are columns of their own in the CSV.
 * @typedef {{rows: number, order: string[], columns: Record<string, Cell[] | null>,
 *   labels: Record<string, Record<string, [string, string]>>}} PackedTable
 * @typedef {string | number | boolean | null} Cell
 * @typedef {{key: string, label: string, kind: string, band: string, long: boolean}} Question
 * @typedef {{key: string, label: string, domain: string, types: string[]}} Group
 * @typedef {[string, string]} Choice a key and its label
 * @typedef {{language: "ja" | "en", round: string, texts: Record<string, string>, tables: Record<string, PackedTable>,
 *   questions: Question[], bands: Record<string, string>, choices: Record<string, Choice[]>, groups: Group[],
 *   gaps: Record<string, string[]>, milestones: string[], benefits: string[],
 *   subsidies: string[], costs: string[], wholeCost: string, isInvented: boolean, runs: string, sizes: number[],
 *   variants: string[]}} Block
 */

/** @type {Block} */
export const block = JSON.parse(document.getElementById("release")?.textContent ?? "{}");

/** A table of the release; a label column is found by the code beside it. */
export class Table {
  /** @param {string} name */
  constructor(name) {
    this.name = name;
    this.packed = block.tables[name];
  }

  get length() {
    return this.packed.rows;
  }

  /** @param {string} column */
  has(column) {
    return this.packed.order.includes(column);
  }

  /**
   * @param {string} column
   * @param {number} row
   * @returns {Cell}
   */
  cell(column, row) {
    const { columns, labels } = this.packed;
    if (column in columns) return columns[column]?.[row] ?? null;
    const coded = column.slice(0, -3);
    if (!(coded in labels)) throw new Error(`no column ${column}`);
    const code = columns[coded]?.[row] ?? null;
    return code === null ? null : labels[coded][String(code)][column.endsWith("_ja") ? 0 : 1];
  }

  /**
   * The name of a code in the language of the page.
   * @param {string} column
   * @param {number} row
   */
  label(column, row) {
    return String(this.cell(`${column}_${block.language}`, row) ?? "");
  }
}

/**
 * A published case and what belongs to it.
 * @typedef {{row: number, id: string, name: string, types: string[], groups: string[], prefectures: string[], home: string,
 *   participants: string[], considering: string[], added: Set<string>, signed: Set<string>, ended: boolean}} Case
 * @typedef {{row: number, code: string, name: string, kana: string, roman: string, spelt: string, prefecture: string,
 *   population: number, employees: number}} Town
 * @typedef {{code: string, name: string, names: [string, string], coverage: string, coverageLabel: string}} Prefecture
 */

const caseTable = new Table("cases");

/**
 * @param {Case} one
 * @param {string} column
 */
export const cellOf = (one, column) => caseTable.cell(column, one.row);

/**
 * @param {Case} one
 * @param {string} column
 */
export const labelOf = (one, column) => caseTable.label(column, one.row);

/** @param {string} column */
export const isColumn = (column) => caseTable.has(column);

export const cases = readCases();
export const caseById = new Map(cases.map((each) => [each.id, each]));
export const prefectures = readPrefectures();
export const prefectureByCode = new Map(prefectures.map((each) => [each.code, each]));
export const towns = readTowns();
export const townByCode = new Map(towns.map((each) => [each.code, each]));
export const groupByKey = new Map(block.groups.map((each) => [each.key, each]));

/** @returns {Case[]} */
function readCases() {
  const found = [];
  for (let row = 0; row < caseTable.length; row += 1) {
    const signed = String(caseTable.cell("illustrative", row) ?? "");
    found.push({
      row,
      id: String(caseTable.cell("case_id", row)),
      name: String(caseTable.cell("name", row)),
      types: [],
      groups: [],
      prefectures: [],
      home: String(caseTable.cell("prefecture_code", row)),
      participants: [],
      considering: [],
      added: new Set(),
      signed: new Set(signed.split(";")),
      ended: caseTable.cell("status", row) === "ended",
    });
  }
  attach(found);
  return found;
}

/** @param {Case[]} found */
function attach(found) {
  const byId = new Map(found.map((each) => [each.id, each]));
  /**
   * @param {string} name
   * @param {(one: Case, table: Table, row: number) => void} add
   */
  const each = (name, add) => {
    const table = new Table(name);
    for (let row = 0; row < table.length; row += 1) {
      const one = byId.get(String(table.cell("case_id", row)));
      if (one) add(one, table, row);
    }
  };
  each("case_system_types", (one, table, row) => {
    const type = String(table.cell("system_type", row));
    const domain = String(table.cell("domain", row));
    one.types.push(type);
    const group = block.groups.find((other) => other.domain === domain && other.types.includes(type));
    if (group && !one.groups.includes(group.key)) one.groups.push(group.key);
  });
  each("case_prefectures", (one, table, row) => one.prefectures.push(String(table.cell("prefecture_code", row))));
  each("participation", (one, table, row) => {
    const town = String(table.cell("municipality_code", row));
    (table.cell("mark", row) === "participating" ? one.participants : one.considering).push(town);
    if (table.cell("illustrative", row) === true) one.added.add(town);
  });
}

/** @returns {Prefecture[]} */
function readPrefectures() {
  const table = new Table("prefectures");
  return Array.from({ length: table.length }, (_, row) => ({
    code: String(table.cell("prefecture_code", row)),
    name: table.label("prefecture", row),
    names: [String(table.cell("prefecture_ja", row)), String(table.cell("prefecture_en", row))],
    coverage: String(table.cell("coverage", row)),
    coverageLabel: table.label("coverage", row),
  }));
}

/**
 * The prefectures round one.
 * @param {string} code
 */
export function neighboursOf(code) {
  const table = new Table("prefecture_neighbours");
  const rows = [...Array(table.length).keys()].filter((row) => table.cell("prefecture_code", row) === code);
  return rows.flatMap((row) => prefectureByCode.get(String(table.cell("neighbour_code", row))) ?? []);
}

/**
 * The municipalities, `spelt` in every way in which they are looked for; two of a prefecture that are called alike in letters further by
 * their Japanese names.
 * @returns {Town[]}
 */
function readTowns() {
  const table = new Table("municipalities");
  const rows = [...Array(table.length).keys()];
  const full = rows.map((row) => `${table.cell("prefecture_code", row)} ${table.label("municipality", row)}`);
  const alike = new Set(full.filter((name, row) => full.indexOf(name) !== row));
  return rows.map((row) => ({
    row,
    code: String(table.cell("municipality_code", row)),
    name: table.label("municipality", row) + (alike.has(full[row]) ? ` (${table.cell("municipality_ja", row)})` : ""),
    kana: String(table.cell("municipality_kana", row) ?? ""),
    roman: String(table.cell("municipality_en", row) ?? ""),
    spelt: spelt(table, row),
    prefecture: String(table.cell("prefecture_code", row)),
    population: Number(table.cell("population", row)),
    employees: Number(table.cell("employees", row)),
  }));
}

/**
 * A municipality behind its prefecture, as it is written in Japanese, by its reading, and in letters.
 * @param {Table} table
 * @param {number} row
 */
function spelt(table, row) {
  const [ja, en] = prefectureByCode.get(String(table.cell("prefecture_code", row)))?.names ?? ["", ""];
  const [name, kana, roman] = ["ja", "kana", "en"].map((each) => table.cell(`municipality_${each}`, row) ?? "");
  const also = String(name).replace(/[ヶケ]/, "か"); // 六か所村
  return `${ja}${name} ${ja}${also} ${kana} ${roman} ${en}`;
}
