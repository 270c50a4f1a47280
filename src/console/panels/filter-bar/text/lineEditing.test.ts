import { redo, undo } from '@codemirror/commands'
import { EditorState, type TransactionSpec } from '@codemirror/state'
import { EditorView } from '@codemirror/view'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { formatFilterText, parseFilterText } from '../../../../filter/text.ts'
import { anyFilter } from '../../../../testing/anyFilter.ts'
import { anyLine } from '../../../../testing/anyLine.ts'
import { HOSTILE_TEXTS } from '../../../../testing/hostileText.ts'
import type { SuggestionData } from './completions.ts'
import { caretAfter, differenceOf } from './differenceOf.ts'
import { lineEditing } from './filterEditor.ts'
import { lineState, settle } from './lineState.ts'

const NOTHING: SuggestionData = {
  paths: async () => [],
  values: async () => [],
  word: async () => ({ fields: [], unfinished: [] }),
  times: () => [],
}

const editing = (doc = '') =>
  EditorState.create({ doc, selection: { anchor: doc.length }, extensions: [...lineEditing(NOTHING)] })

const type = (state: EditorState, text: string): EditorState => {
  const { from, to } = state.selection.main
  const changes = { from, to, insert: text }
  return state.update({ changes, selection: { anchor: from + text.length }, userEvent: 'input.type' }).state
}

const run = (state: EditorState, command: typeof undo): EditorState => {
  let next = state
  command({ state, dispatch: (transaction) => (next = transaction.state) })
  return next
}

const problems = (state: EditorState) =>
  state.field(lineState).notes.problems.map(({ from, to }) => state.sliceDoc(from, to))

describe('editing the line', () => {
  test('a pasted link or line loses the token that opens a console', () => {
    const filters = editing().facet(EditorView.clipboardInputFilter)
    const pasted = (text: string) => filters.reduce((kept, filter) => filter(kept, editing()), text)
    expect(pasted('http://console.example/?token=SECRET&eventName=A')).not.toContain('SECRET')
    expect(pasted('eventName=A\ntoken=SECRET')).toBe('eventName=A')
    expect(pasted('eventName=A "two words"')).toBe('eventName=A "two words"')
  })

  test('one character after the other gives what was typed, and loses nothing on the way', () => {
    fc.assert(
      fc.property(anyLine(), fc.nat(100), (line, place) => {
        const there = formatFilterText(parseFilterText('eventName=A "a b" userName="c d'))
        const at = place % (there.length + 1)
        let state = editing(there).update({ selection: { anchor: at } }).state
        for (let i = 0; i < line.length; i++) {
          state = type(state, line.charAt(i))
          expect(state.doc.toString()).toBe(there.slice(0, at) + line.slice(0, i + 1) + there.slice(at))
        }
        expect(state.doc.lines).toBe(1)
      }),
      { numRuns: 40 },
    )
  })

  test('gives back every filter, also with line breaks and halves of characters in it', () => {
    const through = (text: string) => editing(text).doc.toString()
    for (const text of HOSTILE_TEXTS) expect(through(text)).toBe(text)
    fc.assert(
      fc.property(anyFilter(), (filter) => {
        const text = formatFilterText(filter)
        expect(through(text)).toBe(text)
      }),
    )
  })

  test('never has a second line', () => {
    const state = editing('eventName=A')
    const broken: TransactionSpec = { changes: { from: 5, insert: state.toText(state.lineBreak) } }
    expect(state.update(broken).state.doc.toString()).toBe('eventName=A')
  })

  test('can be undone, also what was changed elsewhere', () => {
    const typed = type(editing('eventName=A'), ' word')
    const changed = typed.update({ changes: differenceOf('eventName=A word', 'word b=2') }).state
    expect(changed.doc.toString()).toBe('word b=2')
    const undone = run(changed, undo)
    expect(run(undone, redo).doc.toString()).toBe('word b=2')
    expect(run(run(undone, undo), undo).doc.toString()).toBe('eventName=A')
  })
})

describe('a condition that cannot be understood', () => {
  test('is none yet while it is typed', () => {
    const typing = type(editing('a=1'), ' eventName?=x')
    expect(problems(typing)).toEqual([])
    expect(problems(type(typing, ' '))).toEqual(['eventName?=x'])
    expect(problems(typing.update({ selection: { anchor: 0 } }).state)).toEqual(['eventName?=x'])
    expect(problems(typing.update({ effects: settle.of(null) }).state)).toEqual(['eventName?=x'])
  })

  test('is one at once where it was there before', () => {
    expect(problems(editing('range=noon a=1'))).toEqual(['range=noon'])
  })
})

describe('a text that changes elsewhere', () => {
  test('becomes the other by one change', () => {
    fc.assert(
      fc.property(anyLine(), anyLine(), (before, after) => {
        const { from, to, insert } = differenceOf(before, after)
        expect(before.slice(0, from) + insert + before.slice(to)).toBe(after)
      }),
    )
  })

  test.each([
    ['a=1 use|r', 'use|r b=2'],
    ['a=1| user', 'user b=2|'],
    ['user a=1 user|', 'c=3 user user|'],
    ['a=1 user |', 'user b=2|'],
    ['a=1|', '|'],
  ])('leaves the caret where somebody is typing: %s is %s', (marked, then) => {
    const caret = marked.indexOf('|')
    const after = then.replace('|', '')
    const at = caretAfter(marked.replace('|', ''), after, caret)
    expect(`${after.slice(0, at)}|${after.slice(at)}`).toBe(then)
  })
})
