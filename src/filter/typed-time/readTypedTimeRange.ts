import type { TimeRange, TimeUnit } from '../filter.ts'
import { writeTime } from '../../cloudtrail/writeTime.ts'
import { writeEndTime } from '../timeRange.ts'
import { readSpan, splitZone, type Span, type TimeContext } from './readMoment.ts'
import type { WallZone } from './wallTime.ts'

/** What a typed text means as a time range. */
export type TypedTimeRange =
  | { readonly kind: 'range'; readonly timeRange: TimeRange }
  /** It can mean either. `says` distinguishes them. */
  | { readonly kind: 'choices'; readonly choices: readonly TypedChoice[] }
  /** It is about time, but no such time exists. A sentence. */
  | { readonly kind: 'problem'; readonly problem: string }

interface TypedChoice {
  readonly says: string
  readonly timeRange: TimeRange
}

const LONGEST = 100

const UNITS: readonly (readonly [RegExp, TimeUnit])[] = [
  [/^m(?:in(?:ute)?s?)?$/, 'm'],
  [/^h(?:r|our)?s?$/, 'h'],
  [/^d(?:ay)?s?$/, 'd'],
  [/^w(?:k|eek)?s?$/, 'w'],
]

/**
 * Reads `yesterday`, `3 nov 14:00 to 15:30`, `since monday`, `last 36h`, `2026-11-03` and the like.
 * Words of the calendar become absolute times, in UTC; a number of hours or days back stays
 * relative. null if it is not about time.
 */
export function readTypedTimeRange(text: string, nowMs: number, zone: WallZone): TypedTimeRange | null {
  const plain = text.trim().toLowerCase().replaceAll(/\s+/g, ' ')
  if (plain === '' || plain.length > LONGEST) return null
  if (/^(?:all|any)(?: ?time)?$/.test(plain)) return { kind: 'range', timeRange: { kind: 'all' } }
  const relative = readRelative(plain, nowMs, zone)
  if (relative !== null) return relative
  const monthFirst = readAbsolute(plain, { nowMs, zone, dayFirst: false })
  const dayFirst = readAbsolute(plain, { nowMs, zone, dayFirst: true })
  if (monthFirst?.kind !== 'range' || dayFirst?.kind !== 'range') {
    return monthFirst?.kind === 'range' ? monthFirst : (dayFirst ?? monthFirst)
  }
  if (JSON.stringify(monthFirst) === JSON.stringify(dayFirst)) return monthFirst
  return {
    kind: 'choices',
    choices: [
      { says: 'Month first', timeRange: monthFirst.timeRange },
      { says: 'Day first', timeRange: dayFirst.timeRange },
    ],
  }
}

function readRelative(text: string, nowMs: number, zone: WallZone): TypedTimeRange | null {
  const [, word, digits, written] = /^(?:(last|past) )?(\d{1,6})? ?([a-z]+)$/.exec(text) ?? []
  if (written === undefined || (word === undefined && digits === undefined)) return null
  if (digits !== undefined && /^(?:mo|months?|y|years?)$/.test(written)) {
    return {
      kind: 'problem',
      problem: 'Months and years vary in length. Use days or weeks, for example “last 90 days”.',
    }
  }
  const unit = UNITS.find(([form]) => form.test(written))?.[1]
  const amount = Number(digits ?? 1)
  if (unit === undefined) return null
  if (amount === 0) return { kind: 'problem', problem: 'Use a whole number of 1 or more.' }
  const timeRange: TimeRange = { kind: 'relative', amount, unit }
  const previous =
    word === 'last' && digits === undefined && unit === 'w'
      ? readAbsolute('previous week', { nowMs, zone, dayFirst: false })
      : null
  if (previous?.kind !== 'range') return { kind: 'range', timeRange }
  return {
    kind: 'choices',
    choices: [
      { says: 'Previous week, Monday to Sunday', timeRange: previous.timeRange },
      { says: 'Last 7 days', timeRange: { kind: 'relative', amount: 7, unit: 'd' } },
    ],
  }
}

const BETWEEN =
  / (?:to|until|till|through|and|-|–|—|→|->) |(?:–|—|→|\.\.)|\/(?=\d{4}-)| ?- ?(?=[a-z])|(?<=\d\d:\d\d(?::\d\d)?)-(?=\d)/g

/** `14:00-15:30` are two times, but `2026-11-03T14:00-08:00` is one with its offset. */
const TWO_TIMES = /^(?!.*\dt\d)(.*\d:\d\d) ?- ?(\d{1,2}:\d\d)$/

function readAbsolute(typed: string, context: TimeContext): TypedTimeRange | null {
  const text = typed.replace(TWO_TIMES, '$1 to $2')
  const since = /^(?:since|from|after|starting) (.+)$/.exec(text)?.[1]
  const until = /^(?:until|till|before|up to|to) (.+)$/.exec(text)?.[1]
  if (until !== undefined) {
    return ofSpan(readSpan(until, context), ({ startMs, endMs }) => ({
      endTime: writeEndTime(text.startsWith('before') ? startMs - 1 : endMs),
    }))
  }
  const whole = readSpan(text, context)
  if (whole !== null) return ofSpan(whole, bothEnds)
  const problems: TypedTimeRange[] = []
  const inside = text.replace(/^(?:from|between) /, '')
  for (const { index, 0: between } of inside.matchAll(BETWEEN)) {
    const written = { start: inside.slice(0, index).trim(), end: inside.slice(index + between.length).trim() }
    // A zone after the end applies to both: `2026-11-03 10:00 – 11:00 UTC`.
    const zone = splitZone(written.start) === null ? splitZone(written.end)?.zone : undefined
    const start =
      (zone === undefined ? null : readSpan(`${written.start} ${zone}`, context)) ??
      readSpan(written.start, context)
    if (start === null) continue
    if ('problem' in start) {
      problems.push({ kind: 'problem', problem: start.problem })
      continue
    }
    const end = readSpan(written.end, context, start.day)
    if (end === null) continue
    if (!('problem' in end) && end.endMs < start.startMs)
      return { kind: 'problem', problem: 'The start is after the end.' }
    return ofSpan(end, ({ endMs }) => bothEnds({ startMs: start.startMs, endMs }))
  }
  if (since !== undefined) {
    const read = ofSpan(readSpan(since, context), ({ startMs, endMs }) => ({
      startTime: writeTime(text.startsWith('after') ? endMs + 1 : startMs),
    }))
    if (read !== null) return read
  }
  return problems[0] ?? null
}

type Ends = { readonly startTime?: string; readonly endTime?: string }

function ofSpan(span: ReturnType<typeof readSpan>, endsOf: (span: Span) => Ends): TypedTimeRange | null {
  if (span === null) return null
  if ('problem' in span) return { kind: 'problem', problem: span.problem }
  return { kind: 'range', timeRange: { kind: 'absolute', ...endsOf(span) } }
}

const bothEnds = ({ startMs, endMs }: Pick<Span, 'startMs' | 'endMs'>): Ends => ({
  startTime: writeTime(startMs),
  endTime: writeEndTime(endMs),
})
