import { EVERYTHING, type Filter, type Operator, type Order, type TimeRange, type Token } from '../filter.ts'
import { token } from '../edit.ts'
import { writeWord } from '../words.ts'

/** A common CloudTrail query, ready to use. */
export interface Preset {
  /** Part of the address of its recipe, so it never changes once it is released. */
  readonly id: string
  readonly name: string
  /** What it finds and why that matters, in one or two sentences for someone new to it. */
  readonly sentence: string
  readonly tokens: readonly Token[]
  readonly text?: string
  readonly order?: Order
  /** The value that the user must know first; absent if there is none. */
  readonly asks?: AskedValue
}

/** A value that a preset needs. */
export interface AskedValue {
  /** `Access key ID` */
  readonly label: string
  /** What such a value looks like. */
  readonly example: string
  /** The field whose values are suggested. */
  readonly suggests: string
  /** Where the value goes: a token of this field, or anywhere in the record. */
  readonly into: { readonly field: string; readonly operator: Operator } | 'text'
  /** Several values may be given, each a token. */
  readonly several?: boolean
  /**
   * Event names must start with one of these. Tokens cannot express that (several prefixes of one
   * field are not alternatives), so the names that occur are used instead: see
   * {@link withEventNames}.
   */
  readonly eventNames?: readonly string[]
}

/** The filter of a preset for a time range and the values it needs. */
export function presetFilter(preset: Preset, timeRange: TimeRange, values: readonly string[] = []): Filter {
  const { tokens, text = EVERYTHING.text, asks } = preset
  if (!asks) return { tokens, timeRange, text }
  const { into } = asks
  if (into === 'text') return { tokens, timeRange, text: [text, ...values.map(writeWord)].join(' ').trim() }
  return {
    tokens: [...tokens, ...values.map((value) => token(into.field, into.operator, value))],
    timeRange,
    text,
  }
}

/**
 * The filter with those of the given names that start as the preset requires. If none does, it uses
 * the first prefix, and rightly finds nothing.
 */
export function withEventNames(
  filter: Filter,
  beginnings: readonly string[],
  occurring: readonly string[],
): Filter {
  const names = occurring.filter((name) => beginnings.some((beginning) => name.startsWith(beginning)))
  const tokens =
    names.length > 0 ? is('eventName', ...names.toSorted()) : [begins('eventName', beginnings[0]!)]
  return { ...filter, tokens: [...filter.tokens, ...tokens] }
}

/** The field is one of these; `''` means absent. */
export const is = (field: string, ...values: readonly string[]): readonly Token[] =>
  values.map((value) => token(field, '=', value))

/** The field is none of these. */
export const isNot = (field: string, ...values: readonly string[]): readonly Token[] =>
  values.map((value) => token(field, '!=', value))

const begins = (field: string, value: string): Token => token(field, '^', value)

/** The event sources of these services: `iam`. */
export const service = (...names: readonly string[]): readonly Token[] =>
  is('eventSource', ...names.map((name) => `${name}.amazonaws.com`))

/** These event names. */
export const calls = (...names: readonly string[]): readonly Token[] => is('eventName', ...names)

/** The call succeeded. */
export const SUCCEEDED: readonly Token[] = is('errorCode', '')
