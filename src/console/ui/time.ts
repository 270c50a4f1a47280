export type Zone = 'utc' | 'local'

/** A time in two parts, so that the zone can have a quieter colour. */
export interface ShownTime {
  /** `2026-11-20 18:28:19`, with milliseconds where there are any. */
  readonly time: string
  /** `UTC`, `UTC+01:00` */
  readonly zone: string
}

/** Null when the text is not a time. */
export function showTime(iso: string, zone: Zone): ShownTime | null {
  const date = new Date(iso)
  const ms = date.getTime()
  if (Number.isNaN(ms)) return null
  const offset = zone === 'utc' ? 0 : -date.getTimezoneOffset()
  const text = new Date(ms + offset * 60_000).toISOString()
  const time = `${text.slice(0, 10)} ${text.slice(11, ms % 1000 === 0 ? 19 : 23)}`
  return { time, zone: zone === 'utc' ? 'UTC' : printOffset(offset) }
}

/** `2026-11-20 18:28:19 UTC`; a text that is not a time is returned unchanged. */
export function formatTime(iso: string, zone: Zone): string {
  const shown = showTime(iso, zone)
  return shown ? `${shown.time} ${shown.zone}` : iso
}

/** The same without fractions of a second. */
export const formatSeconds = (iso: string, zone: Zone): string => formatTime(iso.replace(/\.\d+/, ''), zone)

/** `2026-11-20` */
export const formatDay = (iso: string, zone: Zone): string => showTime(iso, zone)?.time.slice(0, 10) ?? iso

/** Whether local times have more than one offset in a year. */
export function hasSummerTime(): boolean {
  const year = new Date().getFullYear()
  return new Date(year, 0).getTimezoneOffset() !== new Date(year, 6).getTimezoneOffset()
}

function printOffset(minutes: number): string {
  const size = Math.abs(minutes)
  return `UTC${minutes < 0 ? '-' : '+'}${twoDigits(size / 60)}:${twoDigits(size % 60)}`
}

const twoDigits = (value: number): string => String(Math.floor(value)).padStart(2, '0')
