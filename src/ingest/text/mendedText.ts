/**
 * The text with bare line breaks and tabs inside its JSON strings escaped; null if there are none.
 * Editors, terminals and e-mail put them there.
 */
export function mendedText(text: string): string | null {
  let mended = ''
  let from = 0
  let inString = false
  TELLING.lastIndex = 0
  for (let match = TELLING.exec(text); match; match = TELLING.exec(text)) {
    const [found] = match
    if (found === '"') inString = !inString
    // A backslash and what it escapes is one match.
    else if (inString && !found.startsWith('\\')) {
      mended += text.slice(from, match.index) + ESCAPES[found]!
      from = match.index + 1
    }
  }
  return from === 0 ? null : mended + text.slice(from)
}

const TELLING = /\\[\s\S]|["\n\r\t]/g
const ESCAPES: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' }

/**
 * Whether the lines of JSON were wrapped at a width, by `fold`, a terminal or an editor, inside
 * strings and words. `start`: the beginning of the text, several lines.
 */
export function isWrapped(start: string): boolean {
  // Log files have one line.
  if (!start.includes('\n')) return false
  const lines = start.split(/\r?\n/, MOST_LINES)
  // The last line may be cut off, or be the rest.
  lines.pop()
  const [first] = lines
  if (first === undefined || lines.length < LEAST_LINES || first.length < LEAST_WIDTH) return false
  if (!/^\s*[[{]/.test(first) || lines.some((line) => line.length !== first.length)) return false
  // Objects in lines of one length, some of which are broken.
  if (lines.every((line) => line.startsWith('{'))) return false
  return (
    endsInString(first) || lines.slice(0, 10).some((_, i) => endsInString(lines.slice(0, i + 1).join('')))
  )
}

function endsInString(text: string): boolean {
  let inString = false
  for (let i = 0; i < text.length; i++) {
    if (text[i] === '\\') i++
    else if (text[i] === '"') inString = !inString
  }
  return inString
}

const MOST_LINES = 200
const LEAST_LINES = 3
const LEAST_WIDTH = 40
