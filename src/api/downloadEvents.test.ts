import { describe, expect, test } from 'vitest'
import { spreadsheetText } from './downloadEvents.ts'

/**
 * Invisible characters before a text: blanks, line ends, controls, zero-width and bidi marks,
 * fillers.
 */
const BLANKS = [
  ['', '\n', '\v', '\f', '\r', '\r\n', '\t', ' ', '\u0085', '\u0000', '\u001f', '\u007f'],
  ['\u00a0', '\u1680', '\u2003', '\u2007', '\u2028', '\u2029', '\u202f', '\u205f', '\u3000'],
  ['\u200b', '\u200c', '\u200d', '\u2060', '\ufeff', '\u00ad', '\u180e', '\u034f', '\ufe0f'],
  ['\u200e', '\u202e', '\u2066', '\u115f', '\u3164', '\uffa0', '\u2800', '\u{e0020}', '\ue000', '\ud800'],
  [' \t\u00a0\n\ufeff'],
].flat()

describe('a cell of a spreadsheet', () => {
  test('is not a formula, whatever blank is before it', () => {
    for (const blank of BLANKS) {
      for (const sign of '=+-@＝＋－＠') {
        expect(spreadsheetText(`${blank}${sign}1+1`)).toBe(`'${blank}${sign}1+1`)
      }
    }
  })

  test('is unchanged if it is not a formula', () => {
    for (const blank of BLANKS) {
      for (const text of ['', 'x', 'x=1', '1-1', `'=1`, 'arn:aws:iam::1:user/a@b', '"=1+1"']) {
        expect(spreadsheetText(blank + text)).toBe(blank + text)
      }
    }
  })
})
