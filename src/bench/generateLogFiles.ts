import { existsSync } from 'node:fs'
import { mkdir, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { createAccount, recordsBetween } from '../account/account.ts'

const DAY_MS = 86_400_000
/** The same day whenever it runs, so that the files are the same. */
const TODAY_MS = Date.parse('2026-11-20T00:00:00Z')
const DAYS = 90
const STEP_MS = 6 * 3_600_000
const RECORDS_A_FILE = 1250
/** About what one simulated account leaves in 90 days. */
const EVENTS_AN_ACCOUNT = 120_000

/**
 * Writes about as many events as asked for as a trail would deliver them: gzipped log files in order of time, from as many simulated
 * accounts as it takes. The same number gives the same files; they are kept and used again.
 */
export async function generateLogFiles(
  folder: string,
  events: number,
  onProgress: (done: number) => void,
): Promise<string> {
  const target = join(folder, `log-files-${events}`)
  if (existsSync(target)) return target
  const partial = `${target}.partial`
  await rm(partial, { recursive: true, force: true })
  const accounts = Array.from({ length: Math.ceil(events / EVENTS_AN_ACCOUNT) }, (_, seed) =>
    createAccount(1000 + seed, TODAY_MS),
  )
  let written = 0
  for (let startMs = TODAY_MS - DAYS * DAY_MS; startMs < TODAY_MS && written < events; startMs += STEP_MS) {
    const records = accounts
      .flatMap((account) => [...recordsBetween(account, startMs, startMs + STEP_MS)])
      .slice(0, events - written)
    const day = new Date(startMs).toISOString().slice(0, 10).replaceAll('-', '/')
    const path = join(partial, 'AWSLogs/111122223333/CloudTrail/eu-central-1', day)
    await mkdir(path, { recursive: true })
    for (let first = 0; first < records.length; first += RECORDS_A_FILE) {
      const slice = records.slice(first, first + RECORDS_A_FILE)
      await writeFile(
        join(path, nameOf(startMs + (STEP_MS * first) / records.length, first)),
        gzipSync(`{"Records":[${slice.join(',')}]}`),
      )
    }
    written += records.length
    onProgress(written)
  }
  await rename(partial, target)
  return target
}

/** `111122223333_CloudTrail_eu-central-1_20260822T0005Z_0000000000001250.json.gz` */
function nameOf(ms: number, unique: number): string {
  const minute = new Date(ms).toISOString().replaceAll(/[-:]/g, '').slice(0, 13)
  return `111122223333_CloudTrail_eu-central-1_${minute}Z_${String(unique).padStart(16, '0')}.json.gz`
}
