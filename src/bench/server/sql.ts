import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { timed } from '../measure.ts'
import { benchRow, type BenchRow } from '../row.ts'
import { MANY_EVENTS } from '../targets.ts'
import { ask } from '../../testing/ask.ts'
import type { ServedConsole } from '../../testing/runningConsole.ts'
import { withStore } from './withStore.ts'

const TIMES = 11
/** Making the table takes long, so it is made less often. */
const TABLES = 3

/** Statements in SQL: the first, for which the table is made, and others on the same table. */
export async function measureSql(store: string, events: number): Promise<readonly BenchRow[]> {
  const first: number[] = []
  const others: number[] = []
  const tables = events < MANY_EVENTS ? TABLES : 1
  for (let turn = 0; turn < tables; turn++) {
    await rm(join(store, 'log-files.parquet'), { recursive: true, force: true })
    await withStore(store, async (server) => {
      first.push(await countByName(server, 0))
      if (turn < tables - 1) return
      for (let other = 1; other <= TIMES; other++) others.push(await countByName(server, other))
    })
  }
  return [
    benchRow('SQL, the first statement, which makes the table', 'ms', first),
    benchRow('SQL, GROUP BY eventname', 'ms', others),
  ]
}

/** Every turn has another statement. */
function countByName(server: ServedConsole, turn: number): Promise<number> {
  const query = `SELECT eventname, count(*) FROM cloudtrail_logs WHERE awsregion <> 'none-${turn}' GROUP BY eventname ORDER BY 2 DESC`
  const request = {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ query }),
  }
  return timed(() => ask(server, '/api/sql', request))
}
