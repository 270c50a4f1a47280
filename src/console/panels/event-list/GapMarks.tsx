import './GapMarks.css'

/** What is marked above a row. */
export interface GapMark {
  readonly index: number
  readonly words: string
  /** Where there is little room. */
  readonly brief: string
}

/** Slim lines between rows, where digest files have gaps. The row below says the same to screen readers. */
export const GapMarks = ({
  marks,
  top,
}: {
  readonly marks: readonly GapMark[]
  /** The offset of a row, in pixels. */
  readonly top: (index: number) => number
}) =>
  marks.map(({ index, words, brief }) => (
    <div
      key={index}
      className={index === 0 ? 'gap-mark gap-mark-first' : 'gap-mark'}
      style={{ insetBlockStart: top(index) }}
      aria-hidden="true"
    >
      <span className="gap-mark-words" title={words}>
        <span className="gap-mark-long">{words}</span>
        <span className="gap-mark-brief">{brief}</span>
      </span>
    </div>
  ))
