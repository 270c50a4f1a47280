import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync, inflateRawSync } from 'node:zlib'

type Json = Readonly<Record<string, unknown>>

/** A record as it is in its file, as far as tests look. */
export interface PlainRecord extends Json {
  readonly eventID?: string
  readonly eventTime?: string
  readonly eventName?: string
  readonly eventSource?: string
  readonly sourceIPAddress?: string
  readonly errorCode?: string
  readonly requestID?: string
  readonly readOnly?: boolean
  readonly userIdentity?: Json & {
    readonly type?: string
    readonly userName?: string
    readonly accessKeyId?: string
  }
  readonly requestParameters?: Json
}

/**
 * Every record of the public log files, each once, read by a few plain lines: nothing of the
 * project's own reads them here. A record is an object with an event's name and source, anywhere in
 * a file; text that begins as JSON is read too.
 */
export function plainRecords(folder: string): readonly PlainRecord[] {
  const index = JSON.parse(readFileSync(join(folder, 'index.json'), 'utf8')) as Record<
    string,
    { kind: string }
  >
  const records = new Map<string, PlainRecord>()
  const gather = (value: unknown): void => {
    if (typeof value === 'string' && value.startsWith('{')) gather(parsed(value))
    else if (Array.isArray(value)) value.forEach(gather)
    else if (typeof value === 'object' && value !== null) {
      if ('eventName' in value && 'eventSource' in value)
        records.set(JSON.stringify(value), value as PlainRecord)
      else Object.values(value).forEach(gather)
    }
  }
  for (const [path, { kind }] of Object.entries(index)) {
    if (kind !== 'cloudtrail') continue
    const text = textOf(readFileSync(join(folder, path)))
    const whole = parsed(text)
    for (const value of whole === undefined ? text.split('\n').map(parsed) : [whole]) gather(value)
  }
  return [...records.values()]
}

/** Of a gzip, of the first file of a zip, or as it is. */
function textOf(bytes: Buffer): string {
  if (bytes[0] === 0x1f) return gunzipSync(bytes).toString()
  if (bytes.toString('latin1', 0, 2) !== 'PK') return bytes.toString()
  return inflateRawSync(bytes.subarray(30 + bytes.readUInt16LE(26) + bytes.readUInt16LE(28))).toString()
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
