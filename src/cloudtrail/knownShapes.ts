import { LEAF, type RecordShape } from './recordShape.ts'

/**
 * Hostile records could have any number of shapes; these limits keep memory small and lookups fast.
 */
const MAX_PIECES = 1000
const MAX_BRANCHES = 100

/** The text of a shape between two leaves, and the steps that may follow the next leaf. */
export interface ShapeStep {
  /** The text up to the leaf, including its opening quote. */
  readonly piece: string
  /** Whether the next leaf is a string. */
  readonly isQuoted: boolean
  /** Set if no leaf follows: the record ends here and has this shape. */
  readonly shape: RecordShape | null
  readonly next: KnownShapes
}

/**
 * The shapes seen so far, as a tree of their pieces, so that a record of a known shape is read by
 * comparing pieces rather than character by character.
 */
export class KnownShapes {
  /** The most recently found first: records of one kind come in bursts. */
  readonly #steps: ShapeStep[] = []

  /**
   * Remembers a shape, unless there are too many like it; records of those are read character by
   * character.
   */
  add(shape: RecordShape): void {
    const pieces = shape.text.split(LEAF)
    if (pieces.length > MAX_PIECES) return
    pieces.reduce<KnownShapes | undefined>((steps, piece, index) => {
      const isLast = index === pieces.length - 1
      return steps && steps.#step(piece, isLast ? shape : null)?.next
    }, this)
  }

  /** The step whose piece is at `text[at]`. */
  find(text: string, at: number): ShapeStep | undefined {
    const steps = this.#steps
    for (let i = 0; i < steps.length; i++) {
      const step = steps[i]!
      if (!text.startsWith(step.piece, at) || !isFollowed(step, text, at)) continue
      if (i > 0) {
        steps.copyWithin(1, 0, i)
        steps[0] = step
      }
      return step
    }
    return undefined
  }

  #step(piece: string, shape: RecordShape | null): ShapeStep | undefined {
    const known = this.#steps.find(
      (step) => step.piece === piece && (step.shape === null) === (shape === null),
    )
    if (known ?? this.#steps.length >= MAX_BRANCHES) return known
    const step = { piece, isQuoted: piece.endsWith('"'), shape, next: new KnownShapes() }
    this.#steps.push(step)
    return step
  }
}

/**
 * Before a number or boolean, the piece may be the start of a longer one that continues with a
 * quote, a bracket, or null.
 */
function isFollowed({ isQuoted, shape, piece }: ShapeStep, text: string, at: number): boolean {
  if (isQuoted || shape) return true
  const code = text.charCodeAt(at + piece.length)
  return (code >= 0x30 && code <= 0x39) || code === 0x2d || code === 0x74 || code === 0x66
}
