import type { Handler } from 'hono'
import { getCoverage, type CoverageResponse } from '../../api/integrity.ts'
import { EVERYTHING } from '../../filter/filter.ts'
import { resolveTimeRange } from '../../filter/timeRange.ts'
import { readParams } from '../http/readParams.ts'
import { cellsOf, coverageRows, coveredSpan, startTimesOf } from '../integrity/coverageCells.ts'
import { readAsOf } from '../query/asOf.ts'
import { checkFilter } from '../query/checkFilter.ts'
import type { Services } from '../services.ts'

export function answerGetCoverage({ store, storeID, stores, validator, now }: Services): Handler {
  return async ({ req, json }) => {
    const { filter, ...params } = readParams(getCoverage, req.url)
    await checkFilter(store, filter)
    const asOf = readAsOf(params.asOf, store, now())
    const { signal } = req.raw
    // What is validated are the log files of the store that the console was started with.
    const validation = stores.isDefault(storeID) ? (validator.last?.validation ?? null) : null
    const range = resolveTimeRange(filter.timeRange, asOf.nowMs)
    const inRange = { ...EVERYTHING, timeRange: filter.timeRange }
    const [span, matchingSpan] = await Promise.all([
      store.timeSpan({ filter: inRange, asOf }, signal),
      store.timeSpan({ filter, asOf }, signal),
    ])
    const covered = validation && coveredSpan(validation)
    const starts = [span.firstMs, covered?.startMs ?? null].filter((ms) => ms !== null)
    const ends = [span.lastMs, covered ? covered.endMs - 1 : null].filter((ms) => ms !== null)
    const withoutTime = matchingSpan.withoutTime
    if (starts.length === 0)
      return json<CoverageResponse>({ interval: 'PT1H', startTimes: [], rows: [], rowsTotal: 0, withoutTime })
    const cells = cellsOf(range.startMs ?? Math.min(...starts), range.endMs ?? Math.max(...ends))
    const [matching, all] = await Promise.all([
      store.countByRegion({ filter, asOf }, cells, signal),
      store.countByRegion({ filter: inRange, asOf }, cells, signal),
    ])
    return json<CoverageResponse>({
      interval: cells.interval,
      startTimes: startTimesOf(cells),
      ...coverageRows(cells, matching, all, validation),
      withoutTime,
    })
  }
}
