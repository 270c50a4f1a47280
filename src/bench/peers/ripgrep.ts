import { timed } from '../measure.ts'
import { writeLines } from './lines.ts'
import { turnByTurn, type Peer } from './peer.ts'
import { countsAnswer, NEWEST, newestAnswer, recordAnswer } from './question.ts'
import { quoted, shell } from './shell.ts'

const EVENT_TIME = String.raw`'"eventTime":"[^"]*"'`

/** ripgrep on a file for each day; what a line cannot show goes through jq. */
export const ripgrep: Peer = {
  name: 'ripgrep',
  needs: ['rg', 'jq'],
  how: 'on plain NDJSON, a file for each day, which jq makes; all cores. Newest events are read from the newest files that have matches; a path is checked by jq on the lines that ripgrep finds.',
  run: async ({ files, folder }, subjects) => {
    const loadMs = await timed(() => writeLines(files, folder))
    const answers = await turnByTurn(
      {
        commonWord: ({ word }) => newestLines(folder, `-i -F ${quoted(word)}`),
        noMatch: ({ nowhere }) => newestLines(folder, `-i -F ${quoted(nowhere)}`),
        eventName: ({ eventName }) => newestLines(folder, `-F ${quoted(`"eventName":"${eventName}"`)}`),
        path: async ({ path: { names, value } }) => {
          const lines = `rg -I -N -F ${quoted(`"${names.at(-1)}":"${value}"`)} ${quoted(folder)}`
          const check = `select(getpath(${JSON.stringify(names)}) == ${JSON.stringify(value)}) | .eventTime`
          const times = linesIn(await shell(`${lines} | jq -r ${quoted(check)} | sort -r`))
          return newestAnswer({ count: times.length, times: times.slice(0, NEWEST) })
        },
        countByName: async () => {
          const names = `rg -I -N -o ${quoted('"eventName":"[^"]*"')} ${quoted(folder)}`
          const counts = await shell(
            `${names} | awk '{ counts[$0]++ } END { for (name in counts) print counts[name], name }'`,
          )
          return countsAnswer(
            Object.fromEntries(
              linesIn(counts).map((line) => {
                const [, count, name] = /^(\d+) "eventName":"(.*)"$/.exec(line)!
                return [name!, Number(count)]
              }),
            ),
          )
        },
        byID: async ({ id }) =>
          recordAnswer(await shell(`rg -I -N -m 1 -F ${quoted(`"eventID":"${id}"`)} ${quoted(folder)}`)),
      },
      subjects,
    )
    return { loadMs, answers }
  },
}

/** Counts the lines of each day, and reads as many of the newest days as have 50. */
async function newestLines(folder: string, search: string): Promise<string> {
  const days = linesIn(await shell(`rg -c ${search} ${quoted(folder)}`))
    .map((line) => {
      const colon = line.lastIndexOf(':')
      return { file: line.slice(0, colon), count: Number(line.slice(colon + 1)) }
    })
    .toSorted((a, b) => (a.file < b.file ? 1 : -1))
  const count = days.reduce((sum, day) => sum + day.count, 0)
  if (count === 0) return newestAnswer({ count, times: [] })
  const read: string[] = []
  for (let found = 0, next = 0; found < NEWEST && next < days.length; next++) {
    found += days[next]!.count
    read.push(quoted(days[next]!.file))
  }
  const times = await shell(
    `rg -I -N ${search} ${read.join(' ')} | rg -o ${EVENT_TIME} | sort -r | head -n ${NEWEST}`,
  )
  return newestAnswer({ count, times: linesIn(times).map((line) => line.split('"')[3]!) })
}

function linesIn(text: string): readonly string[] {
  return text === '' ? [] : text.split('\n')
}
