import { decodeString, keyText, valueText, type JsonDocument, type JsonLine } from './jsonDocument.ts'

/**
 * The value that a document has: numbers are texts as they are written, and of members with the same
 * key the last one counts. The same as `parseExactly` gives, without reading the text again.
 */
export function jsonValue(document: JsonDocument): unknown {
  const top: unknown[] = []
  const around: object[] = [top]
  for (const line of document.lines) {
    if (line.kind === 'close') {
      around.pop()
      continue
    }
    const value = valueOf(document, line)
    const container = around.at(-1)!
    if (Array.isArray(container)) container.push(value)
    else addMember(container, decodeString(keyText(document, line)!), value)
    if (line.kind === 'open') around.push(value as object)
  }
  return top[0]
}

function valueOf(document: JsonDocument, line: JsonLine): unknown {
  const written = valueText(document, line)
  switch (line.kind) {
    case 'open':
    case 'empty':
      return written.startsWith('{') ? {} : []
    case 'string':
      return decodeString(written)
    case 'literal':
      return JSON.parse(written)
    default:
      return written
  }
}

/** By assignment, `__proto__` would not become a member. */
function addMember(object: object, name: string, value: unknown): void {
  if (name === '__proto__')
    Object.defineProperty(object, name, { value, configurable: true, enumerable: true, writable: true })
  else (object as Record<string, unknown>)[name] = value
}
