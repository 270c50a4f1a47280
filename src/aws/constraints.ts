import { AwsFailure } from './failure.ts'

/** A constraint that a value of the input does not satisfy, in the words of the query services. */
interface Violation {
  readonly value: unknown
  /** As the message names it: `userName`. */
  readonly member: string
  readonly constraint: string
}

export interface Constraint {
  readonly pattern?: RegExp
  /** How AWS prints the pattern, if it is not the same. */
  readonly printed?: string
  /** Of the text, in characters. */
  readonly length?: readonly [least: number, most: number]
  /** Of the number, both inclusive. */
  readonly range?: readonly [least: number, most: number]
}

/**
 * Checks members of the input, by the names that the message has: `userName`. Members that are
 * absent satisfy everything. Throws `ValidationError` with all violations.
 */
export function checkInput(
  checks: readonly (readonly [member: string, value: unknown, constraint: Constraint])[],
): void {
  const violations = checks.flatMap(([member, value, constraint]) =>
    value === undefined ? [] : violationsOf(member, value, constraint),
  )
  if (violations.length === 0) return
  const texts = violations.map(
    ({ value, member, constraint }) =>
      `Value '${String(value)}' at '${member}' failed to satisfy constraint: Member must ${constraint}`,
  )
  const count = violations.length === 1 ? '1 validation error' : `${violations.length} validation errors`
  throw new AwsFailure('ValidationError', `${count} detected: ${texts.join('; ')}`)
}

function violationsOf(
  member: string,
  value: unknown,
  { pattern, printed, length, range }: Constraint,
): readonly Violation[] {
  const violations: Violation[] = []
  const fault = (constraint: string) => violations.push({ value, member, constraint })
  if (typeof value === 'string') {
    if (length && value.length > length[1]) fault(`have length less than or equal to ${length[1]}`)
    if (length && value.length < length[0]) fault(`have length greater than or equal to ${length[0]}`)
    if (pattern && !pattern.test(value))
      fault(`satisfy regular expression pattern: ${printed ?? pattern.source.slice(1, -1)}`)
  } else if (typeof value === 'number' && range) {
    if (value > range[1]) fault(`have value less than or equal to ${range[1]}`)
    if (value < range[0]) fault(`have value greater than or equal to ${range[0]}`)
  }
  return violations
}
