/** What has to be looked up in the store before a filter can be written as SQL. */
export interface Lookups {
  /** A table `(ordinal, value)` of the values of a notes field; for `starred` only `true`. */
  noteTable(field: string): Promise<TableSql>
  /**
   * A table `(logFile, ordinal, value)` of integrity: a row without ordinal is for the events of a log file, one
   * without log file for an event, before that of its log file.
   */
  integrityTable(): Promise<TableSql>
  /**
   * A table `(ordinal, value)` of a path's decoded values, without empty ones, each value once for
   * an event; null if the store keeps none.
   */
  pathTable(path: string): Promise<string | null>
  /** Whether no event has several values of a path. */
  hasOneValue(path: string): Promise<boolean>
  /** The distinct source IP addresses for which the test holds. */
  sourceIPAddresses(test: (address: string) => boolean): Promise<readonly string[]>
  /**
   * Whether an event has the folded word in one of its leaves, if its leaves are not in the column of the dialect; null
   * if those of all events are.
   */
  segmentsWith(word: string): Promise<ConditionSql | null>
  /**
   * Ordinals of the events whose text has the folded word across the border between a leaf and the
   * text around it.
   */
  boundaryMatches(word: string): Promise<readonly number[]>
}

/** A condition on an event `e`, and what it joins. */
export interface ConditionSql {
  /** Each to follow `FROM events e`, with white space at its end. */
  readonly joins: readonly string[]
  readonly where: string
}

/** Writes a table into a statement, using the statement's parameters. */
export type TableSql = (param: (value: string) => string) => string
