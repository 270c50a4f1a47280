/** A text that a user wrote, such as the notes on an event. */
export interface KeptText {
  readonly key: string
  /** null if there is none any more. */
  readonly text: string | null
  /** Who wrote or removed it; null if readers have no names. */
  readonly who: string | null
  readonly atMs: number
}

/**
 * Texts of one kind, by key, which all consoles on one store share. Of two that are written under one key at the same
 * time, the same one counts for everybody.
 */
export interface KeptTexts {
  /** What was written since the last call, by this console or another: the text that counts now for each key. */
  news(): Promise<readonly KeptText[]>
  /** Writes texts, all or none. Once it is resolved they are stored. */
  write(texts: readonly KeptText[]): Promise<void>
}
