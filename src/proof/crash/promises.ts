import type { CountEventsResponse } from '../../api/countEvents.ts'
import type { StatusResponse } from '../../api/getStatus.ts'
import type { ProblemsResponse } from '../../api/listProblems.ts'
import type { LoadReport } from '../../cloudtrail/loadReport.ts'
import { answerOf, ask } from '../../testing/ask.ts'
import type { ServedConsole } from '../../testing/runningConsole.ts'

/**
 * Not on a kept connection: the server may have closed it while the expected result was computed
 * here.
 */
const ANEW: RequestInit = { headers: { connection: 'close' } }

/** The answers of a server before it was killed. */
export interface Told {
  /** The highest number of events that it reported. */
  eventCount: number
  /** A count and the snapshot in which it was counted. */
  readonly counts: CountEventsResponse[]
}

export function nothingTold(): Told {
  return { eventCount: 0, counts: [] }
}

/**
 * What a store must have: each of these records once, one with each of these event IDs, and no
 * others except those that are optional.
 */
export interface Truth {
  readonly held: ReadonlySet<string>
  readonly heldIDs?: readonly string[]
  readonly isPossible?: (record: string) => boolean
}

/** Requests the counts of a server and keeps the answers. */
export async function listen(server: ServedConsole, told: Told): Promise<void> {
  const count = await ask<CountEventsResponse>(server, '/api/events/count', ANEW)
  told.counts.push(count)
  told.eventCount = Math.max(told.eventCount, count.count)
}

/**
 * What a restarted server must have at once: everything that it reported before. Returns the broken
 * promises.
 */
export async function checkTold(server: ServedConsole, told: Told): Promise<string[]> {
  const broken: string[] = []
  const { eventCount } = await ask<StatusResponse>(server, '/api/status', ANEW)
  if (eventCount < told.eventCount)
    broken.push(`had reported ${told.eventCount} events and has ${eventCount}`)
  for (const { count, asOf } of told.counts.slice(-3)) {
    const now = await ask<CountEventsResponse>(server, `/api/events/count?asOf=${asOf}`, ANEW)
    if (now.count !== count)
      broken.push(`had counted ${count} events as of ${asOf} and now counts ${now.count}`)
  }
  return broken
}

/**
 * Compares all data of a server with the expected data, byte for byte. Returns the broken promises
 * and how many events were compared.
 */
export async function checkEvents(
  server: ServedConsole,
  { held, heldIDs = [], isPossible = (record) => held.has(record) }: Truth,
): Promise<{ broken: string[]; events: number }> {
  const broken: string[] = []
  const seen = new Set<string>()
  const ids = new Set<string | undefined>()
  let twice = 0
  let strange = 0
  let events = 0
  let strangeOne = ''
  for await (const line of lines(await answerOf(server, '/api/events/download?format=ndjson', ANEW))) {
    events++
    if (seen.has(line)) twice++
    seen.add(line)
    if (heldIDs.length > 0) ids.add(/"eventID":"([^"]+)"/.exec(line)?.[1])
    if (!isPossible(line)) {
      strange++
      strangeOne = line
    }
  }
  const lost = [...[...held].filter((text) => !seen.has(text)), ...heldIDs.filter((id) => !ids.has(id))]
  if (lost.length > 0)
    broken.push(
      `${lost.length} of ${held.size + heldIDs.length} events are lost, such as ${lost[0]!.slice(0, 300)}`,
    )
  if (twice > 0) broken.push(`${twice} events are there more than once`)
  if (strange > 0) broken.push(`${strange} events were never written, such as ${strangeOne.slice(0, 300)}`)
  const status = await ask<StatusResponse>(server, '/api/status', ANEW)
  if (status.notStored !== null) broken.push(`says: ${status.notStored}`)
  const { count } = await ask<CountEventsResponse>(server, `/api/events/count?asOf=${status.asOf}`, ANEW)
  if (count !== status.eventCount || count < events)
    broken.push(`status says ${status.eventCount} events, count ${count}, the download has ${events}`)
  return { broken, events }
}

/** Checks the import report against what is known. Its totals must agree in any case. */
export async function checkReport(
  server: ServedConsole,
  expected: Partial<LoadReport & { problems: number }>,
): Promise<string[]> {
  const { report, total } = await ask<ProblemsResponse>(server, '/api/problems?limit=1', ANEW)
  const said = { ...report, problems: total }
  const wanted = { ...expected, duplicates: report.records - report.added }
  return Object.entries(wanted).flatMap(([name, value]) =>
    said[name as keyof typeof said] === value
      ? []
      : [`the import report says ${said[name as keyof typeof said]} ${name}, not ${value}`],
  )
}

async function* lines(response: Response): AsyncGenerator<string> {
  const decoder = new TextDecoder()
  let rest = ''
  for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) {
    const parts = (rest + decoder.decode(chunk, { stream: true })).split('\n')
    rest = parts.pop()!
    yield* parts
  }
  if (rest !== '') yield rest
}
