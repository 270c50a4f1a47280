import { AwsFailure } from './failure.ts'

/**
 * AWS's failure for a value outside of the constraints of its member, which is named with a small
 * first letter: `pendingWindowInDays`.
 */
export function invalidValue(member: string, constraint: string, value?: string | number): AwsFailure {
  const shown = value === undefined ? 'Value' : `Value '${value}'`
  return new AwsFailure(
    'ValidationException',
    `1 validation error detected: ${shown} at '${member}' failed to satisfy constraint: Member must ${constraint}`,
  )
}

/** Refuses a number outside of the range, both ends inclusive. An absent one passes. */
export function checkRange(member: string, value: number | undefined, low: number, high: number): void {
  if (value === undefined) return
  if (value < low) throw invalidValue(member, `have value greater than or equal to ${low}`, value)
  if (value > high) throw invalidValue(member, `have value less than or equal to ${high}`, value)
}

/** Refuses a text or list whose length is outside of the range, both ends inclusive. */
export function checkLength(
  member: string,
  value: string | readonly unknown[] | undefined,
  low: number,
  high: number,
): void {
  if (value === undefined) return
  const shown = typeof value === 'string' ? value : `[${value.join(', ')}]`
  if (value.length < low) throw invalidValue(member, `have length greater than or equal to ${low}`, shown)
  if (value.length > high) throw invalidValue(member, `have length less than or equal to ${high}`, shown)
}

/** Refuses a value that is none of the enumeration. An absent one passes. */
export function checkEnum(member: string, value: string | undefined, allowed: readonly string[]): void {
  if (value !== undefined && !allowed.includes(value))
    throw invalidValue(member, `satisfy enum value set: [${allowed.join(', ')}]`, value)
}
