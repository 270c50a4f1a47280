import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DuckDBInstance } from '@duckdb/node-api'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { EVERYTHING } from '../../filter/filter.ts'
import { addRecords } from '../../testing/storeOf.ts'
import { suffixOfEventID } from '../idSuffix.ts'
import { NotRemovable, stampKey, type EventStore } from '../eventStore.ts'
import { migrate, STORE_VERSION } from './migrations.ts'
import { openDuckDB } from './openDuckDB.ts'

/**
 * A store as version 1 wrote it: two events of one log file, and another file that was being read.
 * Must never change.
 */
const VERSION_1 = String.raw`
  CREATE TABLE notes (name VARCHAR PRIMARY KEY, value VARCHAR);
  CREATE TABLE shapes (id INTEGER, text VARCHAR);
  CREATE TABLE slots (path VARCHAR, shape INTEGER, slots INTEGER[]);
  CREATE TABLE events (
    ordinal BIGINT, eventTimeMs BIGINT, eventID VARCHAR, idSuffix VARCHAR, eventName VARCHAR, eventSource VARCHAR,
    userName VARCHAR, awsRegion VARCHAR, sourceIPAddress VARCHAR, userAgent VARCHAR, errorCode VARCHAR,
    accessKeyId VARCHAR, accountId VARCHAR, userType VARCHAR, invokedBy VARCHAR, eventType VARCHAR, eventCategory VARCHAR,
    idHash UINTEGER, readOnly BOOLEAN, resourceTypes VARCHAR[], resourceNames VARCHAR[], listedResources INTEGER,
    logFile INTEGER, shape INTEGER, leaves VARCHAR USING COMPRESSION zstd
  );
  CREATE TABLE logFiles (
    id INTEGER, name VARCHAR, path VARCHAR, size BIGINT, mtimeMs DOUBLE, sha256 VARCHAR,
    records BIGINT, added BIGINT, duplicates BIGINT, finished BOOLEAN
  );
  CREATE TABLE problems (id INTEGER, logFile VARCHAR, position VARCHAR, reason VARCHAR);
  INSERT INTO notes VALUES ('version', '1');
  INSERT INTO shapes VALUES
    (0, '{"eventVersion":"' || chr(1) || '","eventID":"' || chr(1) || '","eventTime":"' || chr(1) || '","eventName":"' || chr(1) || '"}'),
    (1, '{ "eventVersion": "' || chr(1) || '", "eventName": "' || chr(1) || '" }');
  INSERT INTO slots VALUES
    ('eventVersion', 0, [1]), ('eventID', 0, [2]), ('eventTime', 0, [3]), ('eventName', 0, [4]),
    ('eventVersion', 1, [1]), ('eventName', 1, [2]);
  INSERT INTO events (ordinal, eventTimeMs, eventID, idSuffix, eventName, idHash, readOnly, resourceTypes, resourceNames, listedResources, logFile, shape, leaves)
  VALUES
    (1, NULL, NULL, '~test.json-1', 'Upload', 3988865937, false, [], [], 0, 0, 1, '1.08' || chr(31) || 'Upload'),
    (2, 1769940000000, 'e1', NULL, 'RunInstances', 2216349443, false, [], [], 0, 0, 0,
      '1.08' || chr(31) || 'e1' || chr(31) || '2026-02-01T10:00:00Z' || chr(31) || 'RunInstances');
  INSERT INTO logFiles VALUES
    (0, 'test.json', '/logs/test.json', 428, 1, 'ab12', 2, 2, 0, true),
    (1, 'late.json', '/logs/late.json', 1000, 2, NULL, 0, 0, 0, false);
  INSERT INTO problems VALUES (0, 'test.json', 'byte 7', 'A record is not whole.');
`

/**
 * What version 2 could also contain: an event whose eventID is the ID of another, and one whose
 * eventID could become one. Must never change.
 */
const VERSION_2 = String.raw`
  ${VERSION_1}
  ALTER TABLE logFiles DROP COLUMN sha256;
  UPDATE notes SET value = '2' WHERE name = 'version';
  INSERT INTO events (ordinal, eventTimeMs, eventID, idSuffix, eventName, idHash, readOnly, resourceTypes, resourceNames, listedResources, logFile, shape, leaves)
  VALUES
    (3, NULL, 'e1', '~abacc1f6', 'Second', 2216349443, false, [], [], 0, 0, 0,
      '1.08' || chr(31) || 'e1' || chr(31) || '2026-02-01T10:00:00Z' || chr(31) || 'Second'),
    (4, NULL, 'e1~abacc1f6', NULL, 'Impostor', 1832260644, false, [], [], 0, 0, 0,
      '1.08' || chr(31) || 'e1~abacc1f6' || chr(31) || '2026-02-01T10:00:00Z' || chr(31) || 'Impostor'),
    (5, NULL, 'e1~0123456789abcdef', NULL, 'Impostor', 737085691, false, [], [], 0, 0, 0,
      '1.08' || chr(31) || 'e1~0123456789abcdef' || chr(31) || '2026-02-01T10:00:00Z' || chr(31) || 'Impostor'),
    (6, NULL, 'e3~abacc1f6', NULL, 'Own', 2554201462, false, [], [], 0, 0, 0,
      '1.08' || chr(31) || 'e3~abacc1f6' || chr(31) || '2026-02-01T10:00:00Z' || chr(31) || 'Own');
`

const RECORDS = [
  '{"eventVersion":"1.08","eventID":"e1","eventTime":"2026-02-01T10:00:00Z","eventName":"RunInstances"}',
  '{ "eventVersion": "1.08", "eventName": "Upload" }',
]

const ALL = { contains: '', sort: 'loaded', isDescending: false, offset: 0, limit: 10 } as const

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'event-history-test-'))
})
afterEach(() => rm(folder, { recursive: true }))

test('a store of version 1 opens with its whole content, and then has the current version', async () => {
  await write(VERSION_1)
  for (const time of ['first', 'second']) {
    const store = await openDuckDB(folder, 'log-files')
    expect(await downloaded(store), time).toEqual(RECORDS.toSorted())
    expect((await store.getEvent('e1'))?.logFiles[0]).toMatchObject({ name: 'test.json' })
    const known = await store.loadedStamps()
    expect(known).toContain(stampKey({ uri: '/logs/test.json', size: 428, modifiedMs: 1 }))
    expect(known).not.toContain(stampKey({ uri: '/logs/late.json', size: 1000, modifiedMs: 2 }))
    expect(await store.problems(0, 10)).toMatchObject({ total: 1, problems: [{ position: 'byte 7' }] })
    expect((await addRecords(store, [RECORDS[0]!], `${time}.json`)).logFiles).toMatchObject([
      { added: 0, duplicates: 1 },
    ])
    await store.close()
  }
  expect(await read("SELECT value FROM notes WHERE name = 'version'")).toEqual([[String(STORE_VERSION)]])
})

test('the events of a store of version 2 keep their IDs, except IDs that another event has or may get', async () => {
  await write(VERSION_2)
  const store = await openDuckDB(folder, 'log-files')
  const opened = async (id: string) => {
    const found = await store.getEvent(id)
    return found && `${found.event.eventName} ${found.event.id}`
  }
  expect(await opened('~test.json-1')).toBe('Upload ~test.json-1')
  expect(await opened('e1')).toBe('RunInstances e1')
  expect(await opened('e1~abacc1f6')).toBe('Second e1~abacc1f6')
  for (const eventID of ['e1~abacc1f6', 'e1~0123456789abcdef']) {
    const id = eventID + suffixOfEventID(eventID)
    expect(await opened(id)).toBe(`Impostor ${id}`)
  }
  expect(await opened('e3~abacc1f6')).toBe('Own e3~abacc1f6')
  expect((await store.loadReport()).conflicts).toBe(1)
  const second =
    '{"eventVersion":"1.08","eventID":"e1","eventTime":"2026-02-01T10:00:00Z","eventName":"Second"}'
  expect((await addRecords(store, [second], 'again.json')).logFiles).toMatchObject([{ added: 0 }])
  await store.close()
})

test('records without eventID that an older store may have had are reported as possible duplicates', async () => {
  await write(VERSION_2)
  const store = await openDuckDB(folder, 'log-files')
  const other = RECORDS[1]!.replace('Upload', 'Other')
  expect((await addRecords(store, [other], 'other.json')).logFiles).toMatchObject([
    { added: 1, problems: [] },
  ])
  const [again] = (await addRecords(store, RECORDS, 'test.json')).logFiles
  expect(again).toMatchObject({
    added: 1,
    duplicates: 1,
    problems: [
      {
        logFile: 'test.json',
        position: null,
        reason:
          '1 record without eventID equals an event that an earlier version loaded. That version did not record whether the log file is the same. It was loaded, and may now be stored twice.',
      },
    ],
  })
  expect((await addRecords(store, RECORDS, 'test.json')).logFiles).toEqual([
    { added: 0, duplicates: 2, conflicts: 0, salvaged: 0, leftOut: 0, problems: [] },
  ])
  expect((await store.problems(0, 10)).total).toBe(2)
  await store.close()
})

test('the log files of an older store can be removed only if no two of them may share an event', async () => {
  for (const [sql, isRemovable] of [
    [VERSION_1, false],
    [`${VERSION_1} DELETE FROM logFiles WHERE NOT finished; DELETE FROM events WHERE eventID IS NULL`, true],
  ] as const) {
    await write(sql)
    const store = await openDuckDB(folder, 'log-files')
    await addRecords(store, [RECORDS[0]!, RECORDS[0]!.replace('e1', 'e2')], 'new.json')
    const { logFiles } = await store.logFiles(ALL)
    expect(logFiles[0]).toMatchObject({ name: 'test.json', isRemovable })
    expect(logFiles.at(-1)).toMatchObject({ name: 'new.json', isRemovable: true, ownEvents: 1 })
    if (isRemovable) expect(await store.removeLogFile(0)).toMatchObject({ removed: 0, kept: 1 })
    else await expect(store.removeLogFile(0)).rejects.toThrow(NotRemovable)
    expect(await store.removeLogFile(logFiles.at(-1)!.id)).not.toBeNull()
    await store.close()
    await rm(join(folder, 'log-files.duckdb'))
  }
})

test('the log files of an older store have an outcome, and no hash is made up for them', async () => {
  await write(`
    ${VERSION_2}
    INSERT INTO logFiles VALUES
      (2, 'notes.txt', NULL, 9, 0, 0, 0, 0, true), (3, 'empty.json', NULL, 9, 0, 0, 0, 0, true),
      (4, '/logs/gone.json', '/logs/gone.json', 0, 0, 0, 0, 0, false);
    INSERT INTO problems VALUES (1, 'notes.txt', NULL, 'No log file.'), (2, '/logs/gone.json', NULL, 'It is gone.')`)
  const store = await openDuckDB(folder, 'log-files')
  const { logFiles } = await store.logFiles(ALL)
  expect(logFiles.map(({ name, outcome, sha256 }) => [name, outcome, sha256])).toEqual([
    ['test.json', 'loaded', null],
    ['late.json', null, null],
    ['notes.txt', 'skipped', null],
    ['empty.json', 'loaded', null],
    ['/logs/gone.json', 'failed', null],
  ])
  expect(logFiles.map(({ problems }) => problems)).toEqual([1, 0, 1, 0, 1])
  await store.close()
})

test('a store that was brought up to date has the columns of a new one', async () => {
  await write(VERSION_1)
  const columns = `SELECT table_name, column_name, data_type FROM information_schema.columns ORDER BY ALL`
  await (await openDuckDB(folder, 'log-files')).close()
  const migrated = await read(columns)
  await rm(join(folder, 'log-files.duckdb'))
  await (await openDuckDB(folder, 'log-files')).close()
  expect(migrated).toEqual(await read(columns))
})

test('a step that fails leaves the store as it was', async () => {
  await write(`${VERSION_1} ALTER TABLE logFiles DROP COLUMN sha256`)
  const before = await readFile(join(folder, 'log-files.duckdb'))
  await expect(openDuckDB(folder, 'log-files')).rejects.toThrow(
    /cannot be opened: it has version 1, and the migration to version 2 \(.*\) failed/,
  )
  expect(before.equals(await readFile(join(folder, 'log-files.duckdb')))).toBe(true)
})

test('a store of a newer version is reported and left alone', async () => {
  await (await openDuckDB(folder, 'log-files')).close()
  await write(`UPDATE notes SET value = '${STORE_VERSION + 1}' WHERE name = 'version'`)
  const before = await readFile(join(folder, 'log-files.duckdb'))
  await expect(openDuckDB(folder, 'log-files')).rejects.toThrow(
    new RegExp(
      `log-files.duckdb has version ${STORE_VERSION + 1}, .* reads versions up to ${STORE_VERSION}. Use`,
    ),
  )
  expect(before.equals(await readFile(join(folder, 'log-files.duckdb')))).toBe(true)
})

test('a store of this version has no step to take', async () => {
  const connection = await (await DuckDBInstance.create(':memory:')).connect()
  await migrate(connection, STORE_VERSION)
  const made = await connection.runAndReadAll('SELECT table_name FROM duckdb_tables()')
  expect(made.getRows()).toEqual([])
  await expect(migrate(connection, STORE_VERSION - 1), 'that of an older one does not fit').rejects.toThrow()
  connection.closeSync()
})

test('free text finds what is read in the records of an older store, once it has been opened', async () => {
  const leaves = ['1.08', 'e9', '2026-02-01T10:00:00Z', String.raw`{\"Sid\": \"M\u00fcller\"}`]
  await write(`${VERSION_1}
    INSERT INTO events (ordinal, eventID, idHash, readOnly, resourceTypes, resourceNames, listedResources, logFile, shape, leaves)
    SELECT 10 + n, 'e9-' || n, 1, false, [], [], 0, 0, 0, concat_ws(chr(31), ${leaves.map((leaf) => `'${leaf}'`).join(', ')})
    FROM range(130000) t(n)`)
  for (const time of ['first', 'second']) {
    const store = await openDuckDB(folder, 'log-files')
    for (const [text, count] of [
      ['Müller', 130_000],
      ['"Sid":"Müller"', 130_000],
      ['Upload', 1],
    ] as const) {
      const query = { filter: { ...EVERYTHING, text }, asOf: store.asOf(0) }
      expect(await store.countEvents(query), `${text}, ${time}`).toBe(count)
    }
    await store.close()
  }
  expect(await read("SELECT value FROM notes WHERE name = 'lastWithoutReadings'")).toEqual([])
})

test('readings that an interrupted opening left out are added by the next', async () => {
  await write(VERSION_1)
  await (await openDuckDB(folder, 'log-files')).close()
  await write(String.raw`
    UPDATE events SET leaves = concat_ws(chr(31), '1.08', 'e1', '2026', 'M\u00fcller') WHERE ordinal = 2;
    INSERT INTO notes VALUES ('lastWithoutReadings', '2')`)
  const store = await openDuckDB(folder, 'log-files')
  expect(await store.countEvents({ filter: { ...EVERYTHING, text: 'Müller' }, asOf: store.asOf(0) })).toBe(1)
  await store.close()
})

/** Every record, sorted. */
async function downloaded(store: EventStore): Promise<string[]> {
  const texts: string[] = []
  const query = { filter: EVERYTHING, asOf: store.asOf(0) }
  for await (const block of store.downloadEvents(query, 'oldest'))
    texts.push(...block.map(({ record }) => record.text))
  return texts.toSorted()
}

async function write(sql: string): Promise<void> {
  await inFile((connection) => connection.run(sql))
}

function read(sql: string): Promise<unknown> {
  return inFile(async (connection) => (await connection.runAndReadAll(sql)).getRowsJS())
}

/** Runs statements on the store's file, without the store. */
async function inFile<T>(
  talk: (connection: Awaited<ReturnType<DuckDBInstance['connect']>>) => Promise<T>,
): Promise<T> {
  const instance = await DuckDBInstance.create(join(folder, 'log-files.duckdb'))
  const connection = await instance.connect()
  try {
    return await talk(connection)
  } finally {
    connection.closeSync()
    instance.closeSync()
  }
}
