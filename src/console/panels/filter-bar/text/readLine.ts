import { readFilterLine, type FilterLine } from '../../../../filter/text.ts'

let last: { readonly text: string; readonly line: FilterLine } | undefined

/** Reads a line once for all parts that need it after a key press: it can have 64 KB. */
export function readLine(text: string): FilterLine {
  if (last?.text !== text) last = { text, line: readFilterLine(text) }
  return last.line
}
