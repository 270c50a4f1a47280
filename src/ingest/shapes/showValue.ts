/**
 * A value from a file, short enough for a sentence and without characters that could fake terminal
 * output.
 */
export function showValue(value: unknown): string {
  const text = (typeof value === 'string' ? value : (JSON.stringify(value) ?? '?')).slice(0, 121)
  return (text.length > 120 ? `${text.slice(0, 120)}…` : text).replace(DECEPTIVE, '?')
}

/** Control characters, and those that change the direction of text. */
const DECEPTIVE = /[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu
