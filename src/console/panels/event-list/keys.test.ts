import { expect, test } from 'vitest'
import { intentOf, type ListIntent } from './keys.ts'

const press = (key: string, modifiers: Partial<Record<string, boolean>> = {}) => ({
  key,
  shiftKey: false,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  ...modifiers,
})

const ALWAYS: readonly (readonly [key: string, intent: ListIntent])[] = [
  ['ArrowDown', { kind: 'move', by: 1 }],
  ['j', { kind: 'move', by: 1 }],
  ['ArrowUp', { kind: 'move', by: -1 }],
  ['k', { kind: 'move', by: -1 }],
  ['PageDown', { kind: 'moveWindow', by: 1 }],
  ['PageUp', { kind: 'moveWindow', by: -1 }],
  ['Home', { kind: 'moveToEnd', end: 'first' }],
  ['End', { kind: 'moveToEnd', end: 'last' }],
  ['Enter', { kind: 'openEvent' }],
  [' ', { kind: 'toggleSelected' }],
]

const ON_A_ROW: readonly (readonly [key: string, intent: ListIntent])[] = [
  ['ArrowRight', { kind: 'moveSideways', by: 1 }],
  ['ArrowLeft', { kind: 'moveSideways', by: -1 }],
  ['ContextMenu', { kind: 'openMenu' }],
  ['.', { kind: 'openMenu' }],
]

test.each(ALWAYS)('%j is the list’s, with an active row or without', (key, intent) => {
  expect(intentOf(press(key), false)).toEqual(intent)
  expect(intentOf(press(key), true)).toEqual(intent)
})

test.each(ON_A_ROW)('%j is the list’s on an active row only', (key, intent) => {
  expect(intentOf(press(key), true)).toEqual(intent)
  expect(intentOf(press(key), false)).toBeNull()
})

test.each([
  ['ArrowDown', 'move', 1],
  ['ArrowUp', 'move', -1],
  ['PageDown', 'moveWindow', 1],
  ['PageUp', 'moveWindow', -1],
] as const)('Shift+%s extends the selection', (key, kind, by) => {
  expect(intentOf(press(key, { shiftKey: true }), true)).toEqual({ kind, by, extends: true })
})

test.each(['ctrlKey', 'metaKey'])('with %s A selects all', (modifier) => {
  expect(intentOf(press('a', { [modifier]: true }), false)).toEqual({ kind: 'selectAll' })
  expect(intentOf(press('a', { [modifier]: true, shiftKey: true }), false)).toBeNull()
})

test('Shift+F10 opens the menu, F10 alone is the browser’s', () => {
  expect(intentOf(press('F10', { shiftKey: true }), true)).toEqual({ kind: 'openMenu' })
  expect(intentOf(press('F10'), true)).toBeNull()
})

test.each(['ctrlKey', 'metaKey', 'altKey'])('with %s no other key is the list’s', (modifier) => {
  const intents = [...ALWAYS, ...ON_A_ROW].map(([key]) => intentOf(press(key, { [modifier]: true }), true))
  expect(intents).toEqual([...ALWAYS, ...ON_A_ROW].map(() => null))
})

test.each(['x', '/', 'Escape', 'Tab', '[', '?', 'toString'])('%j is not the list’s', (key) => {
  expect(intentOf(press(key), true)).toBeNull()
})
