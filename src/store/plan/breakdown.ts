import type { FieldGroups, FieldValue } from '../../filter/answers.ts'
import type {
  Breakdown,
  BreakdownWanted,
  EventQuery,
  GroupsOverTime,
  GroupsWanted,
  HistogramWanted,
} from '../eventStore.ts'
import { timeBuckets, type TimeSpan } from './histogram.ts'
import type { PlannedEvents } from './plannedEvents.ts'

/** A field with the values that have a group of their own. */
interface GroupedField {
  readonly field: string
  readonly values: readonly string[]
}

/** Events in a group of each field, and in a bucket if they have a time. */
export interface GroupCount {
  /** The index of a group: that of its value; then others; then none. */
  readonly groups: readonly number[]
  readonly bucket: number | null
  readonly count: number
}

/** What an engine counts for a breakdown. */
export interface BreakdownEvents extends Pick<PlannedEvents, 'extent'> {
  topValues(
    wanted: GroupsWanted,
    signal?: AbortSignal,
  ): Promise<{ readonly values: readonly FieldValue[]; readonly distinct: number }>
  /** Combinations without events are left out. */
  countGroups(
    fields: readonly GroupedField[],
    buckets: { readonly startMs: number; readonly widthMs: number } | null,
    signal?: AbortSignal,
  ): Promise<readonly GroupCount[]>
}

/**
 * The matching events by the values of one field, of two against each other, or over time. The
 * buckets are those of the histogram.
 */
export async function breakdownOf(
  events: BreakdownEvents,
  count: number,
  wholeSpan: () => Promise<TimeSpan>,
  query: EventQuery,
  wanted: BreakdownWanted,
  signal: AbortSignal | undefined,
): Promise<Breakdown> {
  const by = await groupsOf(events, wanted.by, signal)
  const and = wanted.and ? await groupsOf(events, wanted.and, signal) : null
  return {
    count,
    by,
    and,
    cells: and && (await cellsOf(events, by, and, signal)),
    over: wanted.over ? await overTime(events, wholeSpan, query, by, wanted.over, signal) : null,
  }
}

async function groupsOf(
  events: BreakdownEvents,
  wanted: GroupsWanted,
  signal: AbortSignal | undefined,
): Promise<FieldGroups> {
  const { field } = wanted
  const { values, distinct } = await events.topValues(wanted, signal)
  const grouped = { field, values: values.map(({ value }) => value) }
  const counts = zeros(values.length + 2)
  for (const { groups, count } of await events.countGroups([grouped], null, signal))
    counts[groups[0]!] = count
  const [others = 0, none = 0] = counts.slice(values.length)
  return {
    field,
    values: values.map(({ value }, index) => ({ value, count: counts[index]! })),
    distinct,
    others,
    none,
  }
}

async function cellsOf(
  events: BreakdownEvents,
  by: FieldGroups,
  and: FieldGroups,
  signal: AbortSignal | undefined,
): Promise<readonly (readonly number[])[]> {
  const cells = Array.from({ length: by.values.length + 2 }, () => zeros(and.values.length + 2))
  for (const { groups, count } of await events.countGroups([groupedBy(by), groupedBy(and)], null, signal)) {
    const [row, column] = groups
    cells[row!]![column!] = count
  }
  return cells
}

async function overTime(
  events: BreakdownEvents,
  wholeSpan: () => Promise<TimeSpan>,
  query: EventQuery,
  by: FieldGroups,
  wanted: HistogramWanted,
  signal: AbortSignal | undefined,
): Promise<GroupsOverTime> {
  const { intervalMs, startMs, startTimes } = await timeBuckets(events, wholeSpan, query, wanted, signal)
  const counts = startTimes.map(() => zeros(by.values.length + 2))
  const withoutTime = zeros(by.values.length + 2)
  const range = { startMs, widthMs: intervalMs }
  for (const { groups, bucket, count } of await events.countGroups([groupedBy(by)], range, signal))
    (bucket === null ? withoutTime : counts[bucket]!)[groups[0]!] = count
  return {
    intervalMs,
    buckets: startTimes.map((startTime, index) => ({ startTime, counts: counts[index]! })),
    withoutTime,
  }
}

const groupedBy = ({ field, values }: FieldGroups): GroupedField => ({
  field,
  values: values.map(({ value }) => value),
})

const zeros = (length: number): number[] => Array.from({ length }, () => 0)
