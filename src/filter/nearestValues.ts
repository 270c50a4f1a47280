import { distance } from 'fastest-levenshtein'
import type { FieldValue } from './answers.ts'
import { foldCase } from './foldCase.ts'

/** Shorter values are part of nearly every text. */
const SHORTEST_PART = 3
/** Nobody types longer texts, and comparing them letter by letter is slow. */
const LONGEST_TYPED = 128

/**
 * The values that may be meant by a value that no event has: the same in another case, then values
 * that start with it, that contain it, that it contains, and values (or their beginnings) that
 * differ in one or two letters. Equally similar values stay in the order given.
 */
export function nearestValues(
  wanted: string,
  values: readonly FieldValue[],
  most: number,
): readonly FieldValue[] {
  const folded = foldCase(wanted.trim())
  if (folded === '') return []
  return values
    .map((each) => ({ each, far: each.value === wanted ? null : remoteness(folded, foldCase(each.value)) }))
    .filter((ranked): ranked is { each: FieldValue; far: number } => ranked.far !== null)
    .toSorted((one, other) => one.far - other.far)
    .slice(0, most)
    .map(({ each }) => each)
}

/** 0 for the same text; null for a text that is not similar. */
function remoteness(wanted: string, value: string): number | null {
  if (value === wanted) return 0
  if (value.startsWith(wanted)) return 1
  if (wanted.length >= SHORTEST_PART && value.includes(wanted)) return 2
  if (value.length >= SHORTEST_PART && wanted.includes(value)) return 3
  if (wanted.length > LONGEST_TYPED) return null
  const letters = wrongLetters(wanted, value)
  return Math.floor(letters) <= mostWrong(wanted) ? 3 + letters : null
}

/** In the whole value, or in its beginning, which counts as half a letter more. */
function wrongLetters(wanted: string, value: string): number {
  if (value.length < wanted.length - 2) return Number.POSITIVE_INFINITY
  const whole = value.length > wanted.length + 2 ? Number.POSITIVE_INFINITY : distance(wanted, value)
  const isLonger = value.length > wanted.length && wanted.length > 2 * SHORTEST_PART
  const beginning = isLonger ? distance(wanted, value.slice(0, wanted.length)) : Number.POSITIVE_INFINITY
  return Math.min(whole, beginning + 0.5)
}

/** Short texts are similar by chance. */
const mostWrong = (wanted: string): number => (wanted.length <= SHORTEST_PART ? 0 : wanted.length < 6 ? 1 : 2)
