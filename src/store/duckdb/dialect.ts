import { LIST_SEPARATOR, type SqlDialect } from '../sql/sqlDialect.ts'

/** DuckDB's SQL. Functions that DuckDB lacks are macros: see schema.ts. */
export const DUCKDB: SqlDialect = {
  events: 'events',
  param: (number) => `$${number}`,
  listParam,
  asText: (value) => `${value}::VARCHAR`,
  asInteger: (number) => `${number}::BIGINT`,
  quotient: (number, divisor) => `(${number} // ${divisor})`,
  beginningOfSha256: (text, digits) => `left(sha256(${text}), ${digits})`,
  hash: (values) => `hash(${values.join(', ')})`,

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
  firstItems: (list, count) => `${list}[1:${count}]`,
  mapItems: (list, write) => `list_transform(${list}, x -> ${write('x')})`,
  positionIn: (list, item) => `coalesce(list_position(${list}, ${item}), 0)`,
  unnest: (list) => `unnest(${list})`,
  givenRows: (columns) =>
    `SELECT ${columns.map(({ name, type, param }) => `unnest(${listParam(param)})::${type} AS ${name}`).join(', ')}`,
  distinctList: (value) => `list(DISTINCT ${value})`,
  sortedPairs: (first, second, condition) =>
    `list([${first}, ${second}]::DOUBLE[] ORDER BY ${first}) FILTER (WHERE ${condition})`,
  sortItems: (list) => `list_sort(${list})`,
  joinItems: (list, separator) => `array_to_string(${list}, ${separator})`,

  newestFirst: 'e.eventTimeMs DESC NULLS LAST, e.eventID DESC NULLS LAST, e.ordinal DESC',
  oldestFirst: 'e.eventTimeMs ASC NULLS FIRST, e.eventID ASC NULLS FIRST, e.ordinal ASC',

  leaves: 'e.leaves',
  wholeLeaves: 'all_leaves(e.leaves, e.ordinal)',
  readings: 'e.readings',
  shape: 'e.shape',
  leafTexts: (slots) => `leaf_texts(all_leaves(e.leaves, e.ordinal), ${slots})`,
  slotsOfPath: (path) => `(SELECT shape, slots FROM slots WHERE path = ${path})`,
  shapesWithPathFrom: (beginning) => `(SELECT shape FROM slots WHERE starts_with(path, ${beginning}))`,
  shapesContaining: (word) => `(SELECT id FROM shapes WHERE contains(fold(text), ${word}))`,
  compactShapesContaining: (word) =>
    `(SELECT id FROM shapes WHERE has_space(text) AND contains(fold(compact_json(text)), ${word}))`,
}

function listParam(param: string): string {
  return `string_split(${param}, chr(${LIST_SEPARATOR.charCodeAt(0)}))`
}

function itemsWhere(list: string, test: (item: string) => string): string {
  return `list_filter(${list}, x -> ${test('x')})`
}
