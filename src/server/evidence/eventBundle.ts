import { formatFilterText } from '../../filter/text.ts'
import { printFilter } from '../../filter/params.ts'
import { clausesOf } from '../../filter/clauses.ts'
import { conditionInWords } from '../../filter/inWords.ts'
import { writeTime } from '../../cloudtrail/writeTime.ts'
import { resolveTimeRange } from '../../filter/timeRange.ts'
import type { Order } from '../../filter/filter.ts'
import type { EventQuery, EventStore } from '../../store/eventStore.ts'
import type { Validator } from '../integrity/validator.ts'
import { printAsOf } from '../query/asOf.ts'
import type { EventDataStores } from '../stores/eventDataStores.ts'
import { BundleWriter } from './bundleWriter.ts'
import { CoveringDigests } from './coveringDigests.ts'
import {
  DIGESTS,
  FILTER,
  hashLine,
  LOG_FILES,
  MANIFEST,
  MANIFEST_HASH,
  printManifest,
  PUBLIC_KEYS,
  RECORDS,
  SEAL,
  sha256Of,
} from './bundleManifest.ts'
import type { EvidenceKey } from './evidenceKey.ts'

interface BundledEvents {
  readonly query: EventQuery
  readonly order: Order
  /** The original records, as a log file. */
  readonly records: AsyncIterable<Uint8Array | string>
  /** How many of them were read so far. */
  readonly events: () => number
}

export interface BundledFrom {
  readonly store: EventStore
  readonly version: string
  readonly now: () => number
  readonly evidenceKey: EvidenceKey | null
  readonly storeID: string
  readonly stores: Pick<EventDataStores, 'isDefault'>
  readonly validator: Pick<Validator, 'last'>
}

/**
 * The events of a filter as an evidence bundle, written while they are read. `onManifest` is told the SHA-256 of the
 * manifest.
 */
export async function* eventBundle(
  { query, order, records, events }: BundledEvents,
  from: BundledFrom,
  signal: AbortSignal,
  onManifest: (sha256: string) => void,
): AsyncGenerator<Uint8Array> {
  const { store, version, now, evidenceKey } = from
  const bundle = new BundleWriter()
  yield* bundle.deflated(RECORDS, records)
  yield* bundle.stored(FILTER, `${JSON.stringify(filterOf(query, order, events()), null, 2)}\n`)
  const digests = coveringDigests(from)
  let logFiles = 0
  const lines = async function* () {
    for await (const block of store.logFilesWith(query, signal)) {
      logFiles += block.length
      yield block
        .map((each) => `${JSON.stringify({ ...each, validation: digests?.lookUp(each.uri) ?? null })}\n`)
        .join('')
    }
  }
  yield* bundle.deflated(LOG_FILES, lines())
  if (digests?.isEmpty === false) {
    yield* bundle.deflated(DIGESTS, digests.lines(signal))
    yield* bundle.stored(PUBLIC_KEYS, digests.publicKeys)
  }
  const manifest = printManifest({
    format: 'event-history-evidence',
    version: 1,
    tool: { name: 'Event History Console', version },
    createdAt: writeTime(now()),
    events: events(),
    logFiles,
    sealedBy: evidenceKey?.fingerprint ?? null,
    parts: [...bundle.parts],
  })
  const sha256 = sha256Of(manifest)
  onManifest(sha256)
  yield* bundle.stored(MANIFEST, manifest)
  yield* bundle.stored(MANIFEST_HASH, hashLine(sha256))
  if (evidenceKey) yield* bundle.stored(SEAL, evidenceKey.seal(manifest))
  yield bundle.end()
}

/** Null if the log files of the store were not validated: only the default store's are. */
function coveringDigests({ storeID, stores, validator }: BundledFrom): CoveringDigests | null {
  return stores.isDefault(storeID) && validator.last ? new CoveringDigests(validator.last) : null
}

/** What was asked of the store, in all its forms. */
function filterOf({ filter, asOf }: EventQuery, order: Order, events: number) {
  const { startMs, endMs } = resolveTimeRange(filter.timeRange, asOf.nowMs)
  const time = (ms: number | null) => (ms === null ? null : writeTime(ms))
  return {
    text: formatFilterText(filter),
    query: printFilter(filter),
    // All of them apply.
    words: clausesOf(filter).map((clause) => clause.map(conditionInWords).join(' or ')),
    timeRange: { startTime: time(startMs), endTime: time(endMs) },
    order,
    asOf: printAsOf(asOf),
    events,
  }
}
