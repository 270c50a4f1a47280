import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { joinPath } from '../../cloudtrail/fieldPath.ts'
import { anyFilter } from '../../testing/anyFilter.ts'
import { powershellWords } from '../../testing/powershellWords.ts'
import { HOSTILE_IN_SHELLS, installed, runIn, SHELLS } from '../../testing/shells.ts'
import { EVERYTHING, OPERATORS, type Filter, type Token } from '../filter.ts'
import { token } from '../edit.ts'
import { athenaCommand } from './athenaCommand.ts'
import { jsonString } from './toolCommand.ts'
import { jqCommand, jqProgram } from './jqCommand.ts'
import { lookupEventsCommand } from './lookupEventsCommand.ts'

const NOW = Date.parse('2026-03-01T12:00:00Z')
const filterOf = (tokens: readonly Token[], text = ''): Filter => ({ ...EVERYTHING, tokens, text })

/** Each value in filters that a tool can express. */
const ASKED: readonly Filter[] = HOSTILE_IN_SHELLS.map((value) =>
  filterOf([token('userName', '=', value), token('awsRegion', '=', value), token('errorCode', '=', value)]),
)

/** Each with every operator, in paths, and as free text; two to a filter, since shells are slow. */
const ANYWHERE: readonly Filter[] = HOSTILE_IN_SHELLS.flatMap((_, index) => {
  if (index % 2 === 1) return []
  const values = HOSTILE_IN_SHELLS.slice(index, index + 2)
  const tokens = values.flatMap((value) => [
    ...OPERATORS.flatMap((operator) => [
      token('userAgent', operator, value),
      token(joinPath(['requestParameters', value]), operator, value),
    ]),
    token('sourceIPAddress', '=', value),
    token(joinPath([value]), '^', value),
  ])
  return filterOf(tokens, values.join(' '))
})

const lookup = (filter: Filter) => lookupEventsCommand(filter, 'oldest', NOW).text
const LOOKUPS = ASKED.map(lookup)
const JQ = ANYWHERE.map((filter) => jqCommand(filter).text)
const SQL = ANYWHERE.map((filter) => athenaCommand(filter, 'newest').text)

/** What the call requests, read as the AWS CLI does. */
function asked(words: readonly string[]): string | undefined {
  const at = words.indexOf('--lookup-attributes')
  if (at < 0) return undefined
  const word = words[at + 1]!
  if (!word.startsWith('[')) return /^AttributeKey=Username,AttributeValue=([\w.:/@+-]+)$/.exec(word)?.[1]
  return (JSON.parse(word) as { AttributeValue: string }[])[0]!.AttributeValue
}

/** The AWS CLI gets nothing else, except a Region that may be one. */
function expectLookups(calls: readonly (readonly string[])[]): void {
  expect(calls.map(asked)).toEqual(HOSTILE_IN_SHELLS)
  for (const [index, words] of calls.entries()) {
    const value = HOSTILE_IN_SHELLS[index]!
    const region = /^[a-z][a-z0-9-]*$/.test(value) ? ['--region', value] : []
    expect([...words.slice(0, 2), ...words.slice(4)]).toEqual(['cloudtrail', 'lookup-events', ...region])
  }
}

test('conditions that the AWS CLI cannot express are not in the command at all', () => {
  expect(new Set(ANYWHERE.map(lookup))).toEqual(new Set(['aws cloudtrail lookup-events']))
})

test.for(SHELLS)(
  'pasted into $name, a command only runs its tools, and SQL runs nothing',
  { timeout: 120_000 },
  async (shell, { skip }) => {
    if (installed(shell) === null) skip(`${shell.program} is not installed`)
    const each = [...LOOKUPS, ...JQ, ...SQL]
    const { calls, unwanted, said } = await runIn(shell, each)
    expect(unwanted, said).toEqual([])
    expect(calls['next'], said).toEqual(each.map((_, index) => [String(index)]))
    expectLookups(calls['aws']!)
    expect(calls['jq']).toEqual(ANYWHERE.map((filter) => ['-c', jqProgram(filter)]))
    expect(calls['gunzip']).toEqual(ANYWHERE.map(() => ['-c', './a.json.gz']))
  },
)

describe('by the rules of PowerShell', () => {
  test('a command only runs its tools', () => {
    expectLookups(LOOKUPS.map((text) => powershellWords(text).slice(1)))
    expect(JQ.map((text) => powershellWords(text))).toEqual(
      ANYWHERE.map((filter) => ['gunzip', '-c', './*.json.gz', '|', 'jq', '-c', jqProgram(filter)]),
    )
  })

  test('filter values are only inside the strings of SQL', () => {
    for (const text of SQL) {
      expect(text.replaceAll(/['\u2018-\u201b][^'\u2018-\u201b]*['\u2018-\u201b]/g, '')).toMatch(
        /^[\w\s.,()<>=*>|-]*$/,
      )
    }
  })
})

test('a value in jq and JSON has nothing that the Windows command prompt interprets, in quotes or without', () => {
  for (const value of HOSTILE_IN_SHELLS) expect(jsonString(value)).toMatch(/^"[^"%&|<>^!\n]*"$/)
})

test('a command is printable ASCII, its only quotes are those around its one long word, and fish reads no backslash in it', () => {
  fc.assert(
    fc.property(anyFilter(), (filter) => {
      expect(lookup(filter)).toMatch(
        /^aws cloudtrail lookup-events( --[a-z-]+ ([\w:.+-]+|"[\w.:/@+,=-]+"|'[^'\n]+'))*$/,
      )
      for (const text of [lookup(filter), jqCommand(filter).text]) {
        expect(text).toMatch(/^[\n -~]*$/)
        expect([0, 2]).toContain(text.split("'").length - 1)
        expect(text).not.toMatch(/\\[\\']/)
      }
    }),
  )
})
