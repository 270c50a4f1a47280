import type { JsonDocument, JsonLine } from './jsonDocument.ts'

/** A place where the searched text stands, in a key or in a value, as offsets into the document's text. */
export interface Hit {
  readonly line: JsonLine
  readonly start: number
  readonly end: number
}

/** Where keys and values, as written, contain the text, whatever its case; in order. Masked lines keep their secret. */
export function searchRecord(document: JsonDocument, searched: string, masked: ReadonlySet<JsonLine>): Hit[] {
  const pattern = searchPattern(searched)
  if (!pattern) return []
  const hits: Hit[] = []
  let lineNumber = 0
  let line = document.lines[0]
  for (const match of document.text.matchAll(pattern)) {
    const start = match.index
    const end = start + match[0].length
    // Lines follow each other in the text; an open line ends for this purpose at its bracket.
    while (line && start >= endOfLine(line)) line = document.lines[++lineNumber]
    if (!line) break
    const inKey = line.keyStart >= 0 && start >= line.keyStart && end <= line.keyEnd
    const inValue = start >= line.start && end <= endOfLine(line) && isLeaf(line) && !masked.has(line)
    if (inKey || inValue) hits.push({ line, start, end })
  }
  return hits
}

/** Null when there is nothing to search for. */
export function searchPattern(searched: string): RegExp | null {
  return searched === '' ? null : new RegExp(searched.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&'), 'giu')
}

export function hitsByLine(hits: readonly Hit[]): ReadonlyMap<JsonLine, readonly Hit[]> {
  const byLine = new Map<JsonLine, Hit[]>()
  for (const hit of hits) {
    const others = byLine.get(hit.line)
    if (others) others.push(hit)
    else byLine.set(hit.line, [hit])
  }
  return byLine
}

function endOfLine(line: JsonLine): number {
  return line.kind === 'open' ? line.start + 1 : line.end
}

function isLeaf(line: JsonLine): boolean {
  return line.kind === 'string' || line.kind === 'number' || line.kind === 'literal'
}
