import { useLayoutEffect, useMemo, useRef } from 'react'
import type { TextHit } from '../../../../filter/textHits.ts'
import type { JsonDocument, JsonLine } from '../../../models/record/jsonDocument.ts'
import { nearestScroller } from '../../../ui/nearestScroller.ts'
import { printRecord } from './printRecord.ts'
import type { Hit } from './searchRecord.ts'
import './RecordAsText.css'

export interface RecordAsTextProps {
  /** Long lines continue below; otherwise the text scrolls sideways. */
  readonly wrapped: boolean
  readonly document: JsonDocument
  readonly masked: ReadonlySet<JsonLine>
  readonly hits: readonly Hit[]
  readonly currentHit: Hit | undefined
}

const LINES_PER_BLOCK = 200
const LINE_HEIGHT = 20
/** Of the record's toolbar, which stays in view. */
const HEADER_HEIGHT = 48

/**
 * The record as text that can be selected as a whole: with its own indentation, otherwise as
 * written, with escapes for invisible characters. It is split into blocks, so that the browser lays
 * out only those in the window.
 */
export function RecordAsText({ wrapped, document: record, masked, hits, currentHit }: RecordAsTextProps) {
  const element = useRef<HTMLPreElement>(null)
  const printed = useMemo(() => printRecord(record, masked), [record, masked])
  const blocks = useMemo(() => inBlocks(printed.text), [printed])

  useLayoutEffect(() => {
    if (!element.current || !('highlights' in CSS)) return undefined
    const { children } = element.current
    const rangesOf = (hit: Hit) => printed.stretchesOf(hit).flatMap((each) => rangeIn(children, blocks, each))
    const current = currentHit ? rangesOf(currentHit) : []
    CSS.highlights.set('record-hit', new Highlight(...hits.flatMap(rangesOf)))
    CSS.highlights.set('record-current-hit', new Highlight(...current))
    if (current[0]) scrollTo(element.current, current[0])
    return () => {
      CSS.highlights.delete('record-hit')
      CSS.highlights.delete('record-current-hit')
    }
  }, [printed, blocks, hits, currentHit])

  return (
    <pre
      ref={element}
      className="record-as-text"
      data-wrapped={wrapped || undefined}
      tabIndex={0}
      role="region"
      aria-label="Event record as text"
    >
      {blocks.map((block) => (
        <span
          key={block.start}
          className="record-as-text__block"
          style={{ containIntrinsicSize: `auto ${block.lines * LINE_HEIGHT}px` }}
        >
          {block.text}
        </span>
      ))}
    </pre>
  )
}

interface TextBlock {
  readonly start: number
  readonly lines: number
  readonly text: string
}

function inBlocks(text: string): TextBlock[] {
  const lines = text.split('\n')
  const blocks: TextBlock[] = []
  let start = 0
  for (let i = 0; i < lines.length; i += LINES_PER_BLOCK) {
    const part = lines.slice(i, i + LINES_PER_BLOCK)
    const block = { start, lines: part.length, text: `${part.join('\n')}\n` }
    blocks.push(block)
    start += block.text.length
  }
  return blocks
}

/** The DOM ranges of a hit, which lies on one line, in the block that contains it. */
function rangeIn(elements: HTMLCollection, blocks: readonly TextBlock[], { start, end }: TextHit): Range[] {
  const index = blocks.findLastIndex((block) => block.start <= start)
  const node = elements[index]?.firstChild
  if (!(node instanceof Text)) return []
  const range = new Range()
  range.setStart(node, start - blocks[index]!.start)
  range.setEnd(node, end - blocks[index]!.start)
  return [range]
}

function scrollTo(element: HTMLElement, range: Range): void {
  range.startContainer.parentElement?.scrollIntoView({ block: 'nearest' })
  const scroller = nearestScroller(element) ?? document.scrollingElement
  if (!scroller) return
  const box = range.getBoundingClientRect()
  const frame =
    scroller === document.scrollingElement
      ? { top: 0, height: innerHeight }
      : scroller.getBoundingClientRect()
  if (box.top < frame.top + HEADER_HEIGHT || box.bottom > frame.top + frame.height)
    scroller.scrollTop += box.top - frame.top - frame.height / 2
}
