import { MARKS_IN_WORDS, type EventMark } from '../../../cloudtrail/eventMark.ts'
import './KindMark.css'

/** Beside the name of an event that is not a call like others. */
export function KindMark({ mark }: { readonly mark: EventMark }) {
  const { label, description } = MARKS_IN_WORDS[mark]
  return (
    <span className="kind-mark" title={description}>
      {label}
    </span>
  )
}
