import type { DuckDBConnection } from '@duckdb/node-api'
import { LEAF_SEPARATOR, RecordShape } from '../../cloudtrail/recordShape.ts'
import { canonicalJson } from '../canonicalJson.ts'
import { hashID } from '../hashID.ts'
import { hashText } from '../hashText.ts'
import type { Incoming } from './incoming.ts'

/** A record that has the eventID of another, and other content. */
export interface Conflict {
  readonly eventID: string
  readonly logFile: number
  readonly position: string
}

type Suspect = [
  row: number | null,
  identity: string,
  shape: number,
  hash: string,
  logFile: number | null,
  position: string | null,
]

/**
 * Says in the table `verdicts` what becomes of rows of the batch: those that the store, or the batch itself, holds already (the same
 * identity with the same JSON content) are dropped; those with the same eventID and other content get an idSuffix.
 * Returns the log file of each row dropped.
 */
export async function sortOutDuplicates(
  writer: DuckDBConnection,
  incoming: Incoming,
  newShapes: readonly { id: number; shape: RecordShape }[],
): Promise<{ dropped: number[]; conflicts: Conflict[] }> {
  await writer.run(`
    CREATE OR REPLACE TEMP TABLE verdicts (row INTEGER, isDropped BOOLEAN, idSuffix VARCHAR);
    CREATE OR REPLACE TEMP TABLE identities AS SELECT * FROM ${incoming.rows(['row', 'identity', 'idHash'])};
    CREATE OR REPLACE TEMP TABLE suspects AS
    SELECT identity FROM temp.identities GROUP BY identity HAVING count(*) > 1
    UNION
    SELECT DISTINCT i.identity FROM events e JOIN temp.identities i ON e.idHash = i.idHash AND coalesce(e.eventID, e.idSuffix) = i.identity`)
  const [[count]] = (
    await writer.runAndReadAll('SELECT count(*)::DOUBLE FROM temp.suspects')
  ).getRowsJS() as [[number]]
  if (count === 0) return { dropped: [], conflicts: [] }
  const suspects = (
    await writer.runAndReadAll(`
      SELECT NULL::DOUBLE AS row, coalesce(eventID, idSuffix) AS identity, shape, md5(leaves), NULL::INTEGER, NULL::VARCHAR
        FROM events WHERE idHash IN (SELECT idHash FROM temp.identities) AND coalesce(eventID, idSuffix) IN (SELECT identity FROM temp.suspects)
      UNION ALL
      SELECT row::DOUBLE, identity, shape, md5(leaves), logFile, position
        FROM ${incoming.rows(['row', 'identity', 'shape', 'leaves', 'logFile', 'position'])}
        WHERE identity IN (SELECT identity FROM temp.suspects)
      ORDER BY identity, row NULLS FIRST`)
  ).getRowsJS() as Suspect[]
  const contents = new Contents(writer, incoming, newShapes)
  const droppedRows: number[] = []
  const dropped: number[] = []
  const suffixes: [row: number, suffix: string][] = []
  const conflicts: Conflict[] = []
  let identity = ''
  let kept: Suspect[] = []
  for (const suspect of suspects) {
    if (suspect[1] !== identity) {
      identity = suspect[1]
      kept = []
    }
    const [row, , , , logFile, position] = suspect
    if (row !== null && (await contents.areKnown(suspect, kept))) {
      droppedRows.push(row)
      dropped.push(logFile ?? -1)
      continue
    }
    if (row !== null && kept.length > 0) {
      suffixes.push([row, `~${hashText(await contents.canonical(suspect))}`])
      conflicts.push({ eventID: identity, logFile: logFile ?? -1, position: position ?? '' })
    }
    kept.push(suspect)
  }
  if (droppedRows.length > 0)
    await writer.run(
      `INSERT INTO temp.verdicts SELECT unnest(from_json($1::JSON, '["INTEGER"]')), true, NULL`,
      [JSON.stringify(droppedRows)],
    )
  for (const [row, suffix] of suffixes)
    await writer.run(`INSERT INTO temp.verdicts VALUES (${row}, false, $1)`, [suffix])
  return { dropped, conflicts }
}

/** What records say, whatever their white space and the order of their members. */
class Contents {
  readonly #writer: DuckDBConnection
  readonly #incoming: Incoming
  readonly #newShapes: ReadonlyMap<number, RecordShape>
  readonly #canonical = new Map<string, string>()

  constructor(
    writer: DuckDBConnection,
    incoming: Incoming,
    newShapes: readonly { id: number; shape: RecordShape }[],
  ) {
    this.#writer = writer
    this.#incoming = incoming
    this.#newShapes = new Map(newShapes.map(({ id, shape }) => [id, shape]))
  }

  async areKnown(suspect: Suspect, kept: readonly Suspect[]): Promise<boolean> {
    const [, , shape, hash] = suspect
    if (kept.some((other) => other[2] === shape && other[3] === hash)) return true
    if (kept.length === 0) return false
    const content = await this.canonical(suspect)
    for (const other of kept) if ((await this.canonical(other)) === content) return true
    return false
  }

  async canonical([row, identity, shape, hash]: Suspect): Promise<string> {
    const key = `${identity} ${shape} ${hash}`
    let content = this.#canonical.get(key)
    if (content === undefined) {
      const [found] = (
        await this.#writer.runAndReadAll(
          row === null
            ? `SELECT leaves FROM events WHERE idHash = ${hashID(identity)} AND coalesce(eventID, idSuffix) = $1 AND shape = ${shape} AND md5(leaves) = $2 LIMIT 1`
            : `SELECT leaves FROM ${this.#incoming.rows(['row', 'leaves'])} WHERE row = ${row} AND $1 <> '' AND $2 <> ''`,
          [identity, hash],
        )
      ).getRowsJS() as [[string]]
      content = canonicalJson((await this.#shape(shape)).join(found[0].split(LEAF_SEPARATOR)))
      this.#canonical.set(key, content)
    }
    return content
  }

  async #shape(id: number): Promise<RecordShape> {
    const added = this.#newShapes.get(id)
    if (added) return added
    const [[text]] = (
      await this.#writer.runAndReadAll(`SELECT text FROM shapes WHERE id = ${id} LIMIT 1`)
    ).getRowsJS() as [[string]]
    return new RecordShape(text)
  }
}
