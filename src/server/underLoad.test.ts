import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openStore } from '../store/openStore.ts'
import { servicesOf } from '../testing/servicesOf.ts'
import { Crowd, type Ask } from '../testing/under-load/crowd.ts'
import { verdictOn } from '../testing/under-load/verdict.ts'
import { createApp } from './app.ts'
import { LogFileLoader } from './loading/logFileLoader.ts'
import { NotesFile } from './kept/notesFile.ts'

/** A console on a folder, or in memory. */
async function opened(folder: string | null) {
  const store = await openStore({ folder, name: 'log-files' })
  const notes = new NotesFile(folder && join(folder, 'log-files.notes.ndjson'), store, Date.now)
  await notes.load()
  const loader = new LogFileLoader(store)
  const app = createApp(servicesOf(store, { loader, notes, now: Date.now }))
  const ask: Ask = async (address, init) => {
    const headers = { host: 'localhost:4700', 'content-type': 'application/json' }
    const response = await app.request(`http://localhost:4700${address}`, { ...init, headers })
    return { status: response.status, text: await response.text() }
  }
  return {
    ask,
    close: async () => {
      await loader.close()
      await store.close()
    },
  }
}

const QUESTIONS = 240

test('on disk: every answer is correct for its snapshot, while events and notes arrive and after a restart', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'event-history-test-'))
  const crowd = new Crowd(1, 900)
  for (const questions of [QUESTIONS, QUESTIONS / 2]) {
    const console = await opened(folder)
    await crowd.work(console.ask, questions)
    await console.close()
  }
  const last = await opened(folder)
  const { broken, held, refused } = await verdictOn(crowd, crowd.answers, last.ask)
  expect(broken).toEqual([])
  expect(held).toBeGreaterThan(QUESTIONS)
  expect(refused, 'notes of before the restart are no longer told apart').toBeGreaterThan(0)
  await last.close()
  await rm(folder, { recursive: true })
}, 120_000)

test('in memory: every answer is correct for its snapshot, and snapshots from before a restart are rejected', async () => {
  const crowd = new Crowd(2, 900)
  let refusals = 0
  for (let start = 0; start < 2; start++) {
    const console = await opened(null)
    const first = crowd.answers.length
    await crowd.work(console.ask, QUESTIONS / 2)
    const { broken, refused } = await verdictOn(crowd, crowd.answers.slice(first), console.ask)
    expect(broken).toEqual([])
    refusals += refused
    await console.close()
    crowd.forgetWhatWasLoaded()
  }
  expect(refusals).toBeGreaterThan(0)
}, 120_000)
