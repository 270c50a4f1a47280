import { readFilterLine, type FilterLine } from '../../../../filter/text.ts'

let last: { readonly text: string; readonly line: FilterLine } | undefined

/** Reads a line once for all who look at it after a key: it may have 64 KB. */
export function readLine(text: string): FilterLine {
  if (last?.text !== text) last = { text, line: readFilterLine(text) }
  return last.line
}
