/**
 * The moment at which clocks in a zone show a time, in milliseconds since 1970 UTC. `localMs` is
 * that time as if it were UTC. The zone is empty for UTC, an offset (`+05:30`, `+0530`, `+05`,
 * `UTC+2`), a name (`Europe/Berlin`), or an abbreviation with one meaning (`CEST`). null for any
 * other zone, and for a time that the zone's clocks skip. If they show it twice, the earlier moment
 * counts.
 */
export function instantOf(localMs: number, zone: string): number | null {
  if (zone === '' || /^(?:z|utc|gmt|ut)$/i.test(zone)) return localMs
  const inBrackets = /^[[(](.*)[\])]$/.exec(zone)?.[1]
  if (inBrackets !== undefined) return instantOf(localMs, inBrackets.trim())
  const named = OFFSET_AND_NAME.exec(zone)
  if (named) return instantOf(localMs, named[1]!)
  const offset = OFFSET.exec(zone)
  if (offset) return behindOffset(localMs, offset)
  const hours = ABBREVIATIONS.get(zone.toUpperCase())
  if (hours !== undefined) return localMs - hours * HOUR_MS
  return ZONE_NAME.test(zone) ? inNamedZone(localMs, zone) : null
}

function behindOffset(localMs: number, [, sign, hours, minutes = '0']: RegExpExecArray): number | null {
  if (Number(hours) > 18 || Number(minutes) > 59) return null
  const offsetMs = Number(hours) * HOUR_MS + Number(minutes) * 60_000
  return sign === '+' ? localMs - offsetMs : localMs + offsetMs
}

function inNamedZone(localMs: number, zone: string): number | null {
  const format = formatOf(zone)
  if (!format) return null
  // Clocks change at most once in these two days, so one of the offsets applies.
  const moments = [localMs - DAY_MS, localMs + DAY_MS]
    .map((ms) => localMs - offsetAt(format, ms))
    .filter((ms) => ms + offsetAt(format, ms) === localMs)
  return moments.length === 0 ? null : Math.min(...moments)
}

function offsetAt(format: Intl.DateTimeFormat, ms: number): number {
  const match = /GMT([+\u2212-])(\d\d):(\d\d)(?::(\d\d))?/.exec(format.format(ms))
  if (!match) return 0
  const [, sign, hours, minutes, seconds = '0'] = match
  const offsetMs = Number(hours) * HOUR_MS + Number(minutes) * 60_000 + Number(seconds) * 1000
  return sign === '+' ? offsetMs : -offsetMs
}

const formats = new Map<string, Intl.DateTimeFormat | null>()

/** null if the platform does not know the zone. */
function formatOf(zone: string): Intl.DateTimeFormat | null {
  const known = formats.get(zone)
  if (known !== undefined) return known
  let format: Intl.DateTimeFormat | null
  try {
    format = new Intl.DateTimeFormat('en', { timeZone: zone, timeZoneName: 'longOffset' })
  } catch {
    format = null
  }
  if (formats.size >= MAX_FORMATS) formats.clear()
  formats.set(zone, format)
  return format
}

/** Files are untrusted: a format takes memory, and there may be any number of names. */
const MAX_FORMATS = 50

/** Hours ahead of UTC. Not here: CST, IST, BST and others that mean several zones. */
const ABBREVIATIONS: ReadonlyMap<string, number> = new Map([
  ['EST', -5],
  ['EDT', -4],
  ['CDT', -5],
  ['MST', -7],
  ['MDT', -6],
  ['PST', -8],
  ['PDT', -7],
  ['AKST', -9],
  ['AKDT', -8],
  ['HST', -10],
  ['WET', 0],
  ['WEST', 1],
  ['CET', 1],
  ['CEST', 2],
  ['EET', 2],
  ['EEST', 3],
  ['MSK', 3],
  ['SAST', 2],
  ['SGT', 8],
  ['HKT', 8],
  ['JST', 9],
  ['KST', 9],
  ['AEST', 10],
  ['AEDT', 11],
  ['NZST', 12],
  ['NZDT', 13],
])

const OFFSET = /^(?:utc|gmt)? ?([+\u2212-])(\d{1,2})(?::?(\d\d))?$/i
/** An offset decides, whatever name follows it: `+01:00[Europe/Berlin]`, `+0000 UTC`. */
const OFFSET_AND_NAME =
  /^(z|(?:utc|gmt)? ?[+\u2212-]\d{1,2}(?::?\d\d)?)(?: | ?(?=[[(]))(?:[a-z][\w/+-]*|[[(][^\])]*[\])])(?: m=[+-][\d.]+)?$/i
const ZONE_NAME = /^[a-z_]+(?:\/[a-z0-9_+-]+){1,2}$/i
const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
