import type { Filter } from './filter.ts'
import { elementsOf } from './lineElements.ts'
import { formatFilterText, parseFilterText } from './text.ts'
import { readPieces } from './textPieces.ts'

/**
 * A line that is being edited over the filter `before`, when the filter becomes `after` elsewhere:
 * what was removed is removed from the line, what was added is added to it, and everything else
 * that was typed stays. A new time range replaces every time in the line, since two would
 * contradict each other.
 */
export function changedText(line: string, before: Filter, after: Filter): string {
  const was = writtenIn(formatFilterText(before))
  const is = writtenIn(formatFilterText(after))
  const gone = without(was, is)
  const isAboutTime = [...gone, ...without(is, was)].some((each) => each.isTime)
  // If one end of a range changes, both are written again.
  const staying = isAboutTime ? was.filter((each) => !each.isTime) : was
  const added = without(is, staying)
  const leaving = writtenIn(line).filter(({ text, isTime }) => {
    const at = gone.findIndex((each) => each.text === text)
    if (at >= 0) gone.splice(at, 1)
    return at >= 0 || (isAboutTime && isTime)
  })
  const rest = leaving.reduceRight(withoutElement, line)
  const typed = without(writtenIn(rest), was)
  const news = without(added, typed).map(({ source }) => source)
  return news.length === 0 ? rest : withNews(rest, news)
}

/**
 * Without an element and the operator that joins it to the next one, or to the previous one if it
 * is the last.
 */
function withoutElement(line: string, { from, to }: Written): string {
  const behind = line.slice(to).replace(/^\s+(?:AND\s+)?/, '')
  return behind === '' ? line.slice(0, from).replace(/(?:\s+AND)?\s+$/, '') : line.slice(0, from) + behind
}

/**
 * After the others; before them if one has an open parenthesis or quote that would include it; next
 * to them in parentheses.
 */
function withNews(line: string, news: readonly string[]): string {
  const alone = [...writtenIn(line).map(({ source }) => source), ...news].toSorted()
  const added = news.join(' ')
  const places = [[line.trimEnd(), added].filter(Boolean).join(' '), `${added} ${line}`]
  const isApart = (place: string) =>
    writtenIn(place)
      .map(({ source }) => source)
      .toSorted()
      .every((source, i, all) => all.length === alone.length && source === alone[i])
  return places.find(isApart) ?? `(${line}) ${added}`
}

/** An element of a line. */
interface Written {
  readonly from: number
  readonly to: number
  /** As in the line. */
  readonly source: string
  /** The same for all ways to write it. */
  readonly text: string
  readonly isTime: boolean
}

function writtenIn(line: string): readonly Written[] {
  const written = elementsOf(readPieces(line)).map(({ pieces, isGroup }) => {
    const from = pieces[0]!.from
    const to = pieces.at(-1)!.to
    const source = line.slice(from, to)
    const [piece] = pieces
    const isTime =
      !isGroup && piece?.kind === 'param' && ['range', 'startTime', 'endTime'].includes(piece.key)
    return { from, to, source, text: formatFilterText(parseFilterText(source)), isTime }
  })
  const inOrder = written.toSorted((one, other) => one.from - other.from)
  const areApart = inOrder.every(({ from }, i) => i === 0 || inOrder[i - 1]!.to <= from)
  if (areApart) return inOrder
  return [
    { from: 0, to: line.length, source: line, text: formatFilterText(parseFilterText(line)), isTime: false },
  ]
}

/**
 * The first list without the elements of the second. An element that occurs more often in the first
 * stays as many times more.
 */
function without(elements: readonly Written[], others: readonly Written[]): Written[] {
  const left = others.map(({ text }) => text)
  return elements.filter(({ text }) => {
    const at = left.indexOf(text)
    if (at >= 0) left.splice(at, 1)
    return at < 0
  })
}
