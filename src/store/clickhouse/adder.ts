import { createHash } from 'node:crypto'
import { setTimeout } from 'node:timers/promises'
import PQueue from 'p-queue'
import { LEAF_SEPARATOR, type RecordShape } from '../../cloudtrail/recordShape.ts'
import { batchReports } from '../batchReports.ts'
import { canonicalJson } from '../canonicalJson.ts'
import { conflictProblems } from '../conflictProblems.ts'
import type { BatchReport } from '../eventStore.ts'
import type { RecordBatch } from '../recordBatch.ts'
import { groupsByIdentity, verdictsOn, type SharedEvent, type Suspect, type Verdicts } from '../verdicts.ts'
import { isVisibleIn, Loader, loaderOf, whenDecided, type Commits, type Visible } from './commits.ts'
import { identifiedRow, identityOf, incomingRows, KNOWN_COLUMNS, type IncomingRow } from './incomingRows.ts'
import { LogFiles } from './logFiles.ts'
import { PendingFiles, type PendingRow } from './pendingRows.ts'
import type { ClickHouseServer } from './server.ts'
import { whyNotWritten } from './serverErrors.ts'
import type { Shapes } from './shapes.ts'
import { NULL_CELL } from './tabSeparated.ts'
import { TimeOrderedIDs } from './timeOrderedIDs.ts'

/** How many hashes or ordinals one statement asks for. */
const ASKED_AT_ONCE = 20_000

/** A row with the store's numbers. */
interface NumberedRow extends IncomingRow {
  readonly ordinal: number
}

/** Writes batches, one after another, as one of the loaders of the store: see commits.ts. */
export class Adder {
  /** How often something was written since the store was opened. */
  writes = 0
  readonly logFiles: LogFiles
  readonly #server: ClickHouseServer
  readonly #commits: Commits
  readonly #shapes: Shapes
  readonly #queue = new PQueue({ concurrency: 1 })
  readonly #goneMs: number | undefined
  #loader: Loader | null = null
  /** The number of the last one. */
  #number = 0
  /** Loaders of this process of which the server could not be told that they add nothing more. */
  readonly #leftBehind = new Set<Loader>()
  readonly #pending = new PendingFiles()

  /** `goneMs`: after how much silence another loader counts as gone, a minute if it is left out. */
  constructor(
    server: ClickHouseServer,
    commits: Commits,
    shapes: Shapes,
    { goneMs }: { readonly goneMs?: number | undefined } = {},
  ) {
    this.#goneMs = goneMs
    this.#server = server
    this.#commits = commits
    this.#shapes = shapes
    const number = () => this.#number
    this.logFiles = new LogFiles(server, new TimeOrderedIDs(number), number)
  }

  /** The number under which it writes; null before its first batch. */
  get loader(): number | null {
    return this.#loader?.number ?? null
  }

  /** Runs a task that writes while no other does. */
  write<T>(task: () => Promise<T>): Promise<T> {
    return this.#queue.add(async () => {
      try {
        const done = await task()
        this.writes++
        return done
      } catch (error) {
        throw whyNotWritten(error)
      }
    })
  }

  add(batch: RecordBatch): Promise<BatchReport> {
    return this.write(async () => {
      try {
        return await this.#add(batch)
      } catch (error) {
        // No more rows of these contents will come.
        for (const content of [batch.pending?.content, batch.contentEnd?.content])
          if (content !== undefined) await this.#pending.forget(content)
        throw error
      }
    })
  }

  async close(): Promise<void> {
    // If the server does not hear of it, the loader counts as gone after a while.
    await this.#queue.add(async () => this.#loader?.leave().catch(() => {}))
    await this.#pending.close()
  }

  async #add(batch: RecordBatch): Promise<BatchReport> {
    await this.#readyLoader()
    const fileIds = await this.logFiles.begin(batch.logFiles)
    const fileOf = (logFile: number | null) => (logFile === null ? null : fileIds[logFile]!)
    const shapeIds = await this.#shapes.store(batch.shapes)
    const { contentEnd } = batch
    const rows = [...incomingRows(batch)].map((row) => ({
      ...row,
      logFile: fileOf(row.logFile),
      shape: shapeIds[row.shape]!,
    }))
    const verdicts = [await this.#addRows(rows)]
    let identified = 0
    if (contentEnd !== null && contentEnd.hash !== null) {
      const { content, hash, logFile } = contentEnd
      for await (const pending of this.#pending.of(content)) {
        identified += pending.length
        verdicts.push(await this.#addRows(await this.#identified(pending, hash, fileIds[logFile]!)))
      }
    }
    if (batch.pending) await this.#keepPending(batch.pending, batch.shapes)
    if (contentEnd) await this.#pending.forget(contentEnd.content)
    const reports = await this.#reportsOf(batch, fileIds, identified, {
      dropped: verdicts.flatMap(({ dropped }) => dropped),
      conflicts: verdicts.flatMap(({ conflicts }) => conflicts),
    })
    await this.logFiles.write(batch.logFiles, reports)
    return { logFiles: reports }
  }

  /** Rows of earlier batches whose content has ended. */
  async #identified(
    pending: readonly PendingRow[],
    hash: string,
    logFile: number,
  ): Promise<readonly IncomingRow[]> {
    const texts = [...new Set(pending.map(({ shape }) => shape))]
    const ids = await this.#shapes.store(texts)
    const idOf = new Map(texts.map((text, index) => [text, ids[index]!]))
    return pending.map(({ row, shape }) => ({
      ...identifiedRow(row, hash, logFile),
      shape: idOf.get(shape)!,
    }))
  }

  #keepPending(pending: NonNullable<RecordBatch['pending']>, shapes: readonly string[]): Promise<void> {
    function* withShapes(): Generator<PendingRow> {
      for (const row of incomingRows(pending)) yield { row, shape: shapes[row.shape]! }
    }
    return this.#pending.keep(pending.content, withShapes())
  }

  async #readyLoader(): Promise<Loader> {
    for (const loader of this.#leftBehind) await this.#giveUp(loader)
    if (this.#loader?.isFull) {
      await this.#loader.leave()
      this.#loader = null
    }
    this.#loader ??= await Loader.begin(this.#server)
    this.#number = this.#loader.number
    return this.#loader
  }

  /** Adds rows that are new. Those that others add at the same time are waited for. */
  async #addRows(rows: readonly IncomingRow[]): Promise<Verdicts> {
    if (rows.length === 0) return { dropped: [], renamed: [], conflicts: [], shared: [] }
    for (let attempt = 1; ; attempt++) {
      await this.#commits.refresh()
      // What is visible changes meanwhile: others may ask as well. It must be the same for both looks at the IDs.
      const { visible } = this.#commits
      const loader = await this.#readyLoader()
      const verdicts = verdictsOn(await this.#suspectsAmong(rows, visible))
      const added = numbered(rows, verdicts, loader.lastOrdinal)
      try {
        if (added.length > 0) await this.#insert(added)
        const meanwhile = await this.#insertedMeanwhile(added, visible)
        if (meanwhile.length === 0) {
          await this.#insertShared(verdicts.shared, added)
          const lastOrdinal = loader.lastOrdinal + added.length
          if (added.length === 0 || (await loader.commit(lastOrdinal))) {
            loader.lastOrdinal = lastOrdinal
            await this.#commits.refresh()
            return verdicts
          }
        }
        // What was inserted is given up before others are waited for, so that none waits for one that waits for it.
        await this.#goOnAnew(loader)
        await whenDecided(this.#server, this.#commits, meanwhile, this.#goneMs)
        // Two that gave up for one another do not meet again at the same moment.
        await setTimeout(Math.random() * Math.min(attempt, 10) * 500)
      } catch (error) {
        // Whether the rows were inserted is not known: under another number they can be added again.
        await this.#goOnAnew(loader).catch(() => {})
        throw error
      }
    }
  }

  async #goOnAnew(loader: Loader): Promise<void> {
    this.#loader = null
    this.#leftBehind.add(loader)
    await this.#giveUp(loader)
  }

  async #giveUp(loader: Loader): Promise<void> {
    await loader.giveUp()
    this.#leftBehind.delete(loader)
  }

  async #insert(rows: readonly NumberedRow[]): Promise<void> {
    await this.#server.insertLines('events', EVENT_COLUMNS_INSERTED, linesOf(rows), rows.length)
    await this.#server.insert(
      'eventHashes',
      rows.map(({ idHash, ordinal }) => ({ idHash, ordinal })),
    )
  }

  /** Ordinals of rows with the same IDs that other loaders inserted, were not visible, and are not given up. */
  async #insertedMeanwhile(added: readonly NumberedRow[], visible: Visible): Promise<readonly number[]> {
    const own = this.#loader!.number
    const ordinals = await this.#ordinalsWith(added.map(({ idHash }) => idHash))
    return ordinals.filter(
      (ordinal) =>
        loaderOf(ordinal) !== own && !isVisibleIn(visible, ordinal) && !this.#commits.isGivenUp(ordinal),
    )
  }

  /** A record's identity and content, for each row whose identity occurs more than once, and those stored with it. */
  async #suspectsAmong(rows: readonly IncomingRow[], visible: Visible): Promise<readonly Suspect[]> {
    const stored = await this.#storedWith(rows, visible)
    const times = new Map<string, number>()
    const count = (identity: string) => times.set(identity, (times.get(identity) ?? 0) + 1)
    for (const { identity } of stored) count(identity)
    for (const row of rows) count(identityOf(row))
    const found = [...stored]
    for (const [index, row] of rows.entries()) {
      const identity = identityOf(row)
      const { idSuffix, logFile, position, shape, leaves } = row
      if (times.get(identity)! > 1)
        found.push({ row: index, ordinal: null, identity, idSuffix, logFile, position, shape, leaves })
    }
    const arrival = ({ row }: ReadSuspect) => rows[row!]!.row
    found.sort((a, b) =>
      a.identity === b.identity
        ? Number(b.row === null) - Number(a.row === null) ||
          (a.row === null ? a.ordinal! - b.ordinal! : arrival(a) - arrival(b))
        : a.identity < b.identity
          ? -1
          : 1,
    )
    return this.#withContents(found)
  }

  async #withContents(found: readonly ReadSuspect[]): Promise<readonly Suspect[]> {
    const suspects: Suspect[] = []
    for (const group of groupsByIdentity(found)) {
      const isAlike = group.every(
        ({ shape, leaves }) => shape === group[0]!.shape && leaves === group[0]!.leaves,
      )
      const shapes = isAlike ? null : await this.#shapes.get(group.map(({ shape }) => shape))
      for (const { shape, leaves, ...suspect } of group)
        suspects.push({ ...suspect, content: shapes ? contentOf(shapes.get(shape)!, leaves) : '' })
    }
    return suspects
  }

  /** The visible events with the identities of rows. */
  async #storedWith(rows: readonly IncomingRow[], visible: Visible): Promise<readonly ReadSuspect[]> {
    const identities = new Set(rows.map(identityOf))
    const ordinals = (await this.#ordinalsWith(rows.map(({ idHash }) => idHash))).filter((ordinal) =>
      isVisibleIn(visible, ordinal),
    )
    const found: ReadSuspect[] = []
    for (let first = 0; first < ordinals.length; first += ASKED_AT_ONCE) {
      const some = ordinals.slice(first, first + ASKED_AT_ONCE)
      const events = await this.#server.rows(
        `SELECT ordinal, eventID, idSuffix, logFile, shape, leaves FROM events WHERE ordinal IN (${some.join(',')})`,
      )
      for (const [ordinal, eventID, idSuffix, logFile, shape, leaves] of events) {
        const identity = identityOf({
          eventID: eventID as string | null,
          idSuffix: idSuffix as string | null,
        })
        if (identities.has(identity))
          found.push({
            row: null,
            position: null,
            ordinal: Number(ordinal),
            identity,
            idSuffix: idSuffix as string | null,
            logFile: logFile === null ? null : Number(logFile),
            shape: Number(shape),
            leaves: leaves as string,
          })
      }
    }
    return found
  }

  /** Ordinals of all rows whose IDs have one of these hashes. */
  async #ordinalsWith(hashes: readonly number[]): Promise<number[]> {
    const different = [...new Set(hashes)]
    const found: number[] = []
    for (let first = 0; first < different.length; first += ASKED_AT_ONCE) {
      const some = different.slice(first, first + ASKED_AT_ONCE)
      const rows = await this.#server.rows(
        `SELECT ordinal FROM eventHashes WHERE idHash IN (${some.join(',')})`,
      )
      for (const [ordinal] of rows) found.push(Number(ordinal))
    }
    return found
  }

  async #insertShared(shared: readonly SharedEvent[], added: readonly NumberedRow[]): Promise<void> {
    const ordinals = new Map(added.map((row) => [`${identityOf(row)} ${row.idSuffix}`, row.ordinal]))
    await this.#server.insert(
      'duplicates',
      shared.map(({ logFile, ordinal, identity, idSuffix }) => ({
        logFile,
        ordinal: ordinal ?? ordinals.get(`${identity} ${idSuffix}`)!,
      })),
    )
  }

  /** `identified`: how many pending rows of earlier batches are counted now. */
  async #reportsOf(
    { logFiles, contentEnd }: RecordBatch,
    fileIds: readonly number[],
    identified: number,
    { dropped, conflicts }: Pick<Verdicts, 'dropped' | 'conflicts'>,
  ): Promise<BatchReport['logFiles']> {
    const said = await conflictProblems(conflicts, logFiles, fileIds, (ids) => this.logFiles.namesOf(ids))
    return batchReports({ logFiles, contentEnd }, fileIds, {
      dropped: dropped.map(({ logFile }) => logFile),
      conflicts: conflicts.map(({ logFile }) => logFile),
      identified,
      problemsOf: (id) => said.get(id) ?? [],
    })
  }
}

/** A suspect whose content is still to be compared. */
interface ReadSuspect extends Omit<Suspect, 'content'> {
  readonly shape: number
  readonly leaves: string
}

/** The content of a record in a form that is equal exactly for records that say the same. */
function contentOf(shape: RecordShape, leaves: string): string {
  const text = shape.join(shape.leafCount === 0 ? [] : leaves.split(LEAF_SEPARATOR))
  return createHash('sha256').update(canonicalJson(text)).digest('hex')
}

/** The rows that are new, with the suffixes and ordinals that they get. */
function numbered(
  rows: readonly IncomingRow[],
  { dropped, renamed }: Verdicts,
  lastOrdinal: number,
): readonly NumberedRow[] {
  const isDropped = new Set(dropped.map(({ row }) => row))
  const suffixes = new Map(renamed.map(({ row, idSuffix }) => [row, idSuffix]))
  const added: NumberedRow[] = []
  for (const [index, row] of rows.entries())
    if (!isDropped.has(index))
      added.push({
        ...row,
        idSuffix: suffixes.get(index) ?? row.idSuffix,
        ordinal: lastOrdinal + added.length + 1,
      })
  return added
}

const EVENT_COLUMNS_INSERTED = ['ordinal', 'logFile', 'shape', 'idSuffix', 'idHash', ...KNOWN_COLUMNS]

function* linesOf(rows: readonly NumberedRow[]): Generator<string> {
  for (const { ordinal, logFile, shape, idSuffix, idHash, known } of rows)
    yield `${ordinal}\t${logFile ?? NULL_CELL}\t${shape}\t${idSuffix ?? NULL_CELL}\t${idHash}\t${known}\n`
}
