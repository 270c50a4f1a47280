import { isProblem, parseJsonDocument, type JsonDocument } from '../../../models/record/jsonDocument.ts'

/**
 * JSON inside a string: policy documents are JSON text in requests, and URL-encoded in responses.
 */
export interface EmbeddedJson {
  readonly document: JsonDocument
  readonly encoding: 'json' | 'url'
}

/** The object or array that a string contains; null when it contains none. */
export function findEmbeddedJson(value: string): EmbeddedJson | null {
  const start = value.trimStart().slice(0, 3).toLowerCase()
  if (start.startsWith('{') || start.startsWith('[')) return parseContainer(value, 'json')
  if (start !== '%7b' && start !== '%5b') return null
  try {
    return parseContainer(decodeURIComponent(value.trim()), 'url')
  } catch {
    return null
  }
}

function parseContainer(text: string, encoding: EmbeddedJson['encoding']): EmbeddedJson | null {
  const parsed = parseJsonDocument(text)
  return isProblem(parsed) || parsed.lines[0]?.kind !== 'open' ? null : { document: parsed, encoding }
}
