import {
  decodeString,
  keyText,
  type JsonDocument,
  type JsonLine,
} from '../../../models/record/jsonDocument.ts'

const SECRET_KEY = /^(?:session_?token|x-amz-security-token|secret_?access_?key)$/i
const SECRET_INSIDE = /session_?token\W{1,8}[\w+/=%]{40}|x-amz-security-token\W[\w+/=%]{40}/i

/**
 * Whether a string should be hidden from people nearby: a session token, or a text that contains
 * one.
 */
function holdsSecret(document: JsonDocument, line: JsonLine): boolean {
  if (line.kind !== 'string' || line.end - line.start < 10) return false
  const key = keyText(document, line)
  if (key !== null && SECRET_KEY.test(decodeString(key))) return true
  return line.end - line.start > 50 && SECRET_INSIDE.test(document.text.slice(line.start, line.end))
}

/** Every line that should be masked. */
export function findSecrets(document: JsonDocument): ReadonlySet<JsonLine> {
  if (!/token|secret/i.test(document.text)) return new Set()
  return new Set(document.lines.filter((line) => holdsSecret(document, line)))
}

export const MASK = '"••••••••"'
