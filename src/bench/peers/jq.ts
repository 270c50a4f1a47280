import { daysOf } from './lines.ts'
import { turnByTurn, type Peer } from './peer.ts'
import { countsAnswer, NEWEST, newestAnswer, recordAnswer, type Newest } from './question.ts'
import { quoted, shellForEach } from './shell.ts'

const RECORDS = 'inputs.Records[]'

/** jq on the log files: every query reads all of them. */
export const jq: Peer = {
  name: 'jq',
  needs: ['jq', 'gzip'],
  how: 'on the log files, decompressed by gzip for every query; as many at once as there are cores.',
  run: async ({ files }, subjects) => {
    const days = daysOf(files)
    const run = (program: string) =>
      shellForEach(days.map((day) => `gzip -dc ${day.files} | jq -nc ${quoted(program)}`))
    const newest = async (condition: string) => {
      const found = await run(
        `[${RECORDS} | select(${condition}) | .eventTime] | { count: length, times: (sort | reverse | .[:${NEWEST}]) }`,
      )
      return newestAnswer(together(found.map((text) => JSON.parse(text) as Newest)))
    }
    const answers = await turnByTurn(
      {
        commonWord: ({ word }) => newest(containing(word)),
        noMatch: ({ nowhere }) => newest(containing(nowhere)),
        eventName: ({ eventName }) => newest(`.eventName == ${JSON.stringify(eventName)}`),
        path: ({ path: { names, value } }) =>
          newest(`getpath(${JSON.stringify(names)}) == ${JSON.stringify(value)}`),
        countByName: async () => {
          const counts = await run(`reduce ${RECORDS} as $record ({}; .[$record.eventName] += 1)`)
          return countsAnswer(summed(counts.map((text) => JSON.parse(text) as Record<string, number>)))
        },
        byID: async ({ id }) =>
          recordAnswer((await run(`${RECORDS} | select(.eventID == ${JSON.stringify(id)})`)).join('')),
      },
      subjects,
    )
    return { loadMs: null, answers }
  },
}

function containing(text: string): string {
  return `tojson | test(${JSON.stringify(text)}; "i")`
}

function together(days: readonly Newest[]): Newest {
  return {
    count: days.reduce((sum, { count }) => sum + count, 0),
    times: days
      .flatMap(({ times }) => times)
      .toSorted()
      .toReversed()
      .slice(0, NEWEST),
  }
}

function summed(days: readonly Readonly<Record<string, number>>[]): Record<string, number> {
  const sums: Record<string, number> = {}
  for (const [name, count] of days.flatMap((counts) => Object.entries(counts)))
    sums[name] = (sums[name] ?? 0) + count
  return sums
}
