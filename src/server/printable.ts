/** What comes from a file, its name or an address may not command the terminal, nor reorder what stands in it. */
export function printable(text: string): string {
  return text.replaceAll(/[\p{Control}\p{Bidi_Control}\p{Surrogate}\u2028\u2029]/gu, '\u{fffd}')
}
