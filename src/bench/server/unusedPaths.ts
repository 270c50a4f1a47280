import { QUESTIONS } from '../peers/question.ts'
import type { BenchRow } from '../row.ts'
import type { PathValue } from '../sample.ts'
import { anyPath, COUNT, HISTOGRAM, PAGE } from '../targets.ts'
import type { ServedConsole } from '../../testing/runningConsole.ts'
import { AskedRows, pageAndCount, SLOW_TIMES } from './askedRows.ts'

/**
 * Requests for paths into records, none of which was used before: the store keeps the values of a
 * path once it has read them. Every row has frequent and rare paths.
 */
export async function askUnusedPaths(
  server: ServedConsole,
  events: number,
  paths: readonly PathValue[],
): Promise<readonly BenchRow[]> {
  const asked = new AskedRows(server)
  let used = 0
  const unused = (): PathValue => {
    const next = paths[used++]
    if (!next) throw new Error(`The log files have only ${paths.length} paths that can be asked for.`)
    return next
  }
  const values = ({ names }: PathValue) => `/api/events/values?field=${names.join('.')}`
  const rows: readonly (readonly [string, (path: PathValue) => string | readonly string[]])[] = [
    ['first page, a path that was not used before', (path) => `/api/events?${condition(path)}`],
    ['count, a path that was not used before', (path) => `/api/events/count?${condition(path)}`],
    ['histogram, a path that was not used before', (path) => `/api/events/histogram?${condition(path)}`],
    ['values of a path that was not used before', values],
    [QUESTIONS.path, (path) => pageAndCount(condition(path))],
  ]
  const targets = [PAGE, COUNT, HISTOGRAM, COUNT, PAGE].map((target) => anyPath(events, target))
  const turns = Array.from({ length: SLOW_TIMES }, () => rows.map(([, request]) => request(unused())))
  for (const [index, [work]] of rows.entries())
    await asked.firstTimes(work, targets[index], (turn) => turns[turn]![index]!)
  return asked.rows
}

function condition({ names, value }: PathValue): string {
  return `${names.join('.')}=${encodeURIComponent(value)}`
}
