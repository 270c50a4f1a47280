import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { LogFilesResponse } from '../../api/listLogFiles.ts'
import { timed } from '../measure.ts'
import { answerOf, ask } from '../../testing/ask.ts'
import { startConsole } from '../../testing/runningConsole.ts'

/** A running console into which one file after another is loaded. */
export interface LoadingConsole {
  /** Loads a file, and removes it again: milliseconds of loading. */
  readonly load: (name: string, content: Buffer) => Promise<number>
  readonly stop: () => Promise<unknown>
}

/** So that the console shows log files. */
const FIRST =
  '{"Records":[{"eventVersion":"1.08","eventName":"ListBuckets","eventTime":"2020-01-01T00:00:00Z"}]}'

export async function openLoadingConsole(server: string, folder: string): Promise<LoadingConsole> {
  const first = join(folder, 'first.json')
  await mkdir(folder, { recursive: true })
  await writeFile(first, FIRST)
  const console = await startConsole(['--data', join(folder, 'data'), first], server)
  await console.loaded
  return {
    stop: () => console.stop(),
    load: async (name, content) => {
      const body = new Uint8Array(content)
      const path = `/api/log-files?name=${encodeURIComponent(name)}`
      const ms = await timed(() => ask(console, path, { method: 'POST', body }))
      const { logFiles } = await ask<LogFilesResponse>(
        console,
        '/api/log-files?sort=loaded&order=descending&limit=1',
      )
      await answerOf(console, `/api/log-files/${logFiles[0]!.id}`, { method: 'DELETE' })
      return ms
    },
  }
}
