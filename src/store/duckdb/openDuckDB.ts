import { randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import { availableParallelism, tmpdir, totalmem } from 'node:os'
import { join, resolve } from 'node:path'
import type { DuckDBConnection } from '@duckdb/node-api'
import { PASSING_FILES, type EventStore } from '../eventStore.ts'
import { ROWS_TOGETHER } from '../recordBatch.ts'
import { StoreError } from '../storeError.ts'
import { Attachment } from './attachment.ts'
import { Connections } from './connections.ts'
import { DuckDBStore } from './duckdbStore.ts'
import { loadEngine } from './engine.ts'
import { isInUse, whyNotOpened } from './engineErrors.ts'
import { makeFolder } from './makeFolder.ts'
import { migrate, STORE_VERSION } from './migrations.ts'
import { addOlderReadings } from './olderReadings.ts'
import { RecordSegments } from './recordSegments.ts'
import { MACROS, TABLES } from './schema.ts'
import { addSegmentFunction } from './segmentFunction.ts'
import { StoreFile } from './storeFile.ts'
import { canRunSegments } from '../segments/segmentModule.ts'
import { sqlText } from '../sqlText.ts'

const MEMORY_LIMIT = '500MB'

/** See `openStore`. `memoryLimit` limits the engine for a store on disk. */
export async function openDuckDB(
  folder: string | null,
  name: string,
  { memoryLimit = MEMORY_LIMIT } = {},
): Promise<EventStore> {
  const file = folder === null ? null : duckDBFile(folder, name)
  const { DuckDBInstance } = loadEngine()
  if (!canRunSegments())
    throw new StoreError(
      'The event data store needs vector instructions that this processor does not have (SSE4.1, in x86 processors since 2008). Use another machine.',
    )
  // The engine may download nothing, and read nothing but the store.
  const instance = await DuckDBInstance.create(':memory:', {
    threads: String(Math.max(2, availableParallelism())),
    // On disk the engine needs little memory. A store in memory needs as much as its events, and
    // leaves the machine half of its memory.
    memory_limit: folder === null ? `${Math.floor(memoryOfMachine() / 2e6)}MB` : memoryLimit,
    // Where the engine puts what exceeds its memory. A store in memory writes nowhere.
    temp_directory: folder === null ? '' : join(folder, `${name}.tmp`),
    max_temp_directory_size: MAX_PUT_ASIDE,
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
    preserve_insertion_order: 'true',
    // Row groups of large records are small on purpose: once merged, they could be neither written
    // nor read.
    max_vacuum_tasks: '0',
  })
  const connection = await instance.connect()
  let segments: RecordSegments | undefined
  try {
    addSegmentFunction(connection, () => segments)
    if (folder !== null) await makeFolder(folder)
    if (file !== null && !existsSync(file)) await make(connection, file)
    await attach(connection, file)
    // Left by a process that was killed: no other process uses the store now.
    const parquetFolder = parquetFolderOf(folder, name)
    if (folder !== null)
      for (const left of [join(folder, `${name}.tmp`), join(parquetFolder, PASSING_FILES)])
        await rm(left, { recursive: true, force: true })
    await connection.run(`SET allowed_directories = [${sqlText(parquetFolder)}]`)
    await connection.run('SET enable_external_access = false')
    await prepare(connection)
    await bringUpToDate(connection, file)
    segments = await RecordSegments.open(folder === null ? null : join(folder, `${name}.records`), connection)
    const attachment = new Attachment(await instance.connect(), file && attachStatement(file))
    const store = new DuckDBStore(
      instance,
      connection,
      new Connections(instance, prepare, attachment),
      new StoreFile(file),
      attachment,
      segments,
      parquetFolder,
    )
    await store.load()
    return store
  } catch (error) {
    await segments?.close()
    connection.closeSync()
    instance.closeSync()
    throw whyNotOpened(error, folder ?? 'memory', file ?? 'memory')
  }
}

/** Where Parquet files are written: beside the store, or in the system's temporary folder. */
function parquetFolderOf(folder: string | null, name: string): string {
  return folder === null
    ? join(tmpdir(), `event-history-console-${randomUUID()}`)
    : resolve(folder, `${name}.parquet`)
}

export function duckDBFile(folder: string, name: string): string {
  return join(folder, `${name}.duckdb`)
}

/**
 * How much the engine may put on disk for a query that exceeds its memory. A query that needs more
 * is refused.
 */
const MAX_PUT_ASIDE = '8GB'

/** In bytes: what the machine has, or what this process may use of it. */
function memoryOfMachine(): number {
  const allowed = process.constrainedMemory()
  return allowed > 0 ? Math.min(allowed, totalmem()) : totalmem()
}

async function attach(connection: DuckDBConnection, file: string | null): Promise<void> {
  await connection.run(file === null ? "ATTACH ':memory:' AS store" : attachStatement(file))
}

function attachStatement(file: string): string {
  // A batch fills whole row groups of this size, so that it is written once, compressed, rather
  // than to the log first.
  return `ATTACH ${sqlText(file)} AS store (STORAGE_VERSION 'latest', ROW_GROUP_SIZE ${ROWS_TOGETHER})`
}

/**
 * Makes a store under another name and moves it into place when it is complete: the engine cannot
 * open a file whose creation was interrupted.
 */
async function make(connection: DuckDBConnection, file: string): Promise<void> {
  const making = `${file}.making`
  const isLeft = existsSync(making)
  try {
    await attach(connection, making)
  } catch (error) {
    if (!isLeft || isInUse(error)) throw error
    // Left by a process that was killed here.
    await rm(making)
    await attach(connection, making)
  }
  await connection.run('USE store')
  await bringUpToDate(connection, making)
  await connection.run('CHECKPOINT store; USE memory; DETACH store')
  if (existsSync(file)) await rm(making)
  else await rename(making, file)
}

async function prepare(connection: DuckDBConnection): Promise<void> {
  await connection.run(`USE store; ${MACROS}`)
}

async function bringUpToDate(connection: DuckDBConnection, file: string | null): Promise<void> {
  const tables = await connection.runAndReadAll(
    "SELECT 1 FROM duckdb_tables() WHERE database_name = 'store' AND table_name = 'notes'",
  )
  if (tables.currentRowCount === 0) {
    // One transaction, so that a store has all of its tables and its version, or nothing.
    await connection.run(`BEGIN; ${TABLES} INSERT INTO notes VALUES ('version', '${STORE_VERSION}'); COMMIT`)
    return
  }
  const rows = (await connection.runAndReadAll("SELECT value FROM notes WHERE name = 'version'")).getRowsJS()
  const version = Number(rows[0]?.[0])
  if (!(version <= STORE_VERSION)) {
    throw new StoreError(
      `The event data store ${file} has version ${version}, but this console only reads versions up to ${STORE_VERSION}. Use the newer console that wrote it, or choose another --data folder.`,
    )
  }
  await migrate(connection, version)
  await addOlderReadings(connection)
}
