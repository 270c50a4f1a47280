import { showTime, type Zone } from '../time.ts'

/** `2026-11-20 18:00:00 – 19:00:00 UTC`; a single time where values belong to moments. */
export function timeWords(fromMs: number, toMs: number, zone: Zone): string {
  const from = showTime(new Date(fromMs).toISOString(), zone)
  const to = showTime(new Date(toMs).toISOString(), zone)
  if (!from || !to) return ''
  if (fromMs === toMs) return `${from.time} ${from.zone}`
  const end = from.time.slice(0, 10) === to.time.slice(0, 10) ? to.time.slice(11) : to.time
  return `${from.time} – ${end} ${to.zone}`
}
