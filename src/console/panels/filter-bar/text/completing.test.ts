import { CompletionContext, type Completion } from '@codemirror/autocomplete'
import { EditorState } from '@codemirror/state'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Filter } from '../../../../filter/filter.ts'
import { formatFilterText, parseFilterText, readFilterLine } from '../../../../filter/text.ts'
import { anyLine } from '../../../../testing/anyLine.ts'
import { completingAt } from './completing.ts'
import { filterCompletions, type SuggestionData } from './completions.ts'

/** The caret is written `|`. */
const at = (marked: string) => {
  const caret = marked.indexOf('|')
  const text = marked.slice(0, caret) + marked.slice(caret + 1)
  const completing = completingAt(text, readFilterLine(text), caret)
  if (!completing) return null
  const { kind, from, to, typed } = completing
  const others = completing.kind === 'value' ? ` of ${formatFilterText(completing.others)}` : ''
  return `${kind} «${text.slice(from, to)}» typed «${typed}»${others}`
}

describe('what is being written at the caret', () => {
  test.each([
    ['|', 'key «» typed «»'],
    ['a=1 |', 'key «» typed «»'],
    ['a=1 ev|ent', 'key «event» typed «ev»'],
    ['a=1 "a phr|ase"', null],
    ['eventName!|', 'operator «!» typed «!»'],
    ['eventName:|', 'operator «:» typed «:»'],
    ['ev|entName!=x', 'key «eventName» typed «ev»'],
    ['a=1 b=2 b=|', 'value «» typed «» of a=1'],
    ['a=1 b=2 b!=3|', 'value «3» typed «3» of a=1 b=2'],
    ['b="two wo|rds" a=1 word range=7d', 'value «"two words"» typed «two wo» of a=1 range=7d word'],
    ['a?=1 b^=x|', 'value «x» typed «x» of '],
    ['range=7|', 'value «7» typed «7» of '],
  ])('%s', (marked, what) => {
    expect(at(marked)).toBe(what)
  })

  test('is found in any line, at any place', () => {
    fc.assert(
      fc.property(anyLine(), fc.nat(300), (line, place) => {
        const caret = place % (line.length + 1)
        const completing = completingAt(line, readFilterLine(line), caret)
        if (!completing) return
        expect(completing.from).toBeGreaterThanOrEqual(0)
        expect(completing.from).toBeLessThanOrEqual(caret)
        expect(completing.to).toBeGreaterThanOrEqual(completing.from)
        if (completing.kind === 'value')
          expect(completing.others.tokens.some(({ kind }) => kind === 'unreadable')).toBe(false)
      }),
    )
  })
})

describe('suggestions', () => {
  let asked: Filter | undefined
  const data: SuggestionData = {
    paths: async (contains) =>
      ['requestParameters.userName', 'a\\ b'].filter((path) => path.includes(contains)),
    values: async (_field, _contains, others) => {
      asked = others
      return [
        { value: 'the ci bot', count: 1200 },
        { value: 'ci"1', count: 1 },
        { value: 'ci\u202e', count: 1 },
      ]
    },
    word: async (contains, others) => {
      asked = others
      const fields = [
        { field: 'eventName', values: [{ value: `${contains} it`, count: 3 }], distinct: 1 },
        { field: 'userName', values: [{ value: `some-${contains}`, count: 1 }], distinct: 9 },
      ]
      return { fields: contains === 'nothing' ? [] : fields, unfinished: [] }
    },
    times: () => [['2026-02-01T00:00:00Z', 'The first event']],
  }
  const suggest = async (text: string): Promise<readonly Completion[]> => {
    const context = new CompletionContext(EditorState.create({ doc: text }), text.length, false)
    return (await filterCompletions(data)(context))?.options ?? []
  }
  const labels = async (text: string) => (await suggest(text)).map(({ label }) => label)

  test('are fields by name and by label, then paths', async () => {
    const fields = async (text: string) =>
      (await suggest(text)).filter(({ type }) => type === 'field').map(({ label }) => label)
    expect(await fields('userN')).toEqual([
      'userName',
      'userIdentity.sessionContext.sessionIssuer.userName',
      'requestParameters.userName',
    ])
    expect(await fields('user na')).toEqual(await fields('na'))
    expect(await fields('role')).toEqual([
      'userIdentity.sessionContext.sessionIssuer.userName',
      'userIdentity.sessionContext.sessionIssuer.arn',
    ])
    expect(await labels('ran')).toContain('range=')
  })

  test('are operators in words behind a field', async () => {
    expect(await labels('eventName')).toEqual(['=', '!=', ':=', '!:=', '^=', '!^=', '*=', '!*=', '~=', '!~='])
    expect(
      (await suggest('eventName!')).map(({ label, detail }) => `${label} ${detail?.split(' · ')[0]}`),
    ).toEqual([
      '!= is not',
      '!:= does not contain',
      '!^= does not start with',
      '!*= does not end with',
      '!~= is not (any case)',
    ])
  })

  test('are values with their counts in the rest of the filter, those that start so first', async () => {
    const found = await suggest('errorCode!= userName=ci userName=ci')
    expect(found.map(({ label, detail }) => [label, detail])).toEqual([
      ['ci"1', '1 event'],
      ['ci(U+202E)', '1 event'],
      ['the ci bot', '1,200 events'],
    ])
    expect(asked).toEqual(parseFilterText('errorCode!='))
  })

  test('are values of several fields for a word alone, counted in the rest of the line, and the word as text', async () => {
    const found = await suggest('errorCode!= range=7d term')
    expect(
      found.map(({ label, detail, section }) => [
        typeof section === 'object' ? section.name : section,
        label,
        detail,
      ]),
    ).toEqual([
      ['Event name', 'term it', '3 events'],
      ['User name', 'some-term', '1 event'],
      ['Free text', 'Search all records for “term”', undefined],
    ])
    expect(asked).toEqual(parseFilterText('errorCode!= range=7d'))
    expect(await labels('nothing')).toEqual(['Search all records for “nothing”'])
    expect(await labels('t')).not.toContain('some-t')
    expect(await labels('userName')).not.toContain('some-userName')
  })

  test('are ranges and times, and nothing for what no filter can mean', async () => {
    expect(await labels('range=9')).toEqual(['90d'])
    expect(await labels('startTime=')).toEqual(['2026-02-01T00:00:00Z'])
    expect(await labels('a..b=')).toEqual([])
    expect(await labels('text=a')).toEqual([])
  })
})
