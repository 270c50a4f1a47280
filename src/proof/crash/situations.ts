import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { LoadLogFileResponse } from '../../api/loadLogFile.ts'
import type { StatusResponse } from '../../api/getStatus.ts'
import { ask } from '../../testing/ask.ts'
import type { RunningConsole } from '../../testing/runningConsole.ts'
import type { WrittenLogFiles } from './logFiles.ts'
import { checkEvents, checkReport, listen } from './promises.ts'
import type { Turn } from './turn.ts'

/** Longer than a start, and than loading the files. */
const START_MS = 500
const LOAD_MS = 4000

/** Killed again and again before it serves. */
export async function whileStarting(turn: Turn, files: WrittenLogFiles): Promise<void> {
  for (let kills = turn.chance.int(2, 4); kills > 0; kills--) {
    const server = turn.start()
    await turn.moment(START_MS)
    await turn.kill(server)
  }
  await loadsEverything(turn, files)
}

export async function whileLoading(turn: Turn, files: WrittenLogFiles): Promise<void> {
  await killedWhileLoading(turn)
  await loadsEverything(turn, files)
}

export async function whileLoadingAgain(turn: Turn, files: WrittenLogFiles): Promise<void> {
  for (let kills = turn.chance.int(2, 4); kills > 0; kills--) await killedWhileLoading(turn)
  await loadsEverything(turn, files)
}

/** Killed while it stops on request. */
export async function whileEnding(turn: Turn, files: WrittenLogFiles): Promise<void> {
  const server = await turn.serve()
  await listening(turn, server, turn.moment(LOAD_MS))
  const ended = server.stop()
  await sleep(turn.chance.between(0, 80))
  await turn.kill(server)
  await ended
  await loadsEverything(turn, files)
}

/**
 * An acknowledged upload is stored. One that was not acknowledged may be stored in part, and can be
 * sent again.
 */
export async function whileUploading(turn: Turn, files: WrittenLogFiles): Promise<void> {
  const waiting = turn.chance.shuffled(files.paths)
  let acknowledged = 0
  const upload = async (server: RunningConsole) => {
    for (let path = waiting[0]; path !== undefined; path = waiting[0]) {
      const { added } = await post(server, path)
      waiting.shift()
      acknowledged += added
    }
  }
  for (let kills = turn.chance.int(1, 3); kills > 0; kills--) {
    const server = await turn.serve()
    turn.told.eventCount = Math.max(turn.told.eventCount, acknowledged)
    const posting = upload(server).catch(() => {})
    await listening(turn, server, turn.moment(LOAD_MS / 2))
    await turn.kill(server)
    await posting
  }
  turn.told.eventCount = Math.max(turn.told.eventCount, acknowledged)
  const server = await turn.serve()
  await upload(server)
  await holdsEvents(turn, server, files)
  await server.stop()
}

/** A download that is cut off must not look complete. */
export async function whileDownloading(turn: Turn, files: WrittenLogFiles): Promise<void> {
  const server = await turn.serve()
  await server.loaded
  const format = turn.chance.pick([
    'format=json',
    'format=ndjson',
    'format=csv',
    'format=json&compression=gzip',
  ])
  const downloads = [1, 2].map(async () => {
    let bytes = 0
    const response = await fetch(`${server.origin}/api/events/download?${format}`)
    for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) bytes += chunk.length
    return bytes
  })
  const ends = Promise.allSettled(downloads)
  await listening(turn, server, sleep(turn.chance.between(0, 1000)))
  await turn.kill(server)
  const received = await ends
  const again = await turn.serve()
  for (const download of received) {
    if (download.status === 'rejected') continue
    const whole = await (await fetch(`${again.origin}/api/events/download?${format}`)).arrayBuffer()
    if (download.value !== whole.byteLength && !format.endsWith('gzip'))
      turn.broken.push(`a download of ${download.value} of ${whole.byteLength} bytes looked complete`)
  }
  await again.loaded
  await holdsExactly(turn, again, files)
}

async function killedWhileLoading(turn: Turn): Promise<void> {
  const server = await turn.serve()
  await listening(turn, server, turn.moment(LOAD_MS))
  await turn.kill(server)
}

/** Requests counts until something else has happened. */
async function listening(turn: Turn, server: RunningConsole, until: Promise<unknown>): Promise<void> {
  const ending = new AbortController()
  const over = until.then(() => ending.abort())
  while (!ending.signal.aborted) {
    await listen(server, turn.told)
    await Promise.race([over, sleep(30)])
  }
}

async function loadsEverything(turn: Turn, files: WrittenLogFiles): Promise<void> {
  const server = await turn.serve()
  await server.loaded
  await holdsExactly(turn, server, files)
}

async function holdsExactly(turn: Turn, server: RunningConsole, files: WrittenLogFiles): Promise<void> {
  await holdsEvents(turn, server, files)
  turn.broken.push(
    ...(await checkReport(server, {
      logFiles: files.paths.length,
      records: files.standing,
      added: files.records.size,
      conflicts: files.conflicts,
      problems: files.problems,
    })),
  )
  await server.stop()
}

/** Every event once. Of the import report, what is true however often a file was sent. */
async function holdsEvents(turn: Turn, server: RunningConsole, files: WrittenLogFiles): Promise<void> {
  const { broken, events } = await checkEvents(server, { held: files.records })
  turn.events += events
  turn.broken.push(...broken)
  const { loading } = await ask<StatusResponse>(server, '/api/status')
  if (loading !== null) turn.broken.push('reports that it is loading when it has finished')
  turn.broken.push(...(await checkReport(server, { added: files.records.size, conflicts: files.conflicts })))
}

async function post({ origin }: RunningConsole, path: string): Promise<LoadLogFileResponse> {
  const response = await fetch(`${origin}/api/log-files?name=${encodeURIComponent(basename(path))}`, {
    method: 'POST',
    body: new Uint8Array(await readFile(path)),
  })
  if (!response.ok) throw new Error(`${path} was rejected: ${await response.text()}`)
  return (await response.json()) as LoadLogFileResponse
}
