import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import type { SqlDownloadFormat, SqlResult, SqlTable as SqlTableState } from '../../api/sql.ts'
import { parquetFolderOf, PASSING_FILES, type EventStore } from '../../store/eventStore.ts'
import { StoreError } from '../../store/storeError.ts'
import { passingFile } from '../downloads/passingFile.ts'
import { notStored, ProblemError } from '../http/problem.ts'
import type { OpenedStore } from '../stores/openedStore.ts'
import type { SqlOutcome, SqlTask } from './protocol.ts'
import { SqlProcesses } from './sqlProcesses.ts'
import { SqlTable } from './sqlTable.ts'

/** How long a statement may take, and one whose rows go into a file. */
const MAX_MS = 30_000
const MAX_FILE_MS = 10 * 60_000

type Opened = Pick<OpenedStore, 'store' | 'keepOpen'>

/** SQL over the events of any event data store. */
export class Sql {
  readonly #processes = new SqlProcesses()
  readonly #tables = new WeakMap<EventStore, SqlTable>()
  readonly #maxMs: number

  constructor({ maxMs = MAX_MS } = {}) {
    this.#maxMs = maxMs
  }

  /** The first rows of a statement's result. */
  async rows({ store }: Opened, statement: string, maxRows: number, signal: AbortSignal): Promise<SqlResult> {
    return this.#use(
      store,
      async (tableFiles, events) => {
        const task = { statement, tableFiles, spillFolder: passing(store), result: { maxRows } }
        const outcome = await this.#run(store, task, this.#maxMs, signal)
        if (outcome.kind !== 'rows') throw new Error('The process for SQL wrote a file instead of rows.')
        return { ...outcome.rows, events }
      },
      signal,
    )
  }

  /** The bytes of a file of all rows, which is written first: a statement may fail at its last row. */
  file(
    { store }: Opened,
    statement: string,
    format: SqlDownloadFormat,
    signal: AbortSignal,
  ): AsyncGenerator<Uint8Array> {
    return passingFile(store, (file) =>
      this.#use(
        store,
        (tableFiles) => {
          const task = { statement, tableFiles, spillFolder: passing(store), result: { format, file } }
          return this.#run(store, task, MAX_FILE_MS, signal)
        },
        signal,
      ),
    )
  }

  async state({ store }: Opened): Promise<SqlTableState> {
    const table = this.#table(store)
    const { eventCount } = await store.summary(store.asOf(0))
    return { events: eventCount, ready: table.ready, isPreparing: table.isPreparing }
  }

  /** Begins to bring the table up to date. */
  prepare({ store, keepOpen }: Opened): void {
    const release = keepOpen()
    this.#table(store)
      .prepare(store.asOf(0))
      // The next statement tries again, and says what is wrong.
      .catch(() => {})
      .finally(release)
  }

  close(): void {
    this.#processes.close()
  }

  async #use<T>(
    store: EventStore,
    work: (files: readonly string[], events: number) => Promise<T>,
    signal: AbortSignal,
  ): Promise<T> {
    try {
      return await this.#table(store).use(store.asOf(0), work, signal)
    } catch (error) {
      throw error instanceof StoreError ? notStored('The table for SQL', error) : error
    }
  }

  #table(store: EventStore): SqlTable {
    const known = this.#tables.get(store)
    if (known) return known
    const table = new SqlTable(store)
    this.#tables.set(store, table)
    return table
  }

  async #run(store: EventStore, task: SqlTask, maxMs: number, signal: AbortSignal): Promise<SqlOutcome> {
    const outcome = await this.#processes.run(task, maxMs, signal)
    if (outcome.kind === 'problem')
      throw new ProblemError({
        title: 'Statement not understood',
        status: 400,
        detail: outcome.sentence,
        field: 'query',
        ...(outcome.position !== null && { position: outcome.position }),
      })
    if (outcome.kind === 'tooLarge')
      throw new ProblemError({ title: 'Too large', status: 503, detail: outcome.sentence })
    if (outcome.kind === 'unreadableTable') {
      this.#table(store).discard()
      throw new ProblemError(
        {
          title: 'Try again',
          status: 503,
          detail:
            'The table for SQL could not be read. It is made of the events again with the next statement.',
        },
        { 'Retry-After': '1' },
        new Error(outcome.message),
      )
    }
    if (outcome.kind === 'failure')
      throw new ProblemError(
        {
          title: 'Statement stopped',
          status: 503,
          detail: 'The process that ran the statement failed. Nothing else is affected. Try again.',
        },
        {},
        new Error(outcome.message),
      )
    return outcome
  }
}

/** A name for a folder that is removed again. */
const passing = (store: EventStore): string => join(parquetFolderOf(store), PASSING_FILES, randomUUID())
