import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ALL_COMMANDS } from '../../models/commands/catalogue.ts'
import { HOSTILE_TEXTS } from '../../../testing/hostileText.ts'
import { findEntries, type PaletteSection } from './findEntries.ts'

const commands: PaletteSection = {
  title: 'Commands',
  entries: ALL_COMMANDS.map(({ id, name, words }) => ({ id, label: name, ...(words && { words }) })),
}
const first = (typed: string) => findEntries([commands], typed)[0]?.entries[0]?.label

test.each([
  ['refresh', 'Refresh'],
  ['refesh', 'Refresh'],
  ['curl', 'Copy as curl'],
  ['curl copy', 'Copy as curl'],
  ['athena', 'Copy as SQL'],
  ['dark', 'Switch between light and dark theme'],
  ['tail', 'Turn live tail on or off'],
  ['oldest', 'Oldest first'],
])('“%s” finds a command', (typed, label) => {
  expect(first(typed)).toBe(label)
})

test('without text everything stays; sections with answers stay whatever is typed', () => {
  const answer: PaletteSection = { title: 'Answer', answers: true, entries: [{ id: 'a', label: 'b' }] }
  expect(findEntries([commands, answer], ' ')).toEqual([commands, answer])
  expect(findEntries([commands, answer], 'zzzzqqq')).toEqual([answer])
})

test('every command is found by its name, and any text finds no more than there is', () => {
  for (const { name } of ALL_COMMANDS) {
    expect(findEntries([{ ...commands, most: 60 }], name)[0]?.entries.map(({ label }) => label)).toContain(
      name,
    )
  }
  const anyText = fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom(...HOSTILE_TEXTS))
  fc.assert(
    fc.property(anyText, fc.integer({ min: 1, max: 60 }), (typed, most) => {
      for (const { entries } of findEntries([{ ...commands, most }], typed)) {
        const ids = entries.map(({ id }) => id)
        expect(new Set(ids).size).toBe(ids.length)
        if (typed.trim() !== '') expect(ids.length).toBeLessThanOrEqual(most)
      }
    }),
  )
})
