import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parentPort, workerData, type MessagePort } from 'node:worker_threads'
import { gzipSync } from 'node:zlib'
import { createAccount, recordsBetween } from '../../account/account.ts'
import { Chance } from '../../account/chance.ts'
import { DAY_MS, TODAY_MS, type LogFilesTask, type WrittenLogFile } from './logFilesTask.ts'
import { largeRecord } from './largeRecord.ts'

/** The thread that writes the log files of some days of all accounts. */
const STEP_MS = DAY_MS / 4
const RECORDS_A_FILE = 1250
const EVENTS_A_LARGE_ONE = 20_000
const TRAIL_ACCOUNT = '111122223333'

if (!parentPort) throw new Error('logFilesThread runs as a worker thread.')
const port: MessagePort = parentPort
const say = (file: WrittenLogFile) => port.postMessage(file, [])

const { folder, accounts: howMany, startMs, endMs } = workerData as LogFilesTask
const accounts = Array.from({ length: howMany }, (_, index) => createAccount(1000 + index, TODAY_MS))
for (let ms = startMs; ms < endMs; ms += STEP_MS) {
  const records = accounts.flatMap((account) => [...recordsBetween(account, ms, ms + STEP_MS)])
  const chance = new Chance('large records', ms)
  const large = chance.about(records.length / EVENTS_A_LARGE_ONE)
  for (let index = 0; index < large; index++) records.unshift(largeRecord(TRAIL_ACCOUNT, ms, chance))
  const day = new Date(ms).toISOString().slice(0, 10).replaceAll('-', '/')
  const path = join(folder, `AWSLogs/${TRAIL_ACCOUNT}/CloudTrail/eu-central-1`, day)
  mkdirSync(path, { recursive: true })
  for (let first = 0; first < records.length; first += RECORDS_A_FILE) {
    const slice = records.slice(first, first + RECORDS_A_FILE)
    const file = join(path, nameOf(ms + (STEP_MS * first) / records.length, first))
    writeFileSync(file, gzipSync(`{"Records":[${slice.join(',')}]}`))
    say({ file, records: slice.length })
  }
}

/** `111122223333_CloudTrail_eu-central-1_20260822T0005Z_0000000000001250.json.gz` */
function nameOf(ms: number, unique: number): string {
  const minute = new Date(ms).toISOString().replaceAll(/[-:]/g, '').slice(0, 13)
  return `${TRAIL_ACCOUNT}_CloudTrail_eu-central-1_${minute}Z_${String(unique).padStart(16, '0')}.json.gz`
}
