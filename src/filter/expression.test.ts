import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { describeRecord } from '../cloudtrail/describe.ts'
import { readRecord } from '../cloudtrail/record.ts'
import { anyClosedCondition, anyRecord } from '../testing/anyRecord.ts'
import { readClauses } from './expression.ts'
import { matches } from './matches.ts'
import { formatFilterText, parseFilterText } from './text.ts'

/** A line, and whether it should match where conditions are answered by `holds`. */
interface Expression {
  readonly line: string
  readonly value: (holds: (condition: string) => boolean) => boolean
}

/** The line stands in parentheses wherever it is part of another. */
const { expression } = fc.letrec<{ expression: Expression }>((tie) => ({
  expression: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    anyClosedCondition.map((line): Expression => ({ line, value: (holds) => holds(line) })),
    tie('expression').map(({ line, value }): Expression => ({
      line: `NOT (${line})`,
      value: (holds) => !value(holds),
    })),
    fc
      .tuple(fc.array(tie('expression'), { minLength: 2, maxLength: 3 }), fc.constantFrom('AND', 'OR'))
      .map(([parts, joining]): Expression => ({
        line: parts.map(({ line }) => `(${line})`).join(` ${joining} `),
        value: (holds) =>
          joining === 'AND'
            ? parts.every(({ value }) => value(holds))
            : parts.some(({ value }) => value(holds)),
      })),
  ),
}))

describe('AND, OR, NOT and parentheses', () => {
  test('mean what they mean in logic, on any conditions and record', () => {
    fc.assert(
      fc.property(expression, anyRecord, ({ line, value }, json) => {
        const record = readRecord(JSON.stringify(json))
        const candidate = { record, event: describeRecord(record) }
        const holds = (one: string) => matches(parseFilterText(one), candidate, 0)
        const filter = parseFilterText(line)
        fc.pre(filter.tokens.every((token) => token.kind !== 'unreadable'))
        expect(matches(filter, candidate, 0)).toBe(value(holds))
        expect(matches(parseFilterText(formatFilterText(filter)), candidate, 0)).toBe(value(holds))
      }),
      { numRuns: 500 },
    )
  })

  test.each([
    ['a=1 OR b=2', '(a=1 OR b=2)'],
    ['(a=1 OR b=2) c=3', '(a=1 OR b=2) c=3'],
    ['a=1 b=2 OR c=3', '(a=1 OR c=3) (b=2 OR c=3)'],
    ['a=1 AND b=2 OR c=3', '(a=1 OR c=3) (b=2 OR c=3)'],
    ['a=1 AND (b=2 OR c=3)', 'a=1 (b=2 OR c=3)'],
    ['NOT a=1', 'a!=1'],
    ['NOT NOT a:=1', 'a:=1'],
    ['NOT a!=1', '(a=1)'],
    ['NOT a=', 'a!='],
    ['NOT(a=1 OR b^=2)', 'a!=1 b!^=2'],
    ['NOT (a=1 b=2)', '(a!=1 OR b!=2)'],
    ['NOT denied', 'NOT denied'],
    ['denied AND NOT "not authorized"', 'NOT text="\\"not authorized\\"" denied'],
    ['denied OR errorCode!=', '(denied OR errorCode!=)'],
    // Side by side, `=` conditions of a field are alternatives, as ever; AND asks for both.
    ['a=1 a=2', 'a=1 a=2'],
    ['a=1 AND a=2', 'a=1 (a=2)'],
    ['a=1 AND a=2 a=3', 'a=1 (a=2 OR a=3)'],
    ['a=1 b=2 AND a=2', 'a=1 b=2 (a=2)'],
    ['NOT (a=1 a=2)', 'a!=1 a!=2'],
    ['(a=1 a=2) a=3', '(a=1 OR a=2) a=3'],
    // The time applies to the whole filter.
    ['range=7d a=1 OR b=2', '(a=1 OR b=2) range=7d'],
    ['a=1 OR b=2 AND range=7d', '(a=1 OR b=2) range=7d'],
    ['range=7d AND a=1 OR b=2', '(a=1 OR b=2) range=7d'],
    // What is quoted, written in small letters or part of a word joins nothing.
    ['a "OR" b', 'a "OR" b'],
    ['not a or b', 'not a or b'],
    ['ANDROID NOTE', 'ANDROID NOTE'],
    ['a=f(x) OR b=(y)', '(a="f(x)" OR b="(y)")'],
    ['(a=f(x) OR "b)")', '(a="f(x)" OR text="b)")'],
    ['a)b c(d', 'a)b c(d'],
  ])('%s is read as %s', (line, read) => {
    expect(formatFilterText(parseFilterText(line))).toBe(read)
    expect(parseFilterText(read)).toEqual(parseFilterText(line))
  })

  test.each([
    ['a=1 OR', 'OR needs a condition before and after it.'],
    ['OR', 'OR needs a condition before and after it.'],
    ['a=1 OR OR b=2', 'OR needs a condition before and after it.'],
    ['AND a=1', 'AND needs a condition before and after it.'],
    ['a=1 AND AND b=2', 'AND needs a condition before and after it.'],
    ['a=1 NOT', 'NOT needs a condition after it.'],
    ['(a=1', '“(” has no matching “)”.'],
    ['a=1 )', '“)” has no matching “(”.'],
    ['a=1 ()', 'The parentheses are empty.'],
    [
      '(a=1 OR range=7d)',
      'range applies to the whole filter. Write it outside parentheses, and without OR or NOT.',
    ],
    [
      'a=1 OR range=7d',
      'range applies to the whole filter. Write it outside parentheses, and without OR or NOT.',
    ],
    [
      'NOT startTime=2026-02-01',
      'startTime applies to the whole filter. Write it outside parentheses, and without OR or NOT.',
    ],
    ['(a..b=1 OR c=2)', '“a..b” is not a valid path: a name is missing next to a dot.'],
    ['(a=1 OR anyOf="b=2 OR c=3")', 'anyOf cannot be inside a group. Use parentheses.'],
    ['("" OR a=1)', 'A word or phrase is empty.'],
  ])('%s cannot be read: %s', (line, reason) => {
    const unreadable = parseFilterText(line).tokens.filter((token) => token.kind === 'unreadable')
    expect(unreadable.map((token) => token.reason)).toEqual([reason])
  })

  test('expressions that are too deep, or expand too far, are rejected', () => {
    expect(readClauses('('.repeat(200_000))).toEqual({
      reason: 'Parentheses are nested more than 50 levels deep.',
    })
    expect(readClauses(`${'NOT '.repeat(200_001)}a=1`)).toHaveLength(1)
    const pairs = Array.from({ length: 8 }, (_, i) => `(a${i}=1 b${i}=2)`).join(' OR ')
    expect(readClauses(pairs)).toEqual({ reason: expect.stringContaining('more than 200 groups') })
    const many = Array.from({ length: 10_000 }, (_, i) => `a=${i}`).join(' OR ')
    expect(readClauses(many)).toMatchObject([{ length: 10_000 }])
  })
})
