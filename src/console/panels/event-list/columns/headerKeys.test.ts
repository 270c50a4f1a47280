import { expect, test } from 'vitest'
import { headerIntentOf } from './headerKeys.ts'

const press = (key: string, modifiers: Partial<Record<string, boolean>> = {}) =>
  headerIntentOf({ key, shiftKey: false, ctrlKey: false, metaKey: false, altKey: false, ...modifiers }, 2, 6)

test.each([
  ['ArrowLeft', {}, { kind: 'moveFocus', to: 1 }],
  ['ArrowRight', {}, { kind: 'moveFocus', to: 3 }],
  ['Home', {}, { kind: 'moveFocus', to: 0 }],
  ['End', {}, { kind: 'moveFocus', to: 5 }],
  ['ArrowDown', {}, { kind: 'leave' }],
  ['ArrowRight', { shiftKey: true }, { kind: 'resizeColumn', by: 1 }],
  ['ArrowLeft', { shiftKey: true }, { kind: 'resizeColumn', by: -1 }],
  ['ArrowRight', { altKey: true, shiftKey: true }, { kind: 'moveColumn', by: 1 }],
  ['ArrowLeft', { altKey: true, shiftKey: true }, { kind: 'moveColumn', by: -1 }],
  ['ContextMenu', {}, { kind: 'openMenu' }],
  ['F10', { shiftKey: true }, { kind: 'openMenu' }],
] as const)('%s with %j on a column’s title', (key, modifiers, intent) => {
  expect(press(key, modifiers)).toEqual(intent)
})

test.each([
  ['Enter', {}],
  ['ArrowUp', {}],
  ['ArrowRight', { altKey: true }],
  ['Home', { altKey: true }],
  ['ArrowRight', { ctrlKey: true }],
  ['ContextMenu', { metaKey: true }],
] as const)('%s with %j is not the header’s', (key, modifiers) => {
  expect(press(key, modifiers)).toBeNull()
})
