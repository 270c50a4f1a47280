import { describeRecord } from '../../cloudtrail/describe.ts'
import { RecordReader } from '../../cloudtrail/record.ts'
import type { Filter } from '../../filter/filter.ts'
import { isInTimeRange, matches } from '../../filter/matches.ts'
import type { ListedInsight } from './listedInsights.ts'
import type { Insights } from './storeInsights.ts'

/** The listed insights that start in the time range of a filter and whose record matches it. */
export async function matchingInsights(
  filter: Filter,
  listed: readonly ListedInsight[],
  insights: Insights,
  nowMs: number,
): Promise<readonly ListedInsight[]> {
  const inTime = listed.filter(({ summary }) => isInTimeRange(filter, Date.parse(summary.startTime), nowMs))
  if (filter.tokens.length === 0 && filter.text === '') return inTime
  const anyTime: Filter = { ...filter, timeRange: { kind: 'all' } }
  const described = await insights.described()
  const reader = new RecordReader()
  return inTime.filter(({ found, start, end }) => {
    const text = found ? described.get(found.id)!.startRecord : (start ?? end)!.text
    const record = reader.read(text)
    return !('fault' in record) && matches(anyTime, { record, event: describeRecord(record) }, nowMs)
  })
}
