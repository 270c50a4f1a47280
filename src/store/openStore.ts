import { existsSync } from 'node:fs'
import { duckDBFile, openDuckDB } from './duckdb/openDuckDB.ts'
import type { EventStore } from './eventStore.ts'

type EngineName = 'duckdb'

interface Limits {
  /** How much memory the engine may use for a store on disk: `250MB`. */
  readonly memoryLimit?: string
}

interface Engine {
  /** A null `folder` keeps the store in memory. */
  readonly open: (folder: string | null, name: string, limits: Limits) => Promise<EventStore>
  readonly exists: (folder: string, name: string) => boolean
}

const ENGINES: Readonly<Record<EngineName, Engine>> = {
  duckdb: { open: openDuckDB, exists: (folder, name) => existsSync(duckDBFile(folder, name)) },
}

/**
 * Opens an event data store, and creates it and its folder if needed. An older store is brought up
 * to date. Throws a {@link StoreError} if another process has it open, it cannot be written, a
 * newer version wrote it, or the engine cannot be loaded.
 */
export function openStore({
  engine = 'duckdb',
  folder,
  name,
  ...limits
}: {
  readonly engine?: EngineName
  readonly folder: string | null
  /** Distinguishes the stores in one folder. */
  readonly name: string
} & Limits): Promise<EventStore> {
  return ENGINES[engine].open(folder, name, limits)
}

export function storeExists({
  engine = 'duckdb',
  folder,
  name,
}: {
  readonly engine?: EngineName
  readonly folder: string
  readonly name: string
}): boolean {
  return ENGINES[engine].exists(folder, name)
}
