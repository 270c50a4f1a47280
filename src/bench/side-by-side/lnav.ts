import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Lines } from './lines.ts'
import { DENIED, QUESTIONS, type Question, type Subjects } from './question.ts'
import { quoted, shell } from './shell.ts'
import type { Answer, Answered, Tool } from './tool.ts'

/** What lnav must be told of CloudTrail's records: it does not know them by itself. */
const FORMAT = {
  $schema: 'https://lnav.org/schemas/format-v1.schema.json',
  cloudtrail_log: {
    title: 'CloudTrail',
    description: 'CloudTrail records, one a line',
    json: true,
    'hide-extra': true,
    'timestamp-field': 'eventTime',
    'line-format': [{ field: 'eventTime' }, ' ', { field: 'eventName' }],
    value: {
      ...Object.fromEntries(
        ['eventName', 'eventID', 'errorCode', 'sourceIPAddress'].map((name) => [name, { kind: 'string' }]),
      ),
      userIdentity: { kind: 'json' },
      requestParameters: { kind: 'json' },
    },
  },
}

const SECONDS_A_DAY = 86_400

/** lnav by SQL on a record a line. It keeps nothing: it is made ready again whenever it starts. */
export function lnavOnLines(lines: Lines, folder: string, subjects: Subjects): Tool {
  return {
    name: 'lnav on the same lines',
    needs: ['lnav', 'jq'],
    run: async () => {
      const linesMs = await lines.make()
      await mkdir(join(folder, 'formats/cloudtrail'), { recursive: true })
      await writeFile(join(folder, 'formats/cloudtrail/cloudtrail.json'), JSON.stringify(FORMAT))
      const asked = Object.entries(sql(subjects)) as [Question, string][]
      const clock = (name: string) => `;SELECT julianday('now') AS t\n:write-csv-to ${folder}/${name}\n`
      const script = asked.map(
        ([question, query]) => `;${query}\n:write-csv-to ${folder}/${question}\n${clock(`${question}-end`)}`,
      )
      await writeFile(join(folder, 'script.lnav'), clock('ready') + script.join(''))
      const started = julianDay()
      await shell(
        `lnav -n -q -I ${quoted(folder)} -f ${quoted(join(folder, 'script.lnav'))} ${quoted(lines.file)}`,
      )
      const time = async (name: string) => Number((await written(folder, name))[0])
      const ready = await time('ready')
      const answers: Partial<Record<Question, Answer>> = {}
      let before = ready
      for (const [question] of asked) {
        const end = await time(`${question}-end`)
        answers[question] = {
          text: (await written(folder, question)).join('\n'),
          ms: (end - before) * SECONDS_A_DAY * 1000,
        }
        before = end
      }
      const readyMs = linesMs + (ready - started) * SECONDS_A_DAY * 1000
      return { readyMs, answers } satisfies Answered
    },
  }
}

/** Times without the date's `T` and `Z` are made those of the record. */
function sql({ user, id, snapshot, word }: Subjects): Readonly<Record<keyof typeof QUESTIONS, string>> {
  const time = "strftime('%Y-%m-%dT%H:%M:%SZ', log_time)"
  return {
    newest: `SELECT ${time} AS t FROM cloudtrail_log WHERE jget(userIdentity, '/userName') = '${user}' ORDER BY log_time DESC LIMIT 50`,
    denied: `SELECT count(*) AS n FROM cloudtrail_log WHERE errorCode IN ('${DENIED.join("','")}')`,
    byID: `SELECT ${time} || ' ' || eventName AS e FROM cloudtrail_log WHERE eventID = '${id}'`,
    deleted: `SELECT DISTINCT jget(userIdentity, '/arn') AS arn FROM cloudtrail_log WHERE eventName = 'DeleteSnapshot' AND jget(requestParameters, '/snapshotId') = '${snapshot}'`,
    text: `SELECT count(*) AS n FROM cloudtrail_log WHERE log_raw_text LIKE '%${word}%'`,
    addresses: 'SELECT count(*) AS n FROM cloudtrail_log GROUP BY sourceIPAddress ORDER BY n DESC LIMIT 10',
  }
}

/** The rows of a CSV file of one column, without its head. */
async function written(folder: string, name: string): Promise<readonly string[]> {
  return (await readFile(join(folder, name), 'utf8')).trim().split('\n').slice(1)
}

function julianDay(): number {
  return Date.now() / 1000 / SECONDS_A_DAY + 2_440_587.5
}
