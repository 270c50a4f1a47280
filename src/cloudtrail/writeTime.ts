/**
 * Milliseconds as CloudTrail writes a time: UTC, in whole seconds, with milliseconds only if there
 * are any.
 */
export function writeTime(ms: number): string {
  return new Date(ms).toISOString().replace('.000Z', 'Z')
}
