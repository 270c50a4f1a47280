import * as v from 'valibot'
import { readTime } from '../filter/timeRange.ts'
import { described } from './operation.ts'
import { GROUPINGS } from './grouping.ts'

/** Digits for a whole number from `least` to `most`. */
const digits = (least: number, most: number, description: string) =>
  v.pipe(
    v.string(),
    v.check(
      (text) => /^\d{1,16}$/.test(text) && Number(text) >= least && Number(text) <= most,
      ({ input }) => `must be a whole number from ${least} to ${most}, not “${input}”.`,
    ),
    v.transform(Number),
    // The same again, for the documents.
    v.number(),
    v.integer(),
    v.minValue(least),
    v.maxValue(most),
    v.description(description),
  )

export const wholeNumber = (least: number, most: number, description: string) =>
  v.optional(digits(least, most, description))

export const wholeNumberOr = (least: number, most: number, otherwise: number, description: string) =>
  v.optional(digits(least, most, description), String(otherwise))

const oneOf = <const T extends readonly string[]>(choices: T, description: string) =>
  described(
    v.picklist(choices, ({ input }) => `must be ${choices.join(' or ')}, not “${String(input)}”.`),
    description,
  )

export const choice = <const T extends readonly string[]>(choices: T, description: string) =>
  v.optional(oneOf(choices, description))

export const choiceOr = <const T extends readonly string[]>(
  choices: T,
  otherwise: T[number],
  description: string,
) => v.optional(oneOf(choices, description), otherwise)

export const text = (description: string) => v.optional(described(v.string(), description))

export const requiredText = (description: string) =>
  v.pipe(
    v.string(() => 'is required.'),
    v.description(description),
  )

export const store = text('ID of the event data store, from `/api/stores`. If absent, the default one.')

export const time = (description: string) =>
  v.optional(
    v.pipe(
      v.string(),
      v.check(
        (written) => readTime(written) !== null,
        ({ input }) => `must be an ISO 8601 time such as 2026-11-20T18:00:00Z, not “${input}”.`,
      ),
      v.description(description),
    ),
  )

export const order = choiceOr(
  ['newest', 'oldest'],
  'newest',
  'By event time. Events without a time count as the oldest.',
)

export const group = choice(
  GROUPINGS,
  '`repeats`: repeated events of the same second are grouped into one row, at the position of the newest. `repeats:60`: those that follow each other within 60 seconds.',
)

export const asOf = text(
  'Snapshot of the store to search, from an earlier response. If absent, the current state.',
)

/** `asOf` in responses. */
export const snapshot = described(
  v.string(),
  'Snapshot of the store that was searched. Opaque; send it as `asOf` to search the same snapshot again.',
)
