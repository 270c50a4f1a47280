import { ROW_SEPARATOR } from './batchChunks.ts'
import { suffixOfContent } from './idSuffix.ts'

/** A record with the eventID of another record, but other content. */
export interface Conflict extends Place {
  readonly eventID: string
  /** The suffix of its ID. */
  readonly idSuffix: string
  /** Where the first record with this eventID is. */
  readonly first: Place
}

interface Place {
  readonly logFile: number | null
  /** null for a record that arrived with an earlier batch. */
  readonly position: string | null
}

/** A log file contains an event that was added from another one. */
export interface SharedEvent {
  readonly logFile: number
  /** null if it is added with this batch: then it is found by the other two. */
  readonly ordinal: number | null
  readonly identity: string
  readonly idSuffix: string | null
}

/** What happens to rows. */
export interface Verdicts {
  readonly shared: readonly SharedEvent[]
  /** Rows that are duplicates, with their log files. */
  readonly dropped: readonly { readonly row: number; readonly logFile: number | null }[]
  /** Rows that get a suffix. */
  readonly renamed: readonly { readonly row: number; readonly idSuffix: string }[]
  readonly conflicts: readonly Conflict[]
}

/** A stored event or an incoming row whose identity another one has as well. */
export interface Suspect extends Place {
  /** Its number in the batch; null for a stored event. */
  readonly row: number | null
  /** null for an incoming row. */
  readonly ordinal: number | null
  readonly identity: string
  /** Equal exactly for records that say the same. */
  readonly content: string
  readonly idSuffix: string | null
}

/**
 * What happens to incoming rows whose identity occurs more than once: those that the store already has, or that come
 * twice (same identity, same content), are dropped; those with the same eventID but other content get an idSuffix.
 * The suspects of an identity follow one another: first the stored ones in their order, then rows in the order in
 * which they arrived.
 */
export function verdictsOn(suspects: readonly Suspect[]): Verdicts {
  const dropped: { row: number; logFile: number | null }[] = []
  const renamed: { row: number; idSuffix: string }[] = []
  const conflicts: Conflict[] = []
  const shared: SharedEvent[] = []
  for (const group of groupsByIdentity(suspects)) {
    const known = new Map<string, Pick<Suspect, 'logFile' | 'ordinal' | 'idSuffix'>>()
    const suffixes = new Set(group.map(({ row, idSuffix }) => (row === null ? idSuffix : null)))
    const [{ identity, logFile: firstLogFile, position: firstPosition }] = group as [Suspect]
    for (const { row, content, idSuffix, logFile, position, ordinal } of group) {
      const same = known.get(content)
      if (row === null || known.size === 0) {
        suffixes.add(idSuffix)
        if (!same) known.set(content, { logFile, ordinal, idSuffix })
      } else if (same) {
        dropped.push({ row, logFile })
        if (logFile !== null && same.logFile !== null && same.logFile !== logFile)
          shared.push({ logFile, identity, ordinal: same.ordinal, idSuffix: same.idSuffix })
      } else {
        const found = suffixOfContent(content, (suffix) => suffixes.has(suffix))
        suffixes.add(found)
        known.set(content, { logFile, ordinal: null, idSuffix: found })
        renamed.push({ row, idSuffix: found })
        const first = { logFile: firstLogFile, position: firstPosition }
        const eventID = identity.replace(ROW_SEPARATOR, '')
        conflicts.push({ eventID, idSuffix: found, logFile, position, first })
      }
    }
  }
  return { dropped, renamed, conflicts, shared }
}

/** The neighbours that have one identity. */
export function* groupsByIdentity<S extends { readonly identity: string }>(
  suspects: readonly S[],
): Generator<S[]> {
  for (let first = 0, end = 0; first < suspects.length; first = end) {
    while (end < suspects.length && suspects[end]!.identity === suspects[first]!.identity) end++
    yield suspects.slice(first, end)
  }
}
