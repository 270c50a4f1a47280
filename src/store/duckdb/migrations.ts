import type { DuckDBConnection } from '@duckdb/node-api'

/** What makes a version of the store's format out of the one before. It never changes once it was released. */
interface Step {
  readonly does: string
  readonly sql: string
}

/** The first makes version 2 of version 1, the next version 3, and so on: a new one goes to the end. */
const STEPS: readonly Step[] = [
  {
    does: 'takes away the hash of a log file, which nothing read',
    sql: 'ALTER TABLE logFiles DROP COLUMN sha256',
  },
]

const OLDEST = 1

/** Version of what stands in the file. */
export const STORE_VERSION = OLDEST + STEPS.length

/** Brings a store of an older version up to this one. A step that is cut off leaves the version before it. */
export async function migrate(connection: DuckDBConnection, version: number): Promise<void> {
  for (const [index, { does, sql }] of STEPS.entries()) {
    const makes = OLDEST + index + 1
    if (makes <= version) continue
    try {
      await connection.run(`
        BEGIN;
        ${sql};
        UPDATE notes SET value = '${makes}' WHERE name = 'version';
        COMMIT`)
    } catch (error) {
      await connection.run('ROLLBACK').catch(() => {})
      throw new Error(
        `it is of version ${makes - 1}, and the step to version ${makes} (${does}) failed: ${(error as Error).message}`,
        { cause: error },
      )
    }
  }
}
