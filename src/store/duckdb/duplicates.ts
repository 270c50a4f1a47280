import { createHash } from 'node:crypto'
import type { DuckDBConnection } from '@duckdb/node-api'
import { LEAF, LEAF_SEPARATOR } from '../../cloudtrail/recordShape.ts'
import { canonicalJson } from '../canonicalJson.ts'
import { groupsByIdentity, verdictsOn, type Suspect, type Verdicts } from '../verdicts.ts'
import { IDENTITY, type IncomingRows } from './incoming.ts'

/** A row that was read; its content is still to be compared. */
interface ReadSuspect extends Omit<Suspect, 'content'> {
  readonly shape: number
  readonly leavesHash: string
}

/** How many verdicts one statement inserts. */
const ROWS_AT_ONCE = 50_000

/**
 * Fills the table `verdicts` with what happens to incoming rows. Rows that the store already has,
 * or that come twice (same identity, same JSON content), are dropped; rows with the same eventID
 * but other content get an idSuffix. Call it in the transaction that stores their shapes. `hashes`: those
 * of their IDs that may not be new; null if that is not known.
 */
export async function sortOutDuplicates(
  writer: DuckDBConnection,
  incoming: IncomingRows,
  hashes: ReadonlySet<number> | null,
): Promise<Verdicts> {
  await writer.run('CREATE OR REPLACE TEMP TABLE verdicts (row INTEGER, isDropped BOOLEAN, idSuffix VARCHAR)')
  if (hashes?.size === 0) return { shared: [], dropped: [], renamed: [], conflicts: [] }
  const all = `SELECT * FROM ${incoming.rows(['row', 'identity', 'idHash'])}`
  await writer.run(
    `CREATE OR REPLACE TEMP TABLE identities AS ${hashes ? `${all} WHERE idHash IN (SELECT unnest(from_json($1::JSON, '["UINTEGER"]')))` : all}`,
    hashes ? [JSON.stringify([...hashes])] : [],
  )
  await writer.run(`
    CREATE OR REPLACE TEMP TABLE suspects AS
    SELECT identity FROM temp.identities GROUP BY identity HAVING count(*) > 1
    UNION
    SELECT DISTINCT i.identity FROM events e JOIN temp.identities i ON e.idHash = i.idHash AND ${IDENTITY} = i.identity`)
  const suspects = await suspectsOf(writer, incoming)
  const contents = await contentsOf(writer, incoming, suspects)
  const verdicts = verdictsOn(
    suspects.map((suspect) => ({ ...suspect, content: contents.get(keyOf(suspect)) ?? keyOf(suspect) })),
  )
  const { dropped, renamed } = verdicts
  for (let first = 0; first < dropped.length; first += ROWS_AT_ONCE)
    await writer.run(
      `INSERT INTO temp.verdicts SELECT unnest(from_json($1::JSON, '["INTEGER"]')), true, NULL`,
      [JSON.stringify(dropped.slice(first, first + ROWS_AT_ONCE).map(({ row }) => row))],
    )
  for (let first = 0; first < renamed.length; first += ROWS_AT_ONCE)
    await writer.run(
      `INSERT INTO temp.verdicts SELECT v.row, false, v.idSuffix
       FROM (SELECT unnest(from_json($1::JSON, '[{"row":"INTEGER","idSuffix":"VARCHAR"}]')) AS v)`,
      [JSON.stringify(renamed.slice(first, first + ROWS_AT_ONCE))],
    )
  return verdicts
}

/**
 * Rows whose identity occurs more than once, those of one identity in the order in which they
 * arrived. Leaves are compared by a hash that nobody can make collide: a record hidden behind
 * another would be dropped.
 */
async function suspectsOf(writer: DuckDBConnection, incoming: IncomingRows): Promise<ReadSuspect[]> {
  const [[count]] = (
    await writer.runAndReadAll('SELECT count(*)::DOUBLE FROM temp.suspects')
  ).getRowsJS() as [[number]]
  if (count === 0) return []
  const rows = await writer.runAndReadAll(`
    SELECT NULL::DOUBLE AS row, ${IDENTITY} AS identity, shape, sha256(all_leaves(leaves, ordinal)), idSuffix, logFile, NULL::VARCHAR, ordinal::DOUBLE AS ordinal
      FROM events e WHERE idHash IN (SELECT idHash FROM temp.identities) AND ${IDENTITY} IN (SELECT identity FROM temp.suspects)
    UNION ALL
    SELECT row::DOUBLE, identity, shape, sha256(allLeaves), idSuffix, logFile, position, NULL
      FROM ${incoming.rows(['row', 'identity', 'shape', 'allLeaves', 'idSuffix', 'logFile', 'position'])}
      WHERE identity IN (SELECT identity FROM temp.suspects)
    ORDER BY identity, ordinal NULLS LAST, row`)
  return (rows.getRowsJS() as unknown as SuspectRow[]).map(
    ([row, identity, shape, leavesHash, idSuffix, logFile, position, ordinal]) => ({
      row,
      identity,
      shape,
      leavesHash,
      idSuffix,
      logFile,
      position,
      ordinal,
    }),
  )
}

type SuspectRow = [
  row: number | null,
  identity: string,
  shape: number,
  leavesHash: string,
  idSuffix: string | null,
  logFile: number | null,
  position: string | null,
  ordinal: number | null,
]

/**
 * Hashes of the canonical content of records, by `keyOf`, for records that share their identity but
 * are not written alike. (When a log file is loaded again, every row shares its identity and none
 * needs this.)
 */
async function contentsOf(
  writer: DuckDBConnection,
  incoming: IncomingRows,
  suspects: readonly ReadSuspect[],
): Promise<ReadonlyMap<string, string>> {
  const unlike = [...groupsByIdentity(suspects)].filter((group) => new Set(group.map(keyOf)).size > 1)
  const contents = new Map<string, string>()
  for (let first = 0; first < unlike.length; first += ROWS_AT_ONCE) {
    await writer.run(
      `CREATE OR REPLACE TEMP TABLE unlike AS SELECT unnest(from_json($1::JSON, '["VARCHAR"]')) AS identity`,
      [JSON.stringify(unlike.slice(first, first + ROWS_AT_ONCE).map(([suspect]) => suspect!.identity))],
    )
    const result = await writer.stream(`
      SELECT r.shape, sha256(r.leaves), s.text, r.leaves FROM (
        SELECT shape, all_leaves(leaves, ordinal) AS leaves FROM events e
          WHERE idHash IN (SELECT idHash FROM temp.identities) AND ${IDENTITY} IN (SELECT identity FROM temp.unlike)
        UNION ALL
        SELECT shape, allLeaves FROM ${incoming.rows(['identity', 'shape', 'allLeaves'])}
          WHERE identity IN (SELECT identity FROM temp.unlike)
      ) r JOIN shapes s ON s.id = r.shape`)
    for await (const rows of result.yieldRowsJs())
      for (const [shape, hash, text, leaves] of rows as [number, string, string, string][]) {
        const key = `${shape} ${hash}`
        if (contents.has(key)) continue
        const canonical = canonicalJson(joined(text, leaves))
        contents.set(key, createHash('sha256').update(canonical).digest('hex'))
      }
  }
  return contents
}

function keyOf({ shape, leavesHash }: ReadSuspect): string {
  return `${shape} ${leavesHash}`
}

/** A record's text, without parsing its shape. */
function joined(shape: string, leavesText: string): string {
  const leaves = leavesText.split(LEAF_SEPARATOR)
  return shape
    .split(LEAF)
    .map((piece, index) => (index === 0 ? piece : `${leaves[index - 1]!}${piece}`))
    .join('')
}
