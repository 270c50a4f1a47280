import { describe, expect, test } from 'vitest'
import { splitPath } from '../../cloudtrail/fieldPath.ts'
import { isEventField, RECORD_MEMBERS } from '../../cloudtrail/fields.ts'
import { readEvent, type ReadEvent } from '../../testing/storeOf.ts'
import { EVERYTHING, type TimeRange } from '../filter.ts'
import { matches } from '../matches.ts'
import { printFilter, readFilter } from '../params.ts'
import { textWords } from '../words.ts'
import { CHANGES_CASES } from './cases/changes.ts'
import { DATA_CASES } from './cases/data.ts'
import { IDENTITIES_CASES } from './cases/identities.ts'
import { NETWORK_CASES } from './cases/network.ts'
import { ROLES_CASES } from './cases/roles.ts'
import { SIGN_IN_CASES } from './cases/signIn.ts'
import { TRACES_CASES } from './cases/traces.ts'
import type { Case } from './cases/records.ts'
import { presetFilter, withEventNames, type Preset } from './preset.ts'
import { PRESETS } from './presets.ts'

/** What each preset must find, and what it must not. */
const CASES: Readonly<Record<string, Case>> = {
  ...CHANGES_CASES,
  ...DATA_CASES,
  ...IDENTITIES_CASES,
  ...NETWORK_CASES,
  ...ROLES_CASES,
  ...SIGN_IN_CASES,
  ...TRACES_CASES,
}

const ALL_TIME: TimeRange = { kind: 'all' }

/** The filter as the console uses it: with the event names that occur, if the preset needs them. */
function filterOf(preset: Preset, values: readonly string[], events: readonly ReadEvent[]) {
  const filter = presetFilter(preset, ALL_TIME, values)
  const beginnings = preset.asks?.eventNames
  if (!beginnings) return filter
  const under = events.filter((event) => matches(filter, event, 0))
  return withEventNames(filter, beginnings, [...new Set(under.flatMap(({ event }) => event.eventName ?? []))])
}

describe('a preset', () => {
  test.each(PRESETS.map((preset) => [preset.name, preset] as const))(
    '“%s” finds what it says, and not its neighbours',
    (_, preset) => {
      const { values = [], finds, leaves } = CASES[preset.id]!
      expect(values.length > 0).toBe(preset.asks !== undefined)
      const events = [...finds, ...leaves].map((each) => readEvent(JSON.stringify(each)))
      const filter = filterOf(preset, values, events)
      expect(events.map((event) => matches(filter, event, 0))).toEqual([
        ...finds.map(() => true),
        ...leaves.map(() => false),
      ])
    },
  )

  test.each(PRESETS.map((preset) => [preset.name, preset] as const))(
    '“%s” can be asked and linked',
    (_, preset) => {
      const filter = presetFilter(
        preset,
        { kind: 'relative', amount: 7, unit: 'd' },
        CASES[preset.id]!.values,
      )
      expect(readFilter(new URLSearchParams(printFilter(filter)))).toEqual(filter)
      for (const token of preset.tokens)
        expect(isEventField(token.field) || RECORD_MEMBERS.has(splitPath(token.field)[0]!)).toBe(true)
    },
  )

  test('has an ID and a name of its own, and one or two sentences', () => {
    expect(Object.keys(CASES).toSorted()).toEqual(PRESETS.map(({ id }) => id).toSorted())
    expect(new Set(PRESETS.map(({ name }) => name)).size).toBe(PRESETS.length)
    for (const { sentence } of PRESETS)
      expect(sentence).toMatch(/^[A-Z](?:[^.]|\.(?=\d))*\.(?: [A-Z“](?:[^.]|\.(?=\d))*\.)?$/)
  })
})

test('a value that is searched in the whole record is one phrase', () => {
  const preset = PRESETS.find(({ id }) => id === 'who-deleted')!
  expect(textWords(presetFilter(preset, ALL_TIME, ['my own bucket']).text)).toEqual(['my own bucket'])
})

test('if no event name has the required prefix, nothing is found', () => {
  const filter = withEventNames(EVERYTHING, ['Delete', 'Remove'], ['CreateBucket'])
  expect(printFilter(filter)).toBe('eventName%5E=Delete')
})
