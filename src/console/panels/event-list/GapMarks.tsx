import './GapMarks.css'

/** What is marked above a row. */
export interface GapMark {
  readonly index: number
  readonly words: string
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
  marks.map(({ index, words }) => (
    <div
      key={index}
      className={index === 0 ? 'gap-mark gap-mark-first' : 'gap-mark'}
      style={{ insetBlockStart: top(index) }}
      aria-hidden="true"
    >
      <span className="gap-mark-words" title={words}>
        {words}
      </span>
    </div>
  ))
