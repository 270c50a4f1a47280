import fc from 'fast-check'
import { EVENT_INTEGRITY } from '../../cloudtrail/integrity.ts'
import { EVERYTHING } from '../../filter/filter.ts'
import type { MatchableEvent } from '../../filter/matches.ts'
import { anyNotes, anyRecord, anyWriting, writtenRecord } from '../../testing/anyRecord.ts'
import { addRecords, readEvent, storedEvents } from '../../testing/storeOf.ts'
import type { EventStore } from '../eventStore.ts'
import type { StoreUnderTest } from './storeUnderTest.ts'

/** A store of random records with notes and integrity, and the same events for a plain loop. */
export async function storeOfAnyRecords(open: StoreUnderTest['open']): Promise<{
  readonly store: EventStore
  readonly all: readonly MatchableEvent[]
  /** The text of the record of each event, by ID. */
  readonly textOf: ReadonlyMap<string, string>
}> {
  const texts = fc
    .sample(fc.tuple(anyRecord, anyWriting), { numRuns: 400, seed: 7 })
    .map(([record, writing]) => writtenRecord(record, writing))
  const notes = fc.sample(anyNotes, { numRuns: texts.length, seed: 7 })
  const notesOf = new Map(texts.map((text, index) => [text, notes[index]]))
  const integrityOf = (text: string) => EVENT_INTEGRITY[text.length % 6]
  const store = await open()
  for (const integrity of [undefined, ...EVENT_INTEGRITY]) {
    const ofFile = texts.filter((text) => integrityOf(text) === integrity)
    await addRecords(store, ofFile, `${integrity}.json`)
  }
  await store.setIntegrity(new Map(EVENT_INTEGRITY.map((each) => [`${each}.json`, each])))
  const stored = await storedEvents(store, { filter: EVERYTHING, asOf: store.asOf(0) })
  const textOf = new Map(stored.map(({ event, record }) => [event.id, record.text]))
  store.noteEvents(new Map([...textOf].map(([id, text]) => [id, notesOf.get(text) ?? null])))
  const all = texts.map((text) => ({
    ...readEvent(text),
    notes: notesOf.get(text),
    integrity: integrityOf(text),
  }))
  return { store, all, textOf }
}
