import { useLayoutEffect, useMemo, useRef } from 'react'
import { escapeInvisible } from '../../ui/invisibleCharacters.ts'
import { valueText, type JsonDocument, type JsonLine } from './jsonDocument.ts'
import { searchPattern } from './searchRecord.ts'
import { MASK } from './secrets.ts'
import { printDocument } from './treeRows.ts'
import './RecordAsText.css'

export interface RecordAsTextProps {
  readonly document: JsonDocument
  readonly masked: ReadonlySet<JsonLine>
  readonly searched: string
  /** 0-based. */
  readonly currentHit: number
}

const LINES_PER_BLOCK = 200
const LINE_HEIGHT = 20

/**
 * The record as text that can be selected from end to end: laid out anew, everything else as written, but for invisible
 * characters, which stand as escapes. Cut into blocks, so that the browser lays out only those in the window.
 */
export function RecordAsText({ document: record, masked, searched, currentHit }: RecordAsTextProps) {
  const element = useRef<HTMLPreElement>(null)
  const text = useMemo(() => printRecord(record, masked), [record, masked])
  const blocks = useMemo(() => inBlocks(text), [text])

  useLayoutEffect(() => {
    if (!element.current || !('highlights' in CSS)) return undefined
    const ranges = rangesOf(element.current, searched)
    const current = ranges[currentHit]
    CSS.highlights.set('record-hit', new Highlight(...ranges))
    CSS.highlights.set('record-current-hit', new Highlight(...(current ? [current] : [])))
    if (current) scrollTo(element.current, current)
    return () => {
      CSS.highlights.delete('record-hit')
      CSS.highlights.delete('record-current-hit')
    }
    // oxlint-disable-next-line react/exhaustive-effect-dependencies -- ranges point into the blocks
  }, [blocks, searched, currentHit])

  return (
    <pre
      ref={element}
      className="record-as-text"
      tabIndex={0}
      role="region"
      aria-label="Event record as text"
    >
      {blocks.map((block) => (
        <span
          key={block.offset}
          className="record-as-text__block"
          style={{ containIntrinsicSize: `auto ${block.lines * LINE_HEIGHT}px` }}
        >
          {block.text}
        </span>
      ))}
    </pre>
  )
}

/** How many times the searched text stands in the text view. */
export function countInText(record: JsonDocument, masked: ReadonlySet<JsonLine>, searched: string): number {
  const pattern = searchPattern(escapeInvisible(searched))
  return pattern ? [...printRecord(record, masked).matchAll(pattern)].length : 0
}

function printRecord(record: JsonDocument, masked: ReadonlySet<JsonLine>): string {
  return escapeInvisible(printDocument(record, (line) => (masked.has(line) ? MASK : valueText(record, line))))
}

interface TextBlock {
  readonly offset: number
  readonly lines: number
  readonly text: string
}

function inBlocks(text: string): TextBlock[] {
  const lines = text.split('\n')
  const blocks: TextBlock[] = []
  for (let i = 0; i < lines.length; i += LINES_PER_BLOCK) {
    const part = lines.slice(i, i + LINES_PER_BLOCK)
    blocks.push({ offset: i, lines: part.length, text: `${part.join('\n')}\n` })
  }
  return blocks
}

function rangesOf(element: HTMLElement, searched: string): Range[] {
  const pattern = searchPattern(escapeInvisible(searched))
  if (!pattern) return []
  return [...element.children].flatMap((block) => {
    const node = block.firstChild
    if (!(node instanceof Text)) return []
    return [...node.data.matchAll(pattern)].map((match) => {
      const range = new Range()
      range.setStart(node, match.index)
      range.setEnd(node, match.index + match[0].length)
      return range
    })
  })
}

function scrollTo(element: HTMLElement, range: Range): void {
  range.startContainer.parentElement?.scrollIntoView({ block: 'nearest' })
  const box = range.getBoundingClientRect()
  const frame = element.getBoundingClientRect()
  if (box.top < frame.top || box.bottom > frame.bottom)
    element.scrollTop += box.top - frame.top - frame.height / 2
}
