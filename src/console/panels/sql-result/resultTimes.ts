/** How long the time is that a value stands for. */
export type TimeStep = 'second' | 'minute' | 'hour' | 'day' | 'week' | 'month' | 'quarter' | 'year'

const TIME =
  /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2})(?::(\d{2})(?::(\d{2})(\.\d+)?)?)?)?(Z|[+-]\d{2}:?\d{2})?$/

/** In milliseconds; null for anything but a date or a time as ISO 8601 writes it. Without a zone it is UTC. */
export function timeOf(cell: unknown): number | null {
  const found = typeof cell === 'string' ? TIME.exec(cell) : null
  if (!found) return null
  const [, year, month, day, hour = '00', minute = '00', second = '00', fraction = '', zone = 'Z'] = found
  const ms = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}${fraction}${zone}`)
  return Number.isNaN(ms) ? null : ms
}

/** What a time written so short stands for: `2026-03-01` is a day. */
export function writtenStep(text: string): TimeStep {
  const [, , , , hour, minute, second] = TIME.exec(text) ?? []
  if (hour === undefined) return 'day'
  if (minute === undefined) return 'hour'
  return second === undefined ? 'minute' : 'second'
}

const STEPS: readonly string[] = [
  'second',
  'minute',
  'hour',
  'day',
  'week',
  'month',
  'quarter',
  'year',
] satisfies TimeStep[]

const TRUNCATED = /date_trunc\s*\(\s*'(\w+)'/gi

/** The units to which `date_trunc` rounds times in a part of a statement. */
export const truncatedTo = (sql: string): readonly TimeStep[] =>
  [...sql.matchAll(TRUNCATED)]
    .map(([, unit = '']) => unit.toLowerCase())
    .filter((unit): unit is TimeStep => STEPS.includes(unit))

/** Whether a time is the start of such a step. */
export function isStartOf(ms: number, step: TimeStep): boolean {
  const date = new Date(ms)
  switch (step) {
    case 'second':
      return ms % 1000 === 0
    case 'minute':
      return ms % 60_000 === 0
    case 'hour':
      return ms % 3_600_000 === 0
    case 'day':
      return ms % 86_400_000 === 0
    case 'week':
      return ms % 86_400_000 === 0 && date.getUTCDay() === 1
    case 'month':
      return ms % 86_400_000 === 0 && date.getUTCDate() === 1
    case 'quarter':
      return isStartOf(ms, 'month') && date.getUTCMonth() % 3 === 0
    case 'year':
      return isStartOf(ms, 'month') && date.getUTCMonth() === 0
  }
}

/** Where the next step begins. */
export function endOfStep(ms: number, step: TimeStep): number {
  const months = step === 'month' ? 1 : step === 'quarter' ? 3 : step === 'year' ? 12 : 0
  if (months > 0) {
    const date = new Date(ms)
    return date.setUTCMonth(date.getUTCMonth() + months)
  }
  return (Math.floor(ms / 1000) + SECONDS[step as keyof typeof SECONDS]) * 1000
}

const SECONDS = { second: 1, minute: 60, hour: 3600, day: 86_400, week: 604_800 }

/** In milliseconds; 0 for steps of different lengths, and for seconds, which are moments. */
export const lengthOfStep = (step: TimeStep): number =>
  step === 'second' ? 0 : 1000 * ({ ...SECONDS, month: 0, quarter: 0, year: 0 } as const)[step]
