import { pathOf, plainValue, type JsonDocument, type JsonLine } from '../../../models/record/jsonDocument.ts'

/**
 * The line at a path, as a filter writes it, that holds a value; the first at the path where none
 * does.
 */
export function placeOf(document: JsonDocument, path: string, value: string): JsonLine | undefined {
  const lines = document.lines.filter(
    (line) => line.depth > 0 && line.kind !== 'close' && pathOf(document, line) === path,
  )
  return lines.find((line) => plainValue(document, line) === value) ?? lines[0]
}
