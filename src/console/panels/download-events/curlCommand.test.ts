import { expect, test } from 'vitest'
import { joinPath } from '../../../cloudtrail/fieldPath.ts'
import { EVERYTHING, type Filter } from '../../../filter/filter.ts'
import { printFilter, readFilter } from '../../../filter/params.ts'
import { parseFilterText } from '../../../filter/text.ts'
import { textWords } from '../../../filter/words.ts'
import { token } from '../../../filter/edit.ts'
import { shellSafeQuery } from '../../../filter/tool-commands/toolCommand.ts'
import { HOSTILE_TEXTS } from '../../../testing/hostileText.ts'
import { powershellWords } from '../../../testing/powershellWords.ts'
import { HOSTILE_IN_SHELLS, installed, runIn, SHELLS } from '../../../testing/shells.ts'
import { curlCommand } from './curlCommand.ts'

test('a curl says its address in double quotes, which the command prompt of Windows knows too', () => {
  const filter = parseFilterText(`userName="o'brien (x)" errorCode!= eventName!:=Get`)
  expect(curlCommand('http://127.0.0.1:4700', filter, 'newest', null)).toBe(
    `curl -fsS "http://127.0.0.1:4700/api/events/download?userName=o%27brien+%28x%29&errorCode!=&eventName%21:=Get&format=ndjson"`,
  )
})

const FILTERS: readonly Filter[] = [...HOSTILE_TEXTS, ...HOSTILE_IN_SHELLS]
  .filter((text) => !/\p{Surrogate}/u.test(text) && text.length < 1000)
  .map((text) => ({
    ...EVERYTHING,
    tokens: [token('userName', '!:', text), token(joinPath(['requestParameters', text]), '=', text)],
    text: textWords(text).length === 1 && !/[\s"]/.test(text) ? text : '',
  }))
const CURLS = FILTERS.map((filter) => curlCommand('http://127.0.0.1:4700', filter, 'newest', null))

function expectCurls(calls: readonly (readonly string[])[]): void {
  expect(calls.map(([option]) => option)).toEqual(FILTERS.map(() => '-fsS'))
  expect(calls.every((words) => words.length === 2)).toBe(true)
  expect(calls.map(([, address = '']) => readFilter(new URL(address).searchParams, ['format']))).toEqual(
    FILTERS,
  )
}

test.for(SHELLS)(
  'pasted into $name, a curl is one call, and nothing else runs',
  { timeout: 120_000 },
  async (shell, { skip }) => {
    if (installed(shell) === null) skip(`${shell.program} is not installed`)
    const { calls, unwanted, said } = await runIn(shell, CURLS)
    expect(unwanted, said).toEqual([])
    expectCurls(calls['curl'] ?? [])
  },
)

test('by the rules of PowerShell, a curl is one call', () => {
  expectCurls(CURLS.map((text) => powershellWords(text).slice(1)))
})

test('of a query, no shell makes a command, a pattern or a string, be it quoted or not', () => {
  for (const filter of FILTERS) {
    const query = shellSafeQuery(`?${printFilter(filter)}`)
    expect(query).toMatch(/^[\w.:/,=@+?&%!-]*$/)
    expect(query).not.toMatch(/!(?!=)/)
    expect(readFilter(new URL(query, 'http://localhost').searchParams)).toEqual(filter)
  }
})
