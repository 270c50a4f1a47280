import { wordsOfCode } from './columnText.ts'
import { textWidth } from './textWidth.ts'

const FONT_SIZE = 12

/** The least width in pixels at which an error code beside an event name fits on two lines. */
export function twoLinesWidth(code: string): number {
  const words = wordsOfCode(code)
  const widths = words.map((_, at) =>
    Math.max(
      textWidth(words.slice(0, at + 1).join(''), FONT_SIZE),
      textWidth(words.slice(at + 1).join(''), FONT_SIZE),
    ),
  )
  return Math.ceil(Math.min(...widths))
}
