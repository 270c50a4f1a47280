import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { gunzipSync } from 'node:zlib'
import { callAccount, type AccountCallResponse } from '../../api/accountCalls.ts'
import { readLogFileKey } from '../../cloudtrail/logFileKey.ts'
import { readPublicKeys } from '../../integrity/publicKeys.ts'
import { validateSource } from '../../server/integrity/validateSource.ts'
import { LocalFiles } from '../../sources/localFiles.ts'
import type { RunningConsole, ServedConsole } from '../../testing/runningConsole.ts'
import { STEPS, type ActedAccount } from './account.ts'
import type { Turn } from './turn.ts'

const TRAIL = 'crash'
const BUCKET = 'crash-bucket'
/** Deliveries of several seconds. */
const DELIVERING_MS = 4000
/** Longer than the deliveries that are left over take. */
const PATIENCE_MS = 60_000

/** The options of a server that delivers all the time. */
export const deliveringTo = (folder: string): readonly string[] => [
  '--no-live',
  '--delivery-delay',
  '0',
  '--deliver-to',
  folder,
  '--deliver-every',
  '1',
  '--digest-every',
  '2',
]

/** Killed while a trail delivers what a learner does. */
export async function whileDelivering(turn: Turn, acted: ActedAccount, folder: string): Promise<void> {
  for (let kills = turn.chance.int(3, 5); kills > 0; kills--) {
    const server = await turn.serve()
    await startTrail(server)
    const ending = new AbortController()
    const acting = async () => {
      while (!ending.signal.aborted) {
        await acted.act(server, turn.chance.pick(STEPS))
        await sleep(turn.chance.between(0, 300))
      }
    }
    const actions = acting()
    await turn.moment(DELIVERING_MS)
    ending.abort()
    await turn.kill(server)
    await actions
  }
  await holdsTheDeliveries(turn, acted, folder)
}

/** A trail without a KMS key, and no other. */
async function startTrail(server: RunningConsole): Promise<void> {
  const found = (await call(server, 'DescribeTrails', {}))['trailList'] as readonly { Name: string }[]
  if (!found.some(({ Name }) => Name === TRAIL))
    await call(server, 'CreateTrail', {
      Name: TRAIL,
      S3BucketName: BUCKET,
      EnableLogFileValidation: true,
    })
  for (const { Name } of found) if (Name !== TRAIL) await call(server, 'StopLogging', { Name })
  await call(server, 'StartLogging', { Name: TRAIL })
}

async function call({ origin }: ServedConsole, operation: string, input: object) {
  const response = await fetch(origin + callAccount.path, {
    method: 'POST',
    headers: { connection: 'close' },
    body: JSON.stringify({
      as: 'user/learner',
      region: 'eu-central-1',
      service: 'cloudtrail',
      operation,
      input,
    }),
  })
  const { output, failure } = (await response.json()) as AccountCallResponse
  if (failure) throw new Error(`${operation} failed: ${failure.message}`)
  return output ?? {}
}

/** What was acknowledged arrives, and all digest files that there are show it complete and unchanged. */
async function holdsTheDeliveries(turn: Turn, acted: ActedAccount, folder: string): Promise<void> {
  // Files of the account's own trail, of before it was stopped, are encrypted.
  const bucket = join(folder, BUCKET)
  const server = await turn.serve()
  const untilMs = Date.now() + PATIENCE_MS
  const missing = async () => {
    const delivered = await deliveredIDs(bucket)
    return acted.acknowledged.filter(({ eventID }) => !delivered.has(eventID)).length
  }
  while ((await missing()) > 0 && Date.now() < untilMs) await sleep(500)
  const { PublicKeyList } = await call(server, 'ListPublicKeys', {})
  await server.stop()
  const lost = await missing()
  if (lost > 0) turn.broken.push(`${lost} acknowledged events were not delivered`)
  turn.events += acted.acknowledged.length
  const { digests, logFiles, gaps } = await validateSource(new LocalFiles([bucket]), {
    publicKeys: async () => readPublicKeys(JSON.stringify({ PublicKeyList })),
    nowMs: Date.now(),
    sinceMs: null,
    signal: new AbortController().signal,
    onProgress: () => {},
  })
  turn.answers += digests.length + logFiles.length
  for (const { isProblem, verdict, file } of [...digests, ...logFiles])
    if (isProblem) turn.broken.push(`${file?.name ?? 'a file'} is ${verdict}`)
  for (const { isProblem, startMs } of gaps)
    if (isProblem) turn.broken.push(`The digest files have a gap at ${new Date(startMs).toISOString()}`)
}

async function deliveredIDs(bucket: string): Promise<ReadonlySet<string>> {
  const entries = await readdir(bucket, { recursive: true, withFileTypes: true }).catch(() => [])
  const ids = new Set<string>()
  for (const { parentPath, name } of entries) {
    if (readLogFileKey(join(parentPath, name).slice(bucket.length + 1)) === null) continue
    const text = gunzipSync(await readFile(join(parentPath, name))).toString()
    const { Records } = JSON.parse(text) as { readonly Records: readonly { readonly eventID: string }[] }
    for (const { eventID } of Records) ids.add(eventID)
  }
  return ids
}
