import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { quantity, table } from '../report/words.ts'
import { startServer } from '../server/runningServer.ts'
import { eventHistoryConsole } from './console.ts'
import { duckdbOnLogFiles } from './duckdb.ts'
import { jqOnLogFiles } from './jq.ts'
import { linesOf } from './lines.ts'
import { lnavOnLines } from './lnav.ts'
import { findSubjects, QUESTIONS, type Question } from './question.ts'
import { ripgrepOnLines } from './ripgrep.ts'
import { isOnPath } from './shell.ts'
import { sqliteLoaded } from './sqlite.ts'
import type { Answered, Tool } from './tool.ts'
import { zgrepOnLogFiles } from './zgrep.ts'

/**
 * Asks the same questions of the console and of what people use today, on the same log files, one after the other.
 * Gives a Markdown table: what each took until it could be asked, and for each answer; an answer that is not the console's is marked.
 */
export async function compareTools(
  folder: string,
  logFiles: string,
  files: readonly string[],
  say: (text: string) => void,
): Promise<string> {
  await rm(folder, { recursive: true, force: true })
  await mkdir(folder, { recursive: true })
  const server = await startServer(join(folder, 'store'), logFiles)
  try {
    say('This console loads')
    const loadedMs = await server.loaded
    const subjects = findSubjects(files)
    const lines = linesOf(logFiles, join(folder, 'records.ndjson'))
    const tools: Tool[] = [
      eventHistoryConsole(server.origin, loadedMs, subjects),
      jqOnLogFiles(logFiles, subjects),
      zgrepOnLogFiles(logFiles, subjects),
      ripgrepOnLines(lines, subjects),
      lnavOnLines(lines, join(folder, 'lnav'), subjects),
      await duckdbOnLogFiles(logFiles, subjects),
      sqliteLoaded(logFiles, join(folder, 'events.sqlite'), subjects),
    ]
    const answered: (Answered | null)[] = []
    for (const { name, needs, run } of tools) {
      say(name)
      answered.push(needs.every(isOnPath) ? await run() : null)
    }
    return printed(tools, answered)
  } finally {
    await server.stop()
    await rm(folder, { recursive: true, force: true })
  }
}

function printed(tools: readonly Tool[], answered: readonly (Answered | null)[]): string {
  const ready = answered.map((one) =>
    one === null ? 'not installed' : one.readyMs < 1 ? 'at once' : quantity(one.readyMs, 'ms'),
  )
  const rows = (Object.keys(QUESTIONS) as Question[]).map((question) => [
    QUESTIONS[question],
    ...answered.map((one) => {
      const answer = one?.answers[question]
      if (!answer) return one === null ? '' : '–'
      const isSame = answer.text === answered[0]?.answers[question]?.text
      return quantity(answer.ms, 'ms') + (isSame ? '' : ' **(another answer)**')
    }),
  ])
  const head = ['', ...tools.map(({ name }) => name)]
  return table(head, [['ready to be asked', ...ready], ...rows], `l${'r'.repeat(tools.length)}`)
}
