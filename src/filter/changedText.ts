import type { Filter } from './filter.ts'
import { formatFilterText, parseFilterText } from './text.ts'
import { readPieces, type TextPiece } from './textPieces.ts'

/**
 * A line that the user is editing over the filter `before`, when the filter becomes `after`
 * elsewhere: removed conditions go from the line, added ones are written into it, and everything
 * typed stays. A new time range replaces every time in the line, since two would contradict each
 * other.
 */
export function changedText(line: string, before: Filter, after: Filter): string {
  const was = piecesOf(formatFilterText(before))
  const is = piecesOf(formatFilterText(after))
  const gone = without(was, is)
  const isAboutTime = [...gone, ...without(is, was)].some((piece) => piece.isTime)
  // If one end of a range changes, both are written again.
  const staying = isAboutTime ? was.filter((piece) => !piece.isTime) : was
  const added = without(is, staying)
  const leaving = piecesOf(line).filter(({ text, isTime }) => {
    const at = gone.findIndex((piece) => piece.text === text)
    if (at >= 0) gone.splice(at, 1)
    return at >= 0 || (isAboutTime && isTime)
  })
  const rest = leaving.reduceRight(withoutPiece, line)
  const typed = without(piecesOf(rest), was)
  const news = without(added, typed).map(({ source }) => source)
  return news.length === 0 ? rest : withPieces(rest, news.join(' '))
}

/** Without a piece and the white space after it, or before it if it is the last. */
function withoutPiece(line: string, { from, to }: WrittenPiece): string {
  const behind = line.slice(to).trimStart()
  return behind === '' ? line.slice(0, from).trimEnd() : line.slice(0, from) + behind
}

/** After the others, but before a piece that is not closed yet and would swallow them. */
function withPieces(line: string, news: string): string {
  const behind = [line.trimEnd(), news].filter(Boolean).join(' ')
  const apart = readPieces(behind).map(({ to }) => to)
  return readPieces(line).every(({ to }, i) => to === apart[i]) ? behind : `${news} ${line}`
}

interface WrittenPiece {
  readonly from: number
  readonly to: number
  /** As in the line. */
  readonly source: string
  /** The same for all ways to write it. */
  readonly text: string
  readonly isTime: boolean
}

function piecesOf(line: string): readonly WrittenPiece[] {
  return readPieces(line).map((piece) => {
    const source = line.slice(piece.from, piece.to)
    return {
      from: piece.from,
      to: piece.to,
      source,
      text: formatFilterText(parseFilterText(source)),
      isTime: isTime(piece),
    }
  })
}

const isTime = (piece: TextPiece): boolean =>
  piece.kind === 'param' && ['range', 'startTime', 'endTime'].includes(piece.key)

/**
 * The first list without the second. A piece that is in both stays as often as the first has it
 * more.
 */
function without(pieces: readonly WrittenPiece[], others: readonly WrittenPiece[]): WrittenPiece[] {
  const left = others.map(({ text }) => text)
  return pieces.filter(({ text }) => {
    const at = left.indexOf(text)
    if (at >= 0) left.splice(at, 1)
    return at < 0
  })
}
