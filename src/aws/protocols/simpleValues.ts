import { wrongType } from './inputProblem.ts'
import { timeFormatOf, type Schema, type TimeFormat } from './schema.ts'

/** The value of a member from its text in a form, XML, a header or a query. */
export function valueOfText(
  schema: Schema,
  text: string,
  member: string,
  times: TimeFormat = 'iso',
): unknown {
  if (schema.isBooleanSchema()) return booleanOf(text, member)
  if (schema.isNumericSchema()) return numberOf(text, member)
  if (schema.isTimestampSchema()) return timeOfText(text, member, timeFormatOf(schema, times))
  if (schema.isBlobSchema()) return bytesOfBase64(text, member)
  return text
}

export function timeOfText(text: string, member: string, format: TimeFormat): Date {
  const trimmed = text.trim()
  const ms =
    format === 'epoch' && NUMBER.test(trimmed)
      ? Number(trimmed) * 1000
      : ISO_TIME.test(trimmed) || HTTP_TIME.test(trimmed)
        ? Date.parse(ZONE.test(trimmed) ? trimmed : `${trimmed}Z`)
        : NaN
  return timeOfMs(ms, member, text)
}

export function timeOfMs(ms: number, member: string, given: string): Date {
  const time = new Date(Math.round(ms))
  if (Number.isNaN(time.getTime()))
    throw wrongType(member, JSON.stringify(given.slice(0, 100)), 'a timestamp')
  return time
}

export function bytesOfBase64(text: string, member: string): Uint8Array {
  const compact = text.replace(/\s/g, '')
  if (compact.length % 4 !== 0 || !BASE64.test(compact))
    throw wrongType(member, 'The value', 'bytes from base64')
  return new Uint8Array(Buffer.from(compact, 'base64'))
}

export function numberOf(text: string, member: string): number {
  const trimmed = text.trim()
  if (trimmed === 'NaN' || trimmed === 'Infinity' || trimmed === '-Infinity') return Number(trimmed)
  if (!NUMBER.test(trimmed)) throw wrongType(member, JSON.stringify(text.slice(0, 100)), 'a number')
  return Number(trimmed)
}

function booleanOf(text: string, member: string): boolean {
  const lower = text.trim().toLowerCase()
  if (lower === 'true' || lower === '1') return true
  if (lower === 'false' || lower === '0') return false
  throw wrongType(member, JSON.stringify(text.slice(0, 100)), 'a Boolean')
}

/** A value as it is written in XML, a header or a query. */
export function textOfValue(schema: Schema, value: unknown, times: TimeFormat = 'iso'): string {
  if (value instanceof Date) return textOfTime(value, timeFormatOf(schema, times))
  if (value instanceof Uint8Array) return Buffer.from(value).toString('base64')
  if (schema.isBlobSchema()) return Buffer.from(String(value)).toString('base64')
  return String(value)
}

function textOfTime(time: Date, format: TimeFormat): string {
  if (format === 'epoch') return String(time.getTime() / 1000)
  return format === 'http' ? time.toUTCString() : time.toISOString().replace('.000Z', 'Z')
}

const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d{1,3})?$/
const BASE64 = /^[A-Za-z0-9+/]*={0,2}$/
const ISO_TIME = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]\d\d:\d\d)?)?$/
const HTTP_TIME = /^[A-Z][a-z]{2}, \d{1,2} [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d (GMT|UTC|[+-]\d{4})$/
/** A date alone is in UTC anyway. */
const ZONE = /^\d{4}-\d\d-\d\d$|Z$|[+-]\d\d:?\d\d$|(GMT|UTC)$/
