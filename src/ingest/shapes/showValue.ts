/**
 * A value from a file, short enough for a sentence and without characters that could fake terminal
 * output.
 */
export function showValue(value: unknown): string {
  const text = (typeof value === 'string' ? value : (JSON.stringify(value) ?? '?')).slice(0, 121)
  return (text.length > 120 ? `${text.slice(0, 120)}…` : text).replace(DECEPTIVE, '?')
}

/** Control characters, those that change the direction of text, and halves of a character that was cut. */
const DECEPTIVE = /[\p{Cc}\p{Surrogate}\u202a-\u202e\u2066-\u2069]/gu
