import fc from 'fast-check'
import { joinPath } from '../cloudtrail/fieldPath.ts'
import { FIELDS } from '../cloudtrail/fields.ts'
import {
  OPERATORS,
  type AnyOf,
  type Condition,
  type Filter,
  type TimeRange,
  type Token,
  type Word,
} from '../filter/filter.ts'
import { textWords } from '../filter/words.ts'
import { HOSTILE_TEXTS } from './hostileText.ts'

const anyField = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...FIELDS.map((field) => field.name)) },
  {
    weight: 4,
    arbitrary: fc.array(fc.string({ minLength: 1 }), { minLength: 1, maxLength: 4 }).map(joinPath),
  },
  // Members with the same name as one of the filter's own keys.
  { weight: 1, arbitrary: fc.constantFrom('startTime', 'endTime', 'range', 'text', 'anyOf') },
)

/** Hostile ones except the longest, which would only make every law slow. */
const anyValue = fc.oneof(
  { weight: 4, arbitrary: fc.string({ unit: 'grapheme' }) },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      ...HOSTILE_TEXTS.filter((text) => text.length < 1000 && !/\p{Surrogate}/u.test(text)),
    ),
  },
)

const anyToken: fc.Arbitrary<Token> = fc
  .record({
    kind: fc.constant('token' as const),
    field: anyField,
    operator: fc.constantFrom(...OPERATORS),
    value: anyValue,
  })
  .filter(({ operator, value }) => value !== '' || operator === '=' || operator === '!=')

const anyTime = fc
  .date({ min: new Date(0), max: new Date('2100-01-01'), noInvalidDate: true })
  .map((date) => date.toISOString())

const anyTimeRange: fc.Arbitrary<TimeRange> = fc.oneof(
  fc.constant({ kind: 'all' } as const),
  fc.record({
    kind: fc.constant('relative' as const),
    amount: fc.integer({ min: 1, max: 999 }),
    unit: fc.constantFrom('m', 'h', 'd', 'w'),
  }),
  fc.tuple(anyTime, anyTime).map((times): TimeRange => {
    const [startTime, endTime] = times.toSorted() as [string, string]
    return { kind: 'absolute', startTime, endTime }
  }),
  anyTime.map((startTime): TimeRange => ({ kind: 'absolute', startTime })),
  anyTime.map((endTime): TimeRange => ({ kind: 'absolute', endTime })),
)

const anyText = fc
  .array(
    fc.oneof(
      fc.string({ minLength: 1 }),
      fc.constantFrom('a phrase', 'is not authorized', 'a=b', '"q', '"two\nlines"'),
    ),
  )
  .map((words) =>
    textWords(words.join(' '))
      .map((word) => (/\s/.test(word) || word.startsWith('"') ? `"${word}"` : word))
      .join(' '),
  )

const anyWord: fc.Arbitrary<Word> = fc.record({
  kind: fc.constant('word' as const),
  word: anyText.map((text) => textWords(text)[0] ?? 'denied'),
  negated: fc.boolean(),
})

const anyCondition: fc.Arbitrary<Condition> = fc.oneof(
  { weight: 3, arbitrary: anyToken },
  { weight: 1, arbitrary: anyWord },
)

/** In canonical form: a condition that could be a token or free text is not a group by itself. */
const anyGroup: fc.Arbitrary<AnyOf> = fc
  .uniqueArray(anyCondition, {
    minLength: 1,
    maxLength: 4,
    selector: (condition) => JSON.stringify(condition),
  })
  .filter(([first, other]) => other !== undefined || isGroupAlone(first!))
  .map((conditions) => ({ kind: 'anyOf', conditions }))

const isGroupAlone = (condition: Condition): boolean =>
  condition.kind === 'word' ? condition.negated : condition.operator === '='

/**
 * Any valid filter: real and invented fields, hostile values, every operator, groups of
 * alternatives.
 */
export function anyFilter(): fc.Arbitrary<Filter> {
  return fc.record({
    tokens: fc.array(fc.oneof({ weight: 4, arbitrary: anyToken }, anyGroup), { maxLength: 5 }),
    timeRange: anyTimeRange,
    text: anyText,
  })
}
