import type { ReadLogFileOptions } from './readLogFile.ts'
import { describeRecordPosition } from './reading.ts'
import { readLogFile } from './readLogFile.ts'

export interface Found {
  /** The records' texts. */
  readonly records: string[]
  readonly positions: string[]
  readonly problems: { readonly position: string | null; readonly reason: string }[]
}

/** What is found in a file, with its bytes arriving in chunks of the given size. */
export async function find(
  content: string | Uint8Array,
  options: ReadLogFileOptions & { readonly chunkSize?: number } = {},
): Promise<Found> {
  const bytes = typeof content === 'string' ? Buffer.from(content) : content
  return findInStream(chunksOf(bytes, options.chunkSize ?? 64 * 1024), options)
}

export async function findInStream(
  bytes: AsyncIterable<Uint8Array>,
  options: ReadLogFileOptions = {},
): Promise<Found> {
  const found: Found = { records: [], positions: [], problems: [] }
  const sink = {
    record: (...[record, position]: Parameters<Parameters<typeof readLogFile>[2]['record']>) => {
      found.records.push(record.text)
      found.positions.push(describeRecordPosition(position))
    },
    problem: (position: string | null, reason: string) => found.problems.push({ position, reason }),
  }
  await readLogFile('file', bytes, sink, options)
  return found
}

async function* chunksOf(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}

/** The text of a small record; its event ID is e-N. */
export function recordText(number: number, more: Record<string, unknown> = {}): string {
  return JSON.stringify({
    eventVersion: '1.08',
    userIdentity: { type: 'IAMUser', userName: 'alice' },
    eventTime: `2024-05-01T00:00:${String(number % 60).padStart(2, '0')}Z`,
    eventSource: 'ec2.amazonaws.com',
    eventName: 'RunInstances',
    requestParameters: { text: 'a "quoted" {text} with \\ and é and 🦊' },
    eventID: `e-${number}`,
    ...more,
  })
}

export function recordTexts(count: number): string[] {
  return Array.from({ length: count }, (_, number) => recordText(number))
}
