/**
 * How an engine says in SQL what a filter asks. All functions take and answer SQL; `e` is the row of
 * an event in the engine's table of events, with the columns of eventColumns.ts and its `ordinal`.
 * Conditions are never null where what they look at is not.
 */
export interface SqlDialect {
  /** The place of the parameter with this number, from 1. */
  readonly param: (number: number) => string
  /** The list of the texts in a parameter, which LIST_SEPARATOR divides. */
  readonly listParam: (param: string) => string
  /** A number or boolean as text. */
  readonly asText: (value: string) => string
  readonly asInteger: (number: string) => string

  /** As foldCase.ts. */
  readonly fold: (text: string) => string
  /** As shown.ts. */
  readonly shown: (text: string) => string
  /** As writeTime in timeRange.ts. */
  readonly timeText: (ms: string) => string
  readonly contains: (text: string, part: string) => string
  readonly startsWith: (text: string, beginning: string) => string
  /** Whether a text matches a regular expression in RE2's syntax somewhere. */
  readonly matchesPattern: (text: string, pattern: string) => string

  readonly listContains: (list: string, item: string) => string
  /** Those items for which a test holds. */
  readonly itemsWhere: (list: string, test: (item: string) => string) => string
  readonly anyItem: (list: string, test: (item: string) => string) => string
  readonly distinctItems: (list: string) => string

  /** What the columns of a record hold: its leaves, as written in its shape's order. */
  readonly leaves: string
  readonly shape: string
  /** The decoded, not empty texts of the leaves at some slots. */
  readonly leafTexts: (slots: string) => string
  /** A table `(shape, slots)` of the shapes that have a path, and the slots that it has in each. */
  readonly slotsOfPath: (path: string) => string
  /** A subquery of the shapes that have a path which begins so. */
  readonly shapesWithPathFrom: (beginning: string) => string
  /** A subquery of the shapes in whose own text, folded, a word stands. */
  readonly shapesContaining: (word: string) => string
}

/** A character that no value holds. */
export const LIST_SEPARATOR = '\u001c'
