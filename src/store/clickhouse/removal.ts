import { CONFLICT } from '../conflictProblems.ts'
import type { RemovedLogFile } from '../eventStore.ts'
import { othersLoad } from './commits.ts'
import { literal } from './literal.ts'
import type { ClickHouseServer } from './server.ts'

/** Why no log file can be removed now, in a sentence; null if one can. `own`: the number of this console's loader. */
export async function whyNotRemovable(server: ClickHouseServer, own: number | null): Promise<string | null> {
  const [table] = await server.rows(
    `SELECT engine FROM system.tables WHERE database = '${server.database}' AND name = 'events'`,
  )
  if (table?.[0] === 'Distributed')
    return 'The events are on several nodes of a ClickHouse cluster, where single log files cannot be removed. Remove old events by a TTL rule on the tables of the nodes, or load the log files that you want to keep into a new database.'
  // What another loader finds stored and so does not add must not be removed before its log file counts.
  if (await othersLoad(server, own))
    return 'Another console has loaded log files into this database within the last minute. Remove log files when no other one loads.'
  return null
}

/**
 * Removes a log file with its problems, and the events that no other log file contains. The others pass to the first
 * of the log files that contain them, which counts them as added from then on. null if there is no such log file.
 * `visible`: whether an ordinal counts, as SQL. It can be done again if it was interrupted.
 */
export async function removeEvents(
  server: ClickHouseServer,
  id: number,
  visible: (ordinal: string) => string,
): Promise<RemovedLogFile | null> {
  const rows = (sql: string) => server.rows(sql, { settings: { final: 1 } })
  const [file] = await rows(`SELECT name FROM logFiles WHERE id = ${id}`)
  if (!file) return null
  const own = `SELECT ordinal FROM events WHERE logFile = ${id} AND ${visible('ordinal')}`
  const heirs = (await rows(
    `SELECT ordinal, min(logFile) FROM duplicates WHERE logFile <> ${id} AND ordinal IN (${own}) GROUP BY ordinal`,
  )) as [number | string, number | string][]
  const contested = (await rows(
    `SELECT DISTINCT eventID FROM events WHERE logFile = ${id} AND eventID IN (SELECT eventID FROM events WHERE idSuffix IS NOT NULL AND eventID IS NOT NULL)`,
  )) as [string][]
  const [[removed]] = (await rows(
    `SELECT count() FROM events WHERE logFile = ${id} AND ${visible('ordinal')}`,
  )) as [[number | string]]
  const counts = new Map<number, number>()
  for (const [, heir] of heirs) counts.set(Number(heir), (counts.get(Number(heir)) ?? 0) + 1)
  if (heirs.length > 0) {
    const list = (numbers: readonly (number | string)[]) =>
      `[${numbers.map((number) => `toInt64(${number})`).join(',')}]`
    const ordinals = heirs.map(([ordinal]) => ordinal)
    const files = heirs.map(([, heir]) => heir)
    await server.run(
      `ALTER TABLE events UPDATE logFile = transform(ordinal, ${list(ordinals)}, ${list(files)}, toInt64(${id})) WHERE ordinal IN (${ordinals.join(',')})`,
      { settings: { mutations_sync: '2' } },
    )
    await server.deleteRows(
      'duplicates',
      `logFile = transform(ordinal, ${list(ordinals)}, ${list(files)}, toInt64(-1))`,
    )
  }
  await server.deleteRows('duplicates', `logFile = ${id}`)
  const left = await rows(`SELECT ordinal FROM events WHERE logFile = ${id}`)
  if (left.length > 0)
    await server.deleteRows('eventHashes', `ordinal IN (${left.map(([ordinal]) => ordinal).join(',')})`)
  await server.deleteRows('events', `logFile = ${id}`)
  await server.deleteRows('problems', `file = ${id}`)
  for (const [eventID] of contested) {
    const [[contents]] = (await rows(
      `SELECT count() FROM events WHERE eventID = ${literal(eventID)} AND ${visible('ordinal')}`,
    )) as [[number | string]]
    if (Number(contents) < 2)
      await server.deleteRows(
        'problems',
        `position(reason, ${literal(CONFLICT)}) > 0 AND position(reason, ${literal(` ${eventID} `)}) > 0`,
      )
  }
  for (const [heir, count] of counts)
    await server.run(
      `INSERT INTO logFiles SELECT * REPLACE (added + ${count} AS added, greatest(0, duplicates - ${count}) AS duplicates, version + 1 AS version) FROM logFiles FINAL WHERE id = ${heir}`,
    )
  await server.deleteRows('logFiles', `id = ${id}`)
  await server.deleteRows('slots', 'shape NOT IN (SELECT DISTINCT shape FROM events)')
  await server.deleteRows('shapes', 'id NOT IN (SELECT DISTINCT shape FROM events)')
  return { name: file[0] as string, removed: Number(removed) - heirs.length, kept: heirs.length }
}
