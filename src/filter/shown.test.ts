import { expect, test } from 'vitest'
import { isCut, shown, SHOWN_CHARACTERS } from './shown.ts'

test.each(['a', 'é', '\u{1f4a3}'])(
  'a value is shown up to a limit of characters, of any width (%s)',
  (character) => {
    const most = character.repeat(SHOWN_CHARACTERS)
    expect(shown(most)).toBe(most)
    expect(shown(`${most}${character}`)).toBe(`${most}…`)
    expect(shown(most.repeat(100))).toBe(`${most}…`)
  },
)

test('a shortened value is recognized by its length and its end', () => {
  expect(isCut(shown('a'.repeat(2000)))).toBe(true)
  expect(isCut('a'.repeat(SHOWN_CHARACTERS))).toBe(false)
  expect(isCut('a'.repeat(SHOWN_CHARACTERS + 1))).toBe(false)
  expect(isCut('Loading…')).toBe(false)
})
