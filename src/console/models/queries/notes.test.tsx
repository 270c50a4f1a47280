import { expect, test } from 'vitest'
import { renderHook } from 'vitest-browser-react'
import { listNotes, type NotesOfEvent } from '../../../api/eventNotes.ts'
import { lookupEvents } from '../../../api/lookupEvents.ts'
import { NO_NOTES } from '../../../cloudtrail/eventNotes.ts'
import { parseFilterText } from '../../../filter/text.ts'
import { listedEvent } from '../../testing/listedEvent.ts'
import { Providers } from '../../testing/Providers.tsx'
import { serveRequests } from '../../testing/serveRequests.ts'
import { queryClient } from './queryClient.ts'
import { resolveQuery } from './resolvedQuery.ts'
import { firstPageQuery } from './eventPages.ts'
import { compareNotes } from './heldNotes.ts'
import { noteEvent, noteEvents, useNotes, useOpenedNotes } from './notes.ts'

const EVENT = listedEvent(1)
const STARRED = { ...NO_NOTES, starred: true }
const PATH = '/api/events/event-1/notes'

async function notesShown() {
  const requests = serveRequests()
  const { result } = await renderHook(() => useNotes(), { wrapper: Providers })
  const asked = async (path: string) => {
    await expect.poll(() => requests.open(path)).toHaveLength(1)
    return requests.open(path)[0]!
  }
  return {
    requests,
    asked,
    /** Answers with all notes. */
    answerAll: async (...eventNotes: NotesOfEvent[]) =>
      (await asked(listNotes.path)).answer({ eventNotes, problem: null }),
    on: (event = EVENT) => result.current(event),
  }
}

/** What a change ended with: null when it was kept, or why it was not. */
const outcome = (change: Promise<void>): Promise<string | null> =>
  change.then(
    () => null,
    (error: Error) => error.message,
  )

test('the notes that came with an event are shown until all notes have come', async () => {
  const { answerAll, on } = await notesShown()
  const noted = { ...EVENT, notes: STARRED }
  expect(on(noted)).toEqual(STARRED)
  expect(on()).toBeUndefined()
  await answerAll({ id: 'event-2', tags: ['exfil'] })
  await expect.poll(() => on(listedEvent(2))?.tags).toEqual(['exfil'])
  expect(on(noted)).toBeUndefined()
})

test('a change is shown before it is saved, and what the server saved replaces it', async () => {
  const { asked, answerAll, on, requests } = await notesShown()
  await answerAll({ id: 'event-1', comment: 'Ask Alice' })
  await expect.poll(on).toBeDefined()
  const change = outcome(noteEvent('event-1', { tags: ['b', ' a '] }))
  const sent = await asked(PATH)
  await expect.poll(on).toMatchObject({ tags: ['a', 'b'], comment: 'Ask Alice' })
  sent.answer({ ...NO_NOTES, tags: ['a', 'b'], comment: 'Ask Bob' })
  expect(await change).toBeNull()
  await expect.poll(() => on()?.comment).toBe('Ask Bob')
  expect(requests.open(listNotes.path)).toEqual([])
})

test('a rejected change is undone, and all notes are requested again', async () => {
  const { asked, answerAll, on } = await notesShown()
  await answerAll({ id: 'event-1', tags: ['kept'] })
  await expect.poll(on).toBeDefined()
  const change = outcome(noteEvents(['event-1', 'event-2'], { starred: true }))
  await expect.poll(() => [on()?.starred, on(listedEvent(2))?.starred]).toEqual([true, true])
  ;(await asked(listNotes.path)).refuse(507, 'The disk is full.')
  expect(await change).toBe('The disk is full.')
  await expect.poll(() => [on()?.starred, on(listedEvent(2))]).toEqual([false, undefined])
  await answerAll({ id: 'event-1', tags: ['kept', 'by another'] })
  await expect.poll(() => on()?.tags).toEqual(['kept', 'by another'])
})

test('changes are sent one after another, and those that wait stay shown', async () => {
  const { asked, answerAll, on } = await notesShown()
  await answerAll({ id: 'event-2', starred: true })
  await expect.poll(() => on(listedEvent(2))).toBeDefined()
  const first = outcome(noteEvent('event-1', { starred: true }))
  const star = await asked(PATH)
  const second = outcome(noteEvent('event-1', { tags: ['exfil'] }))
  await expect.poll(on).toMatchObject({ starred: true, tags: ['exfil'] })
  star.answer({ ...STARRED, comment: 'Ask Alice' })
  expect(await first).toBeNull()
  await expect.poll(on).toMatchObject({ starred: true, tags: ['exfil'], comment: 'Ask Alice' })
  const tag = await asked(PATH)
  tag.answer({ ...STARRED, tags: ['exfil'] })
  expect(await second).toBeNull()
  await expect.poll(on).toMatchObject({ starred: true, tags: ['exfil'], comment: '' })
})

test('a pending request for notes is canceled by a change, and sent again once that is saved', async () => {
  const { requests, asked, answerAll, on } = await notesShown()
  const early = await asked(listNotes.path)
  const change = outcome(noteEvent('event-1', { starred: true }))
  const sent = await asked(PATH)
  expect(early.isCalledOff()).toBe(true)
  expect(requests.open(listNotes.path)).toEqual([])
  sent.answer(STARRED)
  expect(await change).toBeNull()
  await answerAll({ id: 'event-1', starred: true })
  await expect.poll(on).toEqual(STARRED)
})

test('all notes are requested again when a list shows that someone else changed some, and only then', async () => {
  const { requests, answerAll, on } = await notesShown()
  await answerAll({ id: 'event-1', starred: true }, { id: 'event-2', tags: ['exfil'] })
  await expect.poll(on).toEqual(STARRED)
  const before = on()
  compareNotes([{ ...EVENT, notes: STARRED }, listedEvent(3)])
  expect(requests.open(listNotes.path)).toEqual([])
  compareNotes([{ ...EVENT, notes: STARRED }, listedEvent(2)])
  await answerAll({ id: 'event-1', starred: true })
  await expect.poll(() => on(listedEvent(2))).toBeUndefined()
  // The row of an event whose notes are the same is not drawn again.
  expect(on()).toBe(before)
})

test('the notes on an event that is opened are those that the server has by then', async () => {
  const { asked, answerAll } = await notesShown()
  await answerAll({ id: 'event-1', comment: 'Ask Alice' })
  const { result } = await renderHook(() => useOpenedNotes(EVENT), { wrapper: Providers })
  await expect.poll(() => result.current.notes.comment).toBe('Ask Alice')
  expect(result.current.isChecked).toBe(false)
  ;(await asked(PATH)).answer({ ...NO_NOTES, comment: 'Ask Bob' })
  await answerAll({ id: 'event-1', comment: 'Ask Bob' })
  await expect.poll(() => result.current).toMatchObject({ notes: { comment: 'Ask Bob' }, isChecked: true })
})

test('events are not requested before a change is saved: which of them match may depend on it', async () => {
  const { requests, asked } = await notesShown()
  const noting = outcome(noteEvent('event-1', { tags: [] }))
  const change = await asked(PATH)
  const tagged = resolveQuery(parseFilterText('tag=exfil'), 'newest', 1, 0)
  const page = queryClient.fetchQuery(firstPageQuery(tagged, []))
  expect(requests.open(lookupEvents.path)).toEqual([])
  change.answer(NO_NOTES)
  expect(await noting).toBeNull()
  const events = await asked(lookupEvents.path)
  events.answer({ events: [], asOf: '1' })
  expect(await page).toMatchObject({ events: [] })
})
