import { describe, expect, it } from 'vitest'
import { recordsBetween } from '../../account/account.ts'
import { EVERYTHING } from '../../filter/filter.ts'
import { matches } from '../../filter/matches.ts'
import { formatFilterText } from '../../filter/text.ts'
import { readEvent } from '../../testing/storeOf.ts'
import { testAccount } from '../../testing/testAccount.ts'
import { parseFilterPattern } from '../filter-patterns/filterPattern.ts'
import { matchPattern } from '../filter-patterns/matchPattern.ts'
import { tokensOfPattern } from './filterOfPattern.ts'
import { ALARM_PRESETS } from './presets.ts'

const filterOf = (pattern: string) => {
  const tokens = tokensOfPattern(parseFilterPattern(pattern))
  return tokens && { ...EVERYTHING, tokens }
}

const { account } = testAccount()
const DAY_MS = 86_400_000
/** What presets look for, and some of all other events: reading each for each preset takes long. */
const LOOKED_FOR =
  /"type":"Root"|ConsoleLogin|UnauthorizedOperation|AccessDenied|SecurityGroup|StopLogging|Policy"/
const EVENTS = [...recordsBetween(account, account.todayMs - 6 * DAY_MS, account.todayMs)]
  .filter((text, at) => at % 50 === 0 || (LOOKED_FOR.test(text) && at % 3 === 0))
  .map((text) => ({ text, event: readEvent(text) }))

describe('the fourteen presets', () => {
  it('are there', () => {
    expect(ALARM_PRESETS).toHaveLength(14)
  })

  it.each(ALARM_PRESETS)('$name: its filter finds what its pattern matches', ({ pattern }) => {
    const filter = filterOf(pattern)!
    const read = parseFilterPattern(pattern)
    const wrong = EVENTS.filter(
      ({ text, event }) => matches(filter, event, 0) !== (matchPattern(read, text) !== null),
    )
    expect(wrong.map(({ text }) => text)).toEqual([])
  })

  it('match events of the account', () => {
    const matching = ALARM_PRESETS.filter(({ pattern }) => {
      const read = parseFilterPattern(pattern)
      return EVENTS.some(({ text }) => matchPattern(read, text) !== null)
    })
    expect(matching.length).toBeGreaterThan(1)
  })
})

describe('a pattern as a filter', () => {
  it.each([
    ['{ $.a.b = "x" && $.c != "y*" }', 'a.b=x c!^=y c!='],
    ['{ $.a = "x" || $.a = "y" }', '(a=x OR a=y)'],
    ['{ ($.a = "1" && $.b = "2") || $.c EXISTS }', '(a=1 OR c!=) (b=2 OR c!=)'],
    ['{ $.list[*].id = "x" }', 'list.id=x'],
  ])('%s', (pattern, expected) => {
    expect(formatFilterText(filterOf(pattern)!)).toBe(expected)
  })

  it.each(['{ $.n > 5 }', '{ $.list[0] = "x" }', 'ERROR', '[a, b]', '{ $.a = "x*y" }'])(
    'there is none of %s',
    (pattern) => {
      expect(filterOf(pattern)).toBeNull()
    },
  )
})
