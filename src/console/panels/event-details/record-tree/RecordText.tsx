import { Fragment } from 'react'
import { marked } from '../../../ui/SafeText.tsx'
import './RecordText.css'

/** A hit, as offsets into the text that was searched. */
export interface MarkedStretch {
  readonly start: number
  readonly end: number
  readonly current: boolean
}

export interface RecordTextProps {
  readonly text: string
  readonly start: number
  readonly end: number
  /** In order; those outside the text are left out, those that overlap its ends are cut. */
  readonly marks: readonly MarkedStretch[]
}

/** Part of a record's text, with hits marked and invisible characters named. */
export function RecordText({ text, start, end, marks }: RecordTextProps) {
  const parts = []
  let from = start
  for (const mark of marks) {
    if (mark.end <= from || mark.start >= end) continue
    const markStart = Math.max(mark.start, from)
    const markEnd = Math.min(mark.end, end)
    if (markStart > from) parts.push(<Fragment key={from}>{marked(text.slice(from, markStart))}</Fragment>)
    parts.push(
      <mark key={`m${markStart}`} className="record-text__hit" data-current={mark.current || undefined}>
        {marked(text.slice(markStart, markEnd))}
      </mark>,
    )
    from = markEnd
  }
  if (from < end) parts.push(<Fragment key={from}>{marked(text.slice(from, end))}</Fragment>)
  return <bdi>{parts}</bdi>
}
