/** What a plan needs to know of the store's content before it can be written. */
export interface Lookups {
  /** A table `(ordinal, value)` of what a field of the notes says; of `starred` only `true`. */
  noteTable(field: string): Promise<TableSql>
  /** A table `(ordinal, value)` of a path's decoded, not empty values, each of an event once; null where the store keeps none. */
  pathTable(path: string): Promise<string | null>
  /** Distinct source IP addresses for which the test holds. */
  sourceIPAddresses(test: (address: string) => boolean): Promise<readonly string[]>
  /** Ordinals of the events in whose text the folded word lies across the border between a leaf and its surroundings. */
  boundaryMatches(word: string): Promise<readonly number[]>
}

/** What stands for a table in a statement, written with the statement's own parameters. */
export type TableSql = (param: (value: string) => string) => string
