import { createHash } from 'node:crypto'
import { describeRecord, type DescribedEvent } from '../cloudtrail/describe.ts'
import { RecordReader, type CloudTrailRecord } from '../cloudtrail/record.ts'
import { openStore } from '../store/openStore.ts'
import { BatchWriter } from '../store/batchWriter.ts'
import type { BatchReport, EventStore, EventQuery, StoredEvent } from '../store/eventStore.ts'
import type { LogFileSlice } from '../store/recordBatch.ts'

export interface ReadEvent {
  readonly record: CloudTrailRecord
  readonly event: DescribedEvent
}

const reader = new RecordReader()

export function readEvent(text: string): ReadEvent {
  const record = reader.read(text)
  if ('fault' in record) throw new Error(record.reason)
  return { record, event: describeRecord(record) }
}

/** A store with records given as JSON text; in memory, unless it is opened otherwise. */
export async function storeOf(texts: readonly string[], open = openInMemory): Promise<EventStore> {
  const store = await open()
  await addRecords(store, texts)
  return store
}

function openInMemory(): Promise<EventStore> {
  return openStore({ folder: null, name: 'test' })
}

/** The matching events with their records, newest first. */
export async function storedEvents(store: EventStore, query: EventQuery): Promise<StoredEvent[]> {
  const found: StoredEvent[] = []
  for await (const block of store.downloadEvents(query, 'newest')) found.push(...block)
  return found
}

let usesScanner = false

/** From now on records are added as log files are loaded: taken by a scanner, with their text in segments. */
export function useScanner(): void {
  usesScanner = true
}

/** Returns how many of the first records the scanner took. */
function scan(writer: BatchWriter, texts: readonly string[]): number {
  return writer.beginText(Buffer.from(`{"Records":[${texts.join(',')}]}`), 0, null)?.take().records ?? 0
}

/** Adds records as one log file, or as the part of it that was read so far. */
export async function addRecords(
  store: Pick<EventStore, 'add'>,
  texts: readonly string[],
  name = 'test.json',
  {
    end = 'read',
    sha256 = null,
    problems = [],
    uri = name,
    salvaged = 0,
    leftOut = 0,
  }: Partial<Pick<LogFileSlice, 'end' | 'sha256' | 'problems' | 'uri' | 'salvaged' | 'leftOut'>> = {},
): Promise<BatchReport> {
  const writer = new BatchWriter({ minRowsOfSegment: 1 })
  const scanned = usesScanner ? scan(writer, texts) : 0
  for (let index = scanned; index < texts.length; index++) {
    const { record, event } = readEvent(texts[index]!)
    writer.add(record, event, 0, `record ${index + 1}`, index + 1)
  }
  if (end !== null) writer.endContent(0, createHash('sha256').update(texts.join('\n')).digest('hex'))
  const slice = {
    name,
    uri,
    size: texts.join().length,
    modifiedMs: 1,
    records: texts.length,
    salvaged,
    leftOut,
    problems,
    end,
    sha256,
  }
  return store.add(writer.take([slice]))
}
