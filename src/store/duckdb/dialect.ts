import { LIST_SEPARATOR, type SqlDialect } from '../sqlDialect.ts'

/** DuckDB's SQL. Functions that DuckDB lacks are macros: see schema.ts. */
export const DUCKDB: SqlDialect = {
  param: (number) => `$${number}`,
  listParam: (param) => `string_split(${param}, chr(${LIST_SEPARATOR.charCodeAt(0)}))`,
  asText: (value) => `${value}::VARCHAR`,
  asInteger: (number) => `${number}::BIGINT`,

  fold: (text) => `fold(${text})`,
  shown: (text) => `shown(${text})`,
  timeText: (ms) => `time_text(${ms})`,
  contains: (text, part) => `contains(${text}, ${part})`,
  startsWith: (text, beginning) => `starts_with(${text}, ${beginning})`,
  endsWith: (text, ending) => `ends_with(${text}, ${ending})`,
  matchesPattern: (text, pattern) => `regexp_matches(${text}, ${pattern})`,

  listContains: (list, item) => `list_contains(${list}, ${item})`,
  itemsWhere,
  anyItem: (list, test) => `len(${itemsWhere(list, test)}) > 0`,
  distinctItems: (list) => `list_distinct(${list})`,

  leaves: 'e.leaves',
  readings: 'e.readings',
  shape: 'e.shape',
  leafTexts: (slots) => `leaf_texts(all_leaves(e.leaves, e.ordinal), ${slots})`,
  slotsOfPath: (path) => `(SELECT shape, slots FROM slots WHERE path = ${path})`,
  shapesWithPathFrom: (beginning) => `(SELECT shape FROM slots WHERE starts_with(path, ${beginning}))`,
  shapesContaining: (word) => `(SELECT id FROM shapes WHERE contains(fold(text), ${word}))`,
  compactShapesContaining: (word) =>
    `(SELECT id FROM shapes WHERE has_space(text) AND contains(fold(compact_json(text)), ${word}))`,
}

function itemsWhere(list: string, test: (item: string) => string): string {
  return `list_filter(${list}, x -> ${test('x')})`
}
