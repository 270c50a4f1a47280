import { StoreError } from '../storeError.ts'
import type { ClickHouseAddress } from './address.ts'
import { ClickHouseStore } from './clickhouseStore.ts'
import { Commits, visibleSql } from './commits.ts'
import { clickhouseDialect } from './dialect.ts'
import { ClickHouseReader } from './reader.ts'
import { makeTables } from './schema.ts'
import { ClickHouseServer } from './server.ts'

/** The oldest major version that understands the statements of the console. */
const OLDEST = 25

/** Opens the event data store in a ClickHouse database, and makes its tables if needed. */
export async function openClickHouse(address: ClickHouseAddress): Promise<ClickHouseStore> {
  const server = await ClickHouseServer.connect(address)
  try {
    if (server.majorVersion < OLDEST)
      throw new StoreError(
        `The ClickHouse server ${address.url} is of version ${server.majorVersion}. Use version ${OLDEST} or later.`,
      )
    await makeTables(server)
    const commits = new Commits(server)
    const dialect = clickhouseDialect(
      () => `(SELECT * FROM events WHERE ${visibleSql(commits.visible)('ordinal')})`,
    )
    const store = new ClickHouseStore(server, new ClickHouseReader(server, dialect), commits)
    await store.load()
    return store
  } catch (error) {
    await server.close()
    throw error
  }
}
