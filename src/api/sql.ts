import * as v from 'valibot'
import { described, operation, type AnswerOf } from './operation.ts'
import { choiceOr, store, wholeNumberOr } from './parameters.ts'

/** The most bytes of a request with one, whatever its characters. */
export const MOST_SQL_BYTES = 64 * 1024

/** The most characters of a statement: more than a person writes, less than an address may have. */
export const MOST_CHARACTERS = 8_000

export type SqlDownloadFormat = 'csv' | 'ndjson' | 'parquet'

const SQL_DOWNLOAD_FORMATS = ['csv', 'ndjson', 'parquet'] as const satisfies readonly SqlDownloadFormat[]

const MISSING = 'is missing. It is one SELECT statement over the table cloudtrail_logs.'
const TOO_LONG = `has more than ${MOST_CHARACTERS} characters.`

/** `name` begins the messages of a body; those of a parameter follow its name. */
const statement = (name: string) =>
  v.pipe(
    v.string(`${name}${MISSING}`),
    v.nonEmpty(`${name}${MISSING}`),
    v.maxLength(MOST_CHARACTERS, `${name}${TOO_LONG}`),
    v.description('One SELECT statement over the table `cloudtrail_logs`.'),
  )

const PROBLEMS = {
  503: 'The statement was stopped because it took too long or needed too much memory, or too many statements are running.',
}

/**
 * What a cell may be: a number that JSON cannot carry exactly is a text, as are dates and times; structures,
 * lists and maps are JSON.
 */
const column = v.object({
  name: v.string(),
  type: described(v.string(), 'As the engine names it: `VARCHAR`, `BIGINT`, `TIMESTAMP WITH TIME ZONE`.'),
})

export const runSql = operation({
  name: 'runSql',
  method: 'POST',
  path: '/api/sql',
  summary: 'The result of a SELECT statement over the events, under the column names of Athena.',
  description:
    'The statement sees the events that were in the store when it was sent, and nothing else. Closing the connection stops it. A problem with the statement has `position`, the place in it, from 0.',
  params: { maxRows: wholeNumberOr(1, 10_000, 1000, 'Maximum number of rows.'), store },
  body: v.object({ query: statement('query ') }),
  answer: v.object({
    columns: v.array(column),
    rows: described(
      v.array(v.array(v.unknown())),
      'A number too large for JSON is a text; dates and times are texts in ISO 8601; structures, lists and maps are JSON.',
    ),
    truncated: described(v.boolean(), 'Whether there are more rows.'),
    events: described(v.number(), 'How many events the table had.'),
  }),
  problems: PROBLEMS,
  example: {
    address: '/api/sql',
    body: '{"query":"SELECT eventname, count(*) FROM cloudtrail_logs GROUP BY 1 ORDER BY 2 DESC"}',
  },
})

export type SqlResult = AnswerOf<typeof runSql>

export const downloadSql = operation({
  name: 'downloadSql',
  method: 'GET',
  path: '/api/sql/download',
  summary: 'All rows of the result of a SELECT statement, as a file.',
  params: {
    query: statement(''),
    format: choiceOr(
      SQL_DOWNLOAD_FORMATS,
      'csv',
      '`csv`: texts that a spreadsheet would take for formulas start with an apostrophe. `ndjson`: an object in each line. `parquet`: the columns with their types.',
    ),
    store,
  },
  answer: { mediaTypes: ['text/csv', 'application/x-ndjson', 'application/vnd.apache.parquet'] },
  problems: PROBLEMS,
  example: {
    address: '/api/sql/download?format=csv&query=SELECT+eventname,+count(*)+FROM+cloudtrail_logs+GROUP+BY+1',
  },
})

export const getSqlTable = operation({
  name: 'getSqlTable',
  method: 'GET',
  path: '/api/sql',
  summary: 'How many events the table for SQL has.',
  description:
    'The table is made of the events when the first statement is sent, and brought up to date by later ones.',
  params: { store },
  answer: v.object({
    events: described(v.number(), 'How many events the store has.'),
    ready: described(v.number(), 'How many of them are in the table.'),
    isPreparing: described(v.boolean(), 'Whether events are being added to the table.'),
  }),
  example: { address: '/api/sql' },
})

export type SqlTable = AnswerOf<typeof getSqlTable>

export const prepareSqlTable = operation({
  name: 'prepareSqlTable',
  method: 'POST',
  path: '/api/sql/table',
  summary: 'Begins to bring the table for SQL up to date, so that the next statement need not wait for it.',
  params: { store },
  example: { address: '/api/sql/table' },
})
