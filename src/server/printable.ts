/** Text from a file, its name or an address must not control the terminal or reorder the output. */
export function printable(text: string): string {
  return text.replaceAll(/[\p{Control}\p{Bidi_Control}\p{Surrogate}\u2028\u2029]/gu, '\u{fffd}')
}
