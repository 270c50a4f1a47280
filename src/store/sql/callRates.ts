import type {
  CallerCount,
  Callers,
  CallRange,
  CallRatesWanted,
  CallSeries,
  DailyCallRates,
} from '../eventStore.ts'
import { LIST_SEPARATOR, type GivenColumn, type SqlDialect } from './sqlDialect.ts'
import type { Statement } from './statement.ts'

const MINUTE_MS = 60_000
const MINUTES_A_DAY = 1440

const SERIES = ['accountId', 'awsRegion', 'eventSource', 'eventName', 'errorCode'] as const

/** A field as a member of a series. */
const member = (field: (typeof SERIES)[number]): string => `coalesce(e.${field}, '')`

/**
 * The counts of minutes are added up in the engine, so that what comes back is as long as the list
 * of APIs and days, however many events there are.
 */
export async function callRates(
  statement: Statement,
  dialect: SqlDialect,
  { byErrorCode, busyFrom }: CallRatesWanted,
  signal?: AbortSignal,
): Promise<readonly DailyCallRates[]> {
  const series = SERIES.join(', ')
  const members = SERIES.map((field) =>
    field === 'errorCode' && !byErrorCode ? `'' AS ${field}` : `${member(field)} AS ${field}`,
  )
  const rows = (await statement.query(
    `${members.join(', ')}, ${dialect.quotient('e.eventTimeMs', MINUTE_MS)} AS minute, count(*) AS calls`,
    `AND e.eventTimeMs IS NOT NULL GROUP BY ALL`,
    signal,
    (minutes) => `
      SELECT ${series}, ${dialect.quotient('minute', MINUTES_A_DAY)}::DOUBLE AS day, sum(calls)::DOUBLE,
        sum(calls * calls)::DOUBLE, max(calls)::DOUBLE AS peak,
        ${dialect.sortedPairs('minute', 'calls', `calls >= ${busyFrom}`)}
      FROM (${minutes}) GROUP BY ${series}, day
      QUALIFY max(peak) OVER (PARTITION BY ${series}) >= ${busyFrom} ORDER BY ${series}, day`,
  )) as [...string[], number, number, number, number, [number, number][] | null][]
  return rows.map((row) => {
    const [day, calls, squares, peak, busy] = row.slice(SERIES.length) as unknown as [
      number,
      number,
      number,
      number,
      [number, number][] | null,
    ]
    const busyMinutes = (busy ?? []).map(([minute, count]) => ({ minute, calls: count }))
    return { series: seriesFrom(row as string[]), day, calls, squares, peak, busyMinutes }
  })
}

function seriesFrom([accountId, awsRegion, eventSource, eventName, errorCode]: string[]): CallSeries {
  return {
    accountId: accountId!,
    awsRegion: awsRegion!,
    eventSource: eventSource!,
    eventName: eventName!,
    errorCode: errorCode!,
  }
}

export async function countCalls(
  statement: Statement,
  dialect: SqlDialect,
  ranges: readonly CallRange[],
  signal?: AbortSignal,
): Promise<readonly number[]> {
  if (ranges.length === 0) return []
  joinRanges(statement, ranges, dialect)
  const rows = (await statement.query('r.number, count(*)::DOUBLE', 'GROUP BY r.number', signal)) as [
    number,
    number,
  ][]
  const counts = new Map(rows)
  return ranges.map((_, number) => counts.get(number) ?? 0)
}

const ATTRIBUTES = ['userIdentityArn', 'userAgent', 'errorCode'] as const satisfies readonly (keyof Callers)[]

/** The ARN is read from the records, those of the ranges alone. */
export async function countCallers(
  statement: Statement,
  dialect: SqlDialect,
  ranges: readonly CallRange[],
  signal?: AbortSignal,
): Promise<readonly Callers[]> {
  const found = ranges.map(() => ({
    userIdentityArn: [] as CallerCount[],
    userAgent: [] as CallerCount[],
    errorCode: [] as CallerCount[],
  }))
  if (ranges.length === 0) return found
  joinRanges(statement, ranges, dialect)
  statement.join(`LEFT JOIN ${dialect.slotsOfPath("'userIdentity.arn'")} s ON s.shape = e.shape `)
  const arn = `CASE WHEN s.slots IS NULL THEN NULL ELSE nullif(${dialect.leafTexts('s.slots')}[1], '') END`
  const rows = (await statement.query(
    `r.number AS number, ${dialect.shown(arn)} AS userIdentityArn, ${dialect.shown('e.userAgent')} AS userAgent, ${dialect.shown('e.errorCode')} AS errorCode`,
    '',
    signal,
    (calls) => {
      const sets = ATTRIBUTES.map((attribute) => `(number, ${attribute})`)
      const isOf = ATTRIBUTES.map((attribute, index) => `WHEN GROUPING(${attribute}) = 0 THEN ${index}`)
      return `
        SELECT number, CASE ${isOf.join(' ')} END AS attribute,
          CASE attribute WHEN 0 THEN userIdentityArn WHEN 1 THEN userAgent ELSE errorCode END AS value,
          count(*)::DOUBLE AS calls
        FROM (${calls}) GROUP BY GROUPING SETS (${sets.join(', ')}) ORDER BY calls DESC, value NULLS LAST`
    },
  )) as [number, number, string | null, number][]
  for (const [number, attribute, value, calls] of rows)
    found[number]![ATTRIBUTES[attribute]!].push([value, calls])
  return found
}

/** As `r`, found by the API first, so that few events are compared with each range. */
function joinRanges(statement: Statement, ranges: readonly CallRange[], dialect: SqlDialect): void {
  const column = (
    name: string,
    type: GivenColumn['type'],
    texts: Iterable<string | number>,
  ): GivenColumn => ({ name, type, param: statement.param([...texts].join(LIST_SEPARATOR)) })
  const columns = [
    column('number', 'INTEGER', ranges.keys()),
    column(
      'startMs',
      'BIGINT',
      ranges.map(({ startMs }) => startMs),
    ),
    column(
      'endMs',
      'BIGINT',
      ranges.map(({ endMs }) => endMs),
    ),
    ...SERIES.map((field) =>
      column(
        field,
        'VARCHAR',
        ranges.map(({ series }) => series[field]),
      ),
    ),
  ]
  const isOfSeries = SERIES.map((field) =>
    field === 'errorCode'
      ? `(r.errorCode = '' OR r.errorCode = e.errorCode)`
      : `${member(field)} = r.${field}`,
  )
  statement.join(
    `JOIN (${dialect.givenRows(columns)}) r ON ${isOfSeries.join(' AND ')} AND e.eventTimeMs >= r.startMs AND e.eventTimeMs < r.endMs `,
  )
}
