/** A column of rows that a statement is given. */
export interface GivenColumn {
  readonly name: string
  readonly type: 'INTEGER' | 'UINTEGER' | 'BIGINT' | 'VARCHAR'
  /** A parameter with the texts of its values, separated by LIST_SEPARATOR. */
  readonly param: string
}

/**
 * How an engine writes a filter's conditions in SQL. All functions take and return SQL. `e` is the
 * row of an event in the engine's table of events, with the columns of eventColumns.ts and its
 * `ordinal`. A condition is never null unless its operands are.
 */
export interface SqlDialect {
  /** The table of events, as it is now, to follow FROM. */
  readonly events: string
  /** The parameter with this number, from 1. */
  readonly param: (number: number) => string
  /** The list of texts in a parameter, separated by LIST_SEPARATOR. */
  readonly listParam: (param: string) => string
  /** A number or boolean as text. */
  readonly asText: (value: string) => string
  readonly asInteger: (number: string) => string
  /** A whole number divided by another, without the rest. */
  readonly quotient: (number: string, divisor: string | number) => string
  /** The first hexadecimal digits of a text's SHA-256. */
  readonly beginningOfSha256: (text: string, digits: number) => string
  /** A number for some values: equal for equal ones. */
  readonly hash: (values: readonly string[]) => string

  /** The same as foldCase.ts. */
  readonly fold: (text: string) => string
  /** The same as shown.ts. */
  readonly shown: (text: string) => string
  /** The same as writeTime. */
  readonly timeText: (ms: string) => string
  readonly contains: (text: string, part: string) => string
  readonly startsWith: (text: string, beginning: string) => string
  readonly endsWith: (text: string, ending: string) => string
  /** Whether a text contains a match of a regular expression in RE2's syntax. */
  readonly matchesPattern: (text: string, pattern: string) => string

  readonly listContains: (list: string, item: string) => string
  /** The items for which a test holds. */
  readonly itemsWhere: (list: string, test: (item: string) => string) => string
  readonly anyItem: (list: string, test: (item: string) => string) => string
  readonly distinctItems: (list: string) => string
  readonly firstItems: (list: string, count: number) => string
  readonly mapItems: (list: string, write: (item: string) => string) => string
  /** From 1; 0 if the list does not have it. */
  readonly positionIn: (list: string, item: string) => string
  /** The items as rows. */
  readonly unnest: (list: string) => string
  /** A SELECT of the rows whose columns are in parameters: see `listParam`. */
  readonly givenRows: (columns: readonly GivenColumn[]) => string
  /** An aggregate: the list of a group's values, each once. */
  readonly distinctList: (value: string) => string
  /** An aggregate: a list of two numbers for each row that meets a condition, in the order of the first. */
  readonly sortedPairs: (first: string, second: string, condition: string) => string
  readonly sortItems: (list: string) => string
  readonly joinItems: (list: string, separator: string) => string

  /**
   * The order of events, after ORDER BY: by time, those of the same time by ID, so that the order does not depend
   * on the order of loading.
   */
  readonly newestFirst: string
  readonly oldestFirst: string

  /** The column of a record's leaves, as written, in the order of its shape; null if they are kept elsewhere. */
  readonly leaves: string
  /** The leaves of an event, wherever they are kept. */
  readonly wholeLeaves: string
  /** The column of the readings of its leaves and names (`readings.ts`); null without any. */
  readonly readings: string
  readonly shape: string
  /** The decoded texts of the leaves at some slots, without empty ones. */
  readonly leafTexts: (slots: string) => string
  /** A table `(shape, slots)` of the shapes that have a path, with its slots in each. */
  readonly slotsOfPath: (path: string) => string
  /** A subquery for the shapes that have a path with this beginning. */
  readonly shapesWithPathFrom: (beginning: string) => string
  /** A subquery for the shapes whose own text, folded, contains a word. */
  readonly shapesContaining: (word: string) => string
  /** The same without the white space between values. */
  readonly compactShapesContaining: (word: string) => string
}

/** A character that no value contains. */
export const LIST_SEPARATOR = '\u001c'
