import { parseFilterPattern, type FilterPattern } from '../../filter-patterns/filterPattern.ts'
import { PatternProblem } from '../../filter-patterns/tokens.ts'
import { invalidParameter } from './groupLookup.ts'

const MOST_CHARACTERS = 1024

/** The pattern of a request; throws InvalidParameterException if it is none. */
export function readPattern(text: string): FilterPattern {
  if (text.length > MOST_CHARACTERS)
    throw invalidParameter(
      `1 validation error detected: Value at 'filterPattern' failed to satisfy constraint: Member must have length less than or equal to ${MOST_CHARACTERS}`,
    )
  try {
    return parseFilterPattern(text)
  } catch (error) {
    if (error instanceof PatternProblem) throw invalidParameter(error.message)
    throw error
  }
}
