import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { anyFilter } from '../testing/anyFilter.ts'
import { anyLine } from '../testing/anyLine.ts'
import { changedText } from './changedText.ts'
import { elementsOf } from './lineElements.ts'
import { formatFilterText, parseFilterText } from './text.ts'
import { readPieces } from './textPieces.ts'

const sources = (line: string): readonly string[] =>
  readPieces(line).map(({ from, to }) => line.slice(from, to))

const elements = (line: string): readonly string[] =>
  elementsOf(readPieces(line)).map(({ pieces }) => line.slice(pieces[0]!.from, pieces.at(-1)!.to))

describe('a line that is edited while the filter changes elsewhere', () => {
  test.each([
    // typed, before, after, then
    ['a=1 user', 'a=1', 'a=1 b=2', 'a=1 user b=2'],
    ['a=1 user', 'a=1', '', 'user'],
    ['a=1 b=2 user', 'a=1 b=2', 'b=2', 'b=2 user'],
    ['a=1 userName="al', 'a=1', 'a=1 b=2', 'b=2 a=1 userName="al'],
    ['a=1 user\\', 'a=1', 'a=1 b=2', 'b=2 a=1 user\\'],
    ['a="1"   word', 'a=1', 'c=3', 'word c=3'],
    ['range=30d user', 'range=7d', 'startTime=2026-02-01', 'user startTime=2026-02-01'],
    [
      'startTime=2026-02-01 user',
      'startTime=2026-02-01',
      'startTime=2026-02-01 endTime=2026-02-02',
      'user startTime=2026-02-01 endTime=2026-02-02',
    ],
    ['range=30d user', 'a=1 range=7d', 'range=7d', 'range=30d user'],
    ['b=2 user', '', 'b=2', 'b=2 user'],
    ['denied user', 'denied', '', 'user'],
    ['user', 'a=1', '', 'user'],
    ['a=1 OR b=2', '', 'c=3', '(a=1 OR b=2) c=3'],
    ['(a=1 OR b=2', '', 'c=3', 'c=3 (a=1 OR b=2'],
    ['(a=1 OR b=2) user', '(a=1 OR b=2)', '', 'user'],
    ['a=1 OR b=2', '(a=1 OR b=2)', 'c=3', 'c=3'],
    ['a=1 AND NOT b=2 AND user', 'a=1 b!=2', 'a=1', 'a=1 AND user'],
    ['user AND a=1', 'a=1', '', 'user'],
  ])('%s, when %s becomes %s, is %s', (typed, before, after, then) => {
    expect(changedText(typed, parseFilterText(before), parseFilterText(after))).toBe(then)
  })

  test('becomes the filter if nothing was typed', () => {
    fc.assert(
      fc.property(anyFilter(), anyFilter(), (before, after) => {
        const line = changedText(formatFilterText(before), before, after)
        expect(elements(line).toSorted()).toEqual(elements(formatFilterText(after)).toSorted())
      }),
    )
  })

  test('keeps every piece that did not change', () => {
    fc.assert(
      fc.property(anyLine(), anyFilter(), anyFilter(), (line, before, after) => {
        const changed = changedText(line, before, after)
        const known = [before, after].flatMap((filter) => sources(formatFilterText(filter)))
        const isAboutTime = (piece: string) => /^(?:range|startTime|endTime)=/.test(piece)
        for (const piece of sources(line)) {
          if (known.includes(formatFilterText(parseFilterText(piece))) || isAboutTime(piece)) continue
          if (piece === 'AND') continue
          expect(changed).toContain(piece)
        }
      }),
    )
  })

  test('stays the same if the filter does', () => {
    fc.assert(
      fc.property(anyLine(), anyFilter(), (line, filter) => {
        expect(changedText(line, filter, filter)).toBe(line)
      }),
    )
  })
})
