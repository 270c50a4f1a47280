import { keyText, type JsonDocument, type JsonLine } from './jsonDocument.ts'

/** Deeper rows are not indented further; their level is still announced. */
export const DEEPEST_INDENT = 40

/** A document with two spaces of indentation for each level, everything else as written. */
export function printLines(document: JsonDocument, valueOf: (line: JsonLine) => string): string[] {
  return document.lines.map((line) => {
    const key = keyText(document, line)
    const indent = '  '.repeat(Math.min(line.depth, DEEPEST_INDENT))
    return `${indent}${key === null ? '' : `${key}: `}${valueOf(line)}${line.comma ? ',' : ''}`
  })
}
