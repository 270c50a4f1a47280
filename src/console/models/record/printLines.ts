import { keyText, type JsonDocument, type JsonLine } from './jsonDocument.ts'

/** Deeper rows are indented no further; their level is still told. */
export const DEEPEST_INDENT = 40

/** A document with every line on its own, two spaces a level, everything else as written. */
export function printLines(document: JsonDocument, valueOf: (line: JsonLine) => string): string[] {
  return document.lines.map((line) => {
    const key = keyText(document, line)
    const indent = '  '.repeat(Math.min(line.depth, DEEPEST_INDENT))
    return `${indent}${key === null ? '' : `${key}: `}${valueOf(line)}${line.comma ? ',' : ''}`
  })
}
