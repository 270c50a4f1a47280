import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach } from 'vitest'
import type { EventStore } from '../store/eventStore.ts'
import { openStore } from '../store/openStore.ts'

/** A store in its own folder for each test of a file. */
export interface StoreOnDisk {
  readonly folder: string
  readonly store: EventStore
  /** Closes the store and opens it again, as the next process would. */
  startAgain(): Promise<void>
}

export function storeOnDisk(name = 'log-files'): StoreOnDisk {
  let folder = ''
  let store: EventStore
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'event-history-test-'))
    store = await openStore({ folder, name })
  })
  afterEach(async () => {
    await store.close().catch(() => {})
    await rm(folder, { recursive: true, force: true })
  })
  return {
    get folder() {
      return folder
    },
    get store() {
      return store
    },
    async startAgain() {
      await store.close()
      store = await openStore({ folder, name })
    },
  }
}
