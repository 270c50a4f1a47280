/** Advance widths of the printable ASCII characters in Open Sans, in hundredths of the font size. */
// prettier-ignore
const REGULAR = [
  26, 27, 40, 65, 58, 83, 73, 22, 30, 30, 56, 58, 26, 33, 27, 37, 58, 58, 58, 58, 58, 58, 58, 58, 58, 58, 27,
  27, 58, 58, 58, 44, 90, 64, 65, 63, 73, 56, 52, 73, 74, 28, 27, 62, 53, 90, 76, 78, 61, 78, 62, 55, 56, 73,
  60, 93, 58, 56, 58, 33, 37, 33, 58, 44, 28, 56, 62, 48, 62, 57, 34, 55, 62, 26, 26, 53, 26, 93, 62, 61, 62,
  62, 41, 48, 36, 62, 50, 78, 53, 51, 47, 38, 55, 38, 58,
]

const FIRST = 32
/** Of a Latin letter with an accent, and of a character that is drawn as a square. */
const OTHER = 65
const SQUARE = 102
const FIRST_SQUARE = 0x2e80

/** Bold text is at most this much wider. */
export const BOLD = 1.08

/**
 * The width of a text in pixels. Computed instead of measured, so that the first view, which is
 * drawn before the font has loaded, and the page agree; a kerned text is a pixel narrower.
 */
export function textWidth(text: string, fontSize = 14): number {
  let sum = 0
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    sum += REGULAR[code - FIRST] ?? (code < FIRST_SQUARE ? OTHER : SQUARE)
  }
  return (sum * fontSize) / 100
}
