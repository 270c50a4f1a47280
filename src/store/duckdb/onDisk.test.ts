import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll } from 'vitest'
import { describeStore } from '../contract/describeStore.ts'
import { openDuckDB } from './openDuckDB.ts'

const folders: string[] = []
afterAll(() => Promise.all(folders.map((folder) => rm(folder, { recursive: true }))))

async function openOnDisk() {
  const folder = await mkdtemp(join(tmpdir(), 'event-history-test-'))
  folders.push(folder)
  return openDuckDB(folder, 'test')
}

// The store in memory runs the same statements on all cases.
describeStore('DuckDB on disk', openOnDisk, { share: 0.1 })
