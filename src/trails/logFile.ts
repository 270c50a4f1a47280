import { gzip } from 'node:zlib'
import { promisify } from 'node:util'
import type { Chance } from '../account/chance.ts'
import { isoTime } from '../account/times.ts'
import { sha256Of } from '../integrity/digestFile.ts'
import type { LoggedContent } from './deliveryState.ts'

/** A record with its time. */
export interface TimedText {
  readonly timeMs: number
  readonly text: string
}

/** Of a log file before compression. docs/cloudtrail.md#log-file-keys */
const MOST_BYTES = 50 * 1024 * 1024

/** The records of one delivery in as many lists as there have to be log files. */
export function inLogFiles(records: readonly TimedText[], mostBytes = MOST_BYTES): TimedText[][] {
  const files: TimedText[][] = []
  let bytes = Infinity
  for (const record of records) {
    const more = Buffer.byteLength(record.text) + 1
    if (bytes + more > mostBytes) {
      files.push([])
      bytes = Buffer.byteLength(logFileText([]))
    }
    files.at(-1)!.push(record)
    bytes += more
  }
  return files
}

const logFileText = (texts: readonly string[]): string => `{"Records":[${texts.join(',')}]}`

/** A log file, compressed, in no order of time, as CloudTrail writes them. */
export async function makeLogFile(
  records: readonly TimedText[],
  chance: Chance,
): Promise<{ readonly bytes: Uint8Array; readonly content: LoggedContent }> {
  const text = Buffer.from(logFileText(shuffled(records, chance).map((record) => record.text)))
  const times = records.map(({ timeMs }) => timeMs)
  return {
    bytes: await promisify(gzip)(text),
    content: {
      sha256: sha256Of(text),
      newestEventTime: isoTime(times.reduce((one, other) => Math.max(one, other))),
      oldestEventTime: isoTime(times.reduce((one, other) => Math.min(one, other))),
    },
  }
}

function shuffled<Item>(items: readonly Item[], chance: Chance): Item[] {
  const mixed = [...items]
  for (let last = mixed.length - 1; last > 0; last--) {
    const other = chance.int(0, last)
    ;[mixed[last], mixed[other]] = [mixed[other]!, mixed[last]!]
  }
  return mixed
}
