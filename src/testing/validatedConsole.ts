import { join } from 'node:path'
import { readPublicKeys } from '../integrity/publicKeys.ts'
import { createApp } from '../server/app.ts'
import type { EvidenceKey } from '../server/evidence/evidenceKey.ts'
import { Validator } from '../server/integrity/validator.ts'
import { LocalFiles } from '../sources/localFiles.ts'
import type { EventStore } from '../store/eventStore.ts'
import { servicesOf } from './servicesOf.ts'
import { addRecords } from './storeOf.ts'
import type { TrailFile } from './trailFiles.ts'

/** A console on a folder of log files and digest files, which validates when a test says so. */
export function validatedConsole(store: EventStore, folder: string, publicKeys: string) {
  const source = new LocalFiles([folder])
  const validator = new Validator({
    validated: async () => ({ source, publicKeys: async () => readPublicKeys(publicKeys), sinceMs: null }),
    now: () => Date.parse('2026-02-03T14:05:00Z'),
    onDone: ({ integrity }) => store.setIntegrity(integrity),
  })
  return {
    validate: async (): Promise<void> => {
      await validator.start()
      await validator.idle
    },
    bundle: async (query = '', evidenceKey: EvidenceKey | null = null): Promise<Buffer> => {
      const app = createApp(servicesOf(store, { validator, evidenceKey }))
      const response = await app.request(`http://localhost/api/events/download?format=evidence${query}`)
      return Buffer.from(await response.arrayBuffer())
    },
  }
}

/** Adds the log files of a trail as they are loaded from a folder. */
export async function addLogFiles(
  store: EventStore,
  folder: string,
  files: readonly TrailFile[],
): Promise<void> {
  for (const { key, content, metadata } of files) {
    if (metadata !== null) continue
    const { Records: records } = JSON.parse(content) as { Records: readonly object[] }
    const texts = records.map((record) => JSON.stringify(record))
    await addRecords(store, texts, key, { uri: join(folder, key) })
  }
}
