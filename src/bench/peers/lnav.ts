import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { timed } from '../measure.ts'
import { writeLines } from './lines.ts'
import type { Answer, Peer, PeerAnswers } from './peer.ts'
import {
  countsAnswer,
  NEWEST,
  newestAnswer,
  QUESTION_NAMES,
  recordAnswer,
  type Question,
  type Subject,
} from './question.ts'
import { quoted, shell } from './shell.ts'

/** What lnav must be told of CloudTrail's records: it does not know them by itself. */
const FORMAT = {
  $schema: 'https://lnav.org/schemas/format-v1.schema.json',
  cloudtrail_log: {
    title: 'CloudTrail',
    description: 'CloudTrail records, one in each line',
    json: true,
    'hide-extra': true,
    'timestamp-field': 'eventTime',
    'line-format': [{ field: 'eventTime' }, ' ', { field: 'eventName' }],
    value: {
      eventName: { kind: 'string' },
      eventID: { kind: 'string' },
      requestParameters: { kind: 'json' },
      responseElements: { kind: 'json' },
    },
  },
}

const TURNS = 3
const MS_A_DAY = 86_400_000

type Row = Readonly<Record<string, string | number | null>>

/** lnav by SQL, asked everything in one run: it keeps nothing, and indexes the lines whenever it starts. */
export const lnav: Peer = {
  name: 'lnav',
  needs: ['lnav', 'jq'],
  how: 'its SQL on NDJSON that jq makes, indexed whenever it starts, with a format that names the fields; one core. All in one run, without a turn to warm up.',
  run: async ({ files, folder }, subjects) => {
    const lines = join(folder, 'lines')
    const linesMs = await timed(() => writeLines(files, lines))
    await mkdir(join(folder, 'formats/cloudtrail'), { recursive: true })
    await writeFile(join(folder, 'formats/cloudtrail/cloudtrail.json'), JSON.stringify(FORMAT))
    const asked = QUESTION_NAMES.flatMap((question) =>
      subjects.slice(0, TURNS).map((subject, turn) => ({ question, subject, turn })),
    )
    const nameOf = (question: Question, turn: number) => join(folder, `${question}-${turn}.json`)
    const clock = (file: string) => `;SELECT julianday('now') AS t\n:write-json-to ${file}\n`
    const steps = asked.map(({ question, subject, turn }) => {
      const file = nameOf(question, turn)
      return `;${SQL[question](subject)}\n:write-json-to ${file}\n${clock(`${file}.end`)}`
    })
    const script = join(folder, 'script.lnav')
    await writeFile(script, clock(join(folder, 'ready.json')) + steps.join(''))
    const started = Date.now()
    await shell(`lnav -n -q -I ${quoted(folder)} -f ${quoted(script)} ${quoted(lines)}/*.ndjson`)
    const ready = await clockIn(join(folder, 'ready.json'))
    const answers: Record<Question, Answer[]> = {
      commonWord: [],
      noMatch: [],
      eventName: [],
      path: [],
      countByName: [],
      byID: [],
    }
    let before = ready
    for (const { question, turn } of asked) {
      const end = await clockIn(`${nameOf(question, turn)}.end`)
      const rows = await rowsIn(nameOf(question, turn))
      answers[question].push({ turn, text: answerIn(question, rows), ms: end - before })
      before = end
    }
    return { loadMs: linesMs + ready - started, answers } satisfies PeerAnswers
  },
}

const SQL: Readonly<Record<Question, (subject: Subject) => string>> = {
  commonWord: ({ word }) => newest(`log_raw_text LIKE '%${word}%'`),
  noMatch: ({ nowhere }) => newest(`log_raw_text LIKE '%${nowhere}%'`),
  eventName: ({ eventName }) => newest(`eventName = '${eventName}'`),
  path: ({ path: { names, value } }) =>
    newest(`jget(${names[0]}, '/${names.slice(1).join('/')}') = '${value}'`),
  countByName: () => 'SELECT eventName AS name, count(*) AS n FROM cloudtrail_log GROUP BY eventName',
  byID: ({ id }) => `SELECT log_raw_text AS record FROM cloudtrail_log WHERE eventID = '${id}'`,
}

/** Times as records have them. Always one row: lnav cannot write a result without rows. */
function newest(condition: string): string {
  const time = "strftime('%Y-%m-%dT%H:%M:%SZ', log_time)"
  return `WITH found AS MATERIALIZED (SELECT ${time} AS t FROM cloudtrail_log WHERE ${condition}) SELECT (SELECT count(*) FROM found) AS n, (SELECT group_concat(t) FROM (SELECT t FROM found ORDER BY t DESC LIMIT ${NEWEST})) AS times`
}

function answerIn(question: Question, rows: readonly Row[]): string {
  if (question === 'byID') return recordAnswer(String(rows[0]!['record']))
  if (question === 'countByName')
    return countsAnswer(Object.fromEntries(rows.map(({ name, n }) => [String(name), Number(n)])))
  const { n, times } = rows[0]!
  return newestAnswer({ count: Number(n), times: times === null ? [] : String(times).split(',') })
}

/** Milliseconds as `Date.now()` counts them. */
async function clockIn(file: string): Promise<number> {
  const [row] = await rowsIn(file)
  return (Number(row!['t']) - 2_440_587.5) * MS_A_DAY
}

async function rowsIn(file: string): Promise<readonly Row[]> {
  return JSON.parse(await readFile(file, 'utf8')) as Row[]
}
