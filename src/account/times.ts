export const SECOND = 1000
export const MINUTE = 60 * SECOND
export const HOUR = 60 * MINUTE
export const DAY = 24 * HOUR

/** Days since 1970-01-01, UTC. */
export function dayOf(timeMs: number): number {
  return Math.floor(timeMs / DAY)
}

export function isWeekend(day: number): boolean {
  const weekday = new Date(day * DAY).getUTCDay()
  return weekday === 0 || weekday === 6
}

const two = (value: number) => String(value).padStart(2, '0')

/** `2025-07-15T03:51:12Z`, as CloudTrail writes it: whole seconds. */
export function isoTime(timeMs: number): string {
  return `${new Date(timeMs).toISOString().slice(0, 19)}Z`
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** The date inside a response: `Jul 19, 2025 9:25:09 PM`. */
export function elementTime(timeMs: number): string {
  return englishTime(timeMs, ' ', ' ')
}

/**
 * The date inside an STS response. Only STS writes a comma, and a narrow no-break space before AM
 * and PM.
 */
export function stsTime(timeMs: number): string {
  return englishTime(timeMs, ', ', '\u202f')
}

function englishTime(timeMs: number, afterDate: string, beforeHalf: string): string {
  const date = new Date(timeMs)
  const hour = date.getUTCHours()
  const clock = `${hour % 12 || 12}:${two(date.getUTCMinutes())}:${two(date.getUTCSeconds())}`
  const half = hour < 12 ? 'AM' : 'PM'
  return `${MONTHS[date.getUTCMonth()]} ${date.getUTCDate()}, ${date.getUTCFullYear()}${afterDate}${clock}${beforeHalf}${half}`
}

export type Zone = 'Berlin' | 'Lisbon' | 'Bengaluru' | 'New York' | 'San Francisco'

/** Hours ahead of UTC in winter, and the zone's rule for summer time. */
const ZONES: Record<Zone, readonly [hours: number, summer: (day: number) => boolean]> = {
  Berlin: [1, europeanSummer],
  Lisbon: [0, europeanSummer],
  Bengaluru: [5.5, () => false],
  'New York': [-5, americanSummer],
  'San Francisco': [-8, americanSummer],
}

/** How far the zone's clocks are ahead of UTC at noon of the day. */
export function utcOffset(zone: Zone, day: number): number {
  const [hours, summer] = ZONES[zone]
  return (summer(day) ? hours + 1 : hours) * HOUR
}

/** From the last Sunday of March to the last Sunday of October. */
function europeanSummer(day: number): boolean {
  const year = new Date(day * DAY).getUTCFullYear()
  return day >= sundayFrom(year, 2, 25) && day < sundayFrom(year, 9, 25)
}

/** From the second Sunday of March to the first Sunday of November. */
function americanSummer(day: number): boolean {
  const year = new Date(day * DAY).getUTCFullYear()
  return day >= sundayFrom(year, 2, 8) && day < sundayFrom(year, 10, 1)
}

/** The first Sunday on or after a date. */
function sundayFrom(year: number, month: number, date: number): number {
  const day = dayOf(Date.UTC(year, month, date))
  return day + ((7 - new Date(day * DAY).getUTCDay()) % 7)
}
