import { existsSync } from 'node:fs'
import { duckDBFile, openDuckDB } from './duckdb/openDuckDB.ts'
import type { EventStore } from './eventStore.ts'

interface Limits {
  /** How much memory the engine may use for a store on disk: `250MB`. */
  readonly memoryLimit?: string
}

/**
 * Opens an event data store, and creates it and its folder if needed. An older store is brought up
 * to date. Throws a {@link StoreError} if another process has it open, it cannot be written, a
 * newer version wrote it, or the engine cannot be loaded.
 */
export function openStore({
  folder,
  name,
  ...limits
}: {
  /** null keeps the store in memory. */
  readonly folder: string | null
  /** Distinguishes the stores in one folder. */
  readonly name: string
} & Limits): Promise<EventStore> {
  return openDuckDB(folder, name, limits)
}

export function storeExists({ folder, name }: { readonly folder: string; readonly name: string }): boolean {
  return existsSync(duckDBFile(folder, name))
}

/**
 * Opens an event data store that several processes may have open at the same time: a ClickHouse database, such as
 * `clickhouse://user@host:8123/database`. Its tables are made if needed. Throws a {@link StoreError} if the address
 * cannot be read, or the server does not answer or refuses the user. `environment` may have CLICKHOUSE_PASSWORD.
 */
export async function openSharedStore(
  address: string,
  environment: Readonly<Record<string, string | undefined>>,
): Promise<EventStore> {
  const { clickhouseAddress } = await import('./clickhouse/address.ts')
  const { openClickHouse } = await import('./clickhouse/openClickHouse.ts')
  return openClickHouse(clickhouseAddress(address, environment))
}
