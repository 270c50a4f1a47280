/**
 * How an engine writes a filter's conditions in SQL. All functions take and return SQL. `e` is the
 * row of an event in the engine's table of events, with the columns of eventColumns.ts and its
 * `ordinal`. A condition is never null unless its operands are.
 */
export interface SqlDialect {
  /** The parameter with this number, from 1. */
  readonly param: (number: number) => string
  /** The list of texts in a parameter, separated by LIST_SEPARATOR. */
  readonly listParam: (param: string) => string
  /** A number or boolean as text. */
  readonly asText: (value: string) => string
  readonly asInteger: (number: string) => string

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

  /** The column of a record's leaves, as written, in the order of its shape; null if they are kept elsewhere. */
  readonly leaves: string
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
