import type { DuckDBConnection } from '@duckdb/node-api'

/** Turns one version of the store's format into the next. Must not change once released. */
interface Step {
  readonly does: string
  readonly sql: string
}

/** The first turns version 1 into version 2, and so on. New steps go at the end. */
const STEPS: readonly Step[] = [
  {
    does: 'remove the hash of a log file',
    sql: 'ALTER TABLE logFiles DROP COLUMN sha256',
  },
  {
    does: 'identify records without eventID by the content of their log file',
    sql: `
      INSERT INTO notes SELECT 'lastWithoutContent', last::VARCHAR
        FROM (SELECT max(ordinal) AS last FROM events WHERE eventID IS NULL AND logFile IS NOT NULL) WHERE last IS NOT NULL;
      UPDATE events SET idSuffix = '~' || left(sha256(eventID), 16)
        WHERE idSuffix IS NULL AND contains(eventID, '~') AND (
          regexp_matches(eventID, '~[0-9a-f]{16}$')
          OR eventID IN (SELECT coalesce(eventID, '') || idSuffix FROM events WHERE idSuffix IS NOT NULL)
        )`,
  },
  {
    does: 'record which further log files contain an event',
    // This is not known of the log files loaded so far, unless there were no duplicates at all.
    sql: `
      CREATE TABLE duplicates (logFile INTEGER, ordinal BIGINT);
      INSERT INTO notes SELECT 'lastWithoutDuplicates', max(id)::VARCHAR FROM logFiles
        HAVING max(id) IS NOT NULL AND (
          count(*) FILTER (duplicates > 0 OR NOT finished) > 0
          OR (SELECT count(*) FROM notes WHERE name = 'lastWithoutContent') > 0
        )`,
  },
  {
    does: 'add the SHA-256 and outcome of a log file',
    sql: `
      ALTER TABLE logFiles ADD COLUMN sha256 VARCHAR;
      ALTER TABLE logFiles ADD COLUMN outcome VARCHAR;
      UPDATE logFiles SET outcome = CASE
        WHEN finished AND (records > 0 OR added > 0) THEN 'loaded'
        WHEN name IN (SELECT logFile FROM problems) OR path IN (SELECT logFile FROM problems)
          THEN CASE WHEN finished THEN 'skipped' ELSE 'failed' END
        WHEN finished THEN 'loaded'
      END`,
  },
  {
    does: 'add the log file of a problem',
    // Where several log files have the name, it is not known which one it is.
    sql: `
      ALTER TABLE problems ADD COLUMN file INTEGER;
      UPDATE problems SET file = f.id FROM (
        SELECT name, min(id) AS id FROM (
          SELECT name, id FROM logFiles UNION SELECT path AS name, id FROM logFiles
        ) GROUP BY name HAVING count(*) = 1
      ) f WHERE f.name = problems.logFile`,
  },
  {
    does: 'add what a log file has behind a break, without its end, and in conflict',
    // How many were left out of the log files loaded so far is not known.
    sql: `
      ALTER TABLE logFiles ADD COLUMN salvaged BIGINT DEFAULT 0;
      ALTER TABLE logFiles ADD COLUMN leftOut BIGINT DEFAULT 0;
      ALTER TABLE logFiles ADD COLUMN conflicts BIGINT DEFAULT 0;
      UPDATE logFiles SET conflicts = (
        SELECT count(*) FROM problems p WHERE p.file = logFiles.id AND contains(p.reason, 'both are kept')
      )`,
  },
  {
    does: 'add the readings of an event',
    // Computed afterwards, in parts: see olderReadings.ts.
    sql: `
      ALTER TABLE events ADD COLUMN readings VARCHAR;
      INSERT INTO notes SELECT 'lastWithoutReadings', max(ordinal)::VARCHAR FROM events HAVING max(ordinal) IS NOT NULL`,
  },
  {
    does: 'add what sets an event apart in a list',
    sql: 'ALTER TABLE events ADD COLUMN mark VARCHAR',
  },
  {
    does: 'add the segments',
    sql: `
      CREATE TABLE segments (
        firstOrdinal BIGINT, lastOrdinal BIGINT, firstRow INTEGER, shapes INTEGER[], position BIGINT, bytes BIGINT, checksum UINTEGER
      )`,
  },
]

const OLDEST = 1

/** The version of the format that this code writes. */
export const STORE_VERSION = OLDEST + STEPS.length

/** Brings an older store up to date. A step that is interrupted leaves the version before it. */
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
        `it has version ${makes - 1}, and the migration to version ${makes} (${does}) failed: ${(error as Error).message}`,
        { cause: error },
      )
    }
  }
}
