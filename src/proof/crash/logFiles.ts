import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { createAccount, recordsBetween } from '../../account/account.ts'

const DAY_MS = 86_400_000
const TODAY_MS = Date.parse('2026-11-20T00:00:00Z')
const DAYS = 21
const RECORDS_A_FILE = 1250

/** Log files on disk, and their expected result. */
export interface WrittenLogFiles {
  readonly folder: string
  readonly paths: readonly string[]
  /** Every record that a store of these files has, once. */
  readonly records: ReadonlySet<string>
  /** How many records the files have, duplicates included. */
  readonly standing: number
  /** Records with the same eventID as another but different content. */
  readonly conflicts: number
  /** The totals of the import report. */
  readonly problems: number
}

/**
 * Files of many kinds: as trails deliver them, one that is longer than a batch, a truncated one,
 * repeated events, one event ID with two contents, records without an ID.
 */
export function writeLogFiles(folder: string, seed: number): WrittenLogFiles {
  const account = createAccount(seed, TODAY_MS)
  const texts = [...recordsBetween(account, TODAY_MS - DAYS * DAY_MS, TODAY_MS)]
  const long = texts.splice(0, Math.floor(texts.length * 0.5))
  const files: [name: string, records: readonly string[]][] = [
    ['long.json.gz', [...long, ...long.slice(0, 300)]],
  ]
  for (let first = 0; first < texts.length; first += RECORDS_A_FILE)
    files.push([
      `AWSLogs/${String(first).padStart(6, '0')}.json.gz`,
      texts.slice(first, first + RECORDS_A_FILE),
    ])
  files.push(['again.json.gz', texts.slice(500, 2500)])
  const others = long.slice(0, 40).map((text) => text.replace(/}$/, ',"another":"content"}'))
  files.push(['conflicts.json.gz', others])
  const nameless = texts.slice(0, 60).map((text) => text.replace(/"eventID":"[^"]*",/, ''))
  files.push(['nameless.json', nameless])
  const paths = files.map(([name, records]) => {
    const text = `{"Records":[${records.join(',')}]}`
    return write(join(folder, name), name.endsWith('.gz') ? gzipSync(text, { level: 1 }) : text)
  })
  const whole = texts.slice(0, 20).map((text) => text.replace(/"eventID":"/, '"eventID":"b'))
  paths.push(write(join(folder, 'broken.json'), `{"Records":[${whole.join(',')},{"eventVersion":"1.`))
  const standing = [...files.flatMap(([, records]) => records), ...whole]
  return {
    folder,
    paths,
    records: new Set(standing),
    standing: standing.length,
    conflicts: others.length,
    problems: others.length + 1,
  }
}

function write(path: string, content: string | Uint8Array): string {
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, content)
  return path
}
