import { pathOf, plainValue, type JsonDocument, type JsonLine } from '../../../models/record/jsonDocument.ts'

/** The line at a filter's path that has a value; the first line at the path if none has. */
export function placeOf(document: JsonDocument, path: string, value: string): JsonLine | undefined {
  const lines = document.lines.filter(
    (line) => line.depth > 0 && line.kind !== 'close' && pathOf(document, line) === path,
  )
  return lines.find((line) => plainValue(document, line) === value) ?? lines[0]
}
