import { RECORD_MEMBERS } from '../../cloudtrail/fields.ts'

/**
 * The whole records that a plain search finds in a text, whatever else is in it: objects that begin
 * with a member of records, are valid JSON, and have a version. Records inside others are left out.
 */
export function wholeRecordsIn(text: string): string[] {
  const found: string[] = []
  const start = new RegExp(`\\{\\s*"(?:${[...RECORD_MEMBERS].join('|')})"\\s*:`, 'g')
  for (let match = start.exec(text); match; match = start.exec(text)) {
    const end = endOfObject(text, match.index)
    const object = end < 0 ? null : text.slice(match.index, end)
    if (object === null || !isWholeRecord(object)) start.lastIndex = match.index + 1
    else {
      found.push(object)
      start.lastIndex = end
    }
  }
  return found
}

/** The index behind the brace that closes the object, going by brackets and strings; -1 if none does. */
function endOfObject(text: string, start: number): number {
  const token = /"(?:[^"\\]|\\[\s\S])*"|[{}]/g
  token.lastIndex = start
  let depth = 0
  for (let match = token.exec(text); match; match = token.exec(text)) {
    if (match[0] === '{') depth++
    else if (match[0] === '}' && --depth === 0) return token.lastIndex
  }
  return -1
}

function isWholeRecord(text: string): boolean {
  if (/[[{]{50}|(?:\{"\w*":\[*){50}/.test(text)) return false
  let object: Readonly<Record<string, unknown>>
  try {
    object = JSON.parse(text) as Readonly<Record<string, unknown>>
  } catch {
    return false
  }
  const has = (name: string) => ['string', 'number', 'boolean'].includes(typeof object[name])
  return has('eventVersion') && TELLING.some(has) && !text.includes('"aws:')
}

const TELLING = ['eventID', 'eventId', 'eventName', 'eventSource', 'eventCategory', 'eventType']
