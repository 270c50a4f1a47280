import { keep, keepBytes } from './known'
import { isSame } from './memory'

/**
 * The shapes as a tree of their pieces, as in knownShapes.ts. A step has its piece, whether the next
 * leaf is a string, and the shape if no leaf follows, otherwise -1. A *cell* is where the first of
 * some steps is written: FIRST_STEP, or `below` a step.
 */
const NEXT: usize = 0
const BELOW: usize = 4
const START: usize = 8
const LENGTH: usize = 12
const IS_QUOTED: usize = 16
const SHAPE: usize = 20
const SIZE: usize = 24

/** The most steps beside each other: hostile records could have any number. */
const MAX_BRANCHES: u32 = 100
const QUOTE: u32 = 0x22

export function pieceLength(step: usize): usize {
  return load<u32>(step, LENGTH)
}

export function isQuoted(step: usize): bool {
  return load<u32>(step, IS_QUOTED) != 0
}

export function shapeAt(step: usize): i32 {
  return load<i32>(step, SHAPE)
}

export function below(step: usize): usize {
  return step + BELOW
}

/** The step whose piece stands here, 0 if there is none. It becomes the first: records of one kind come in bursts. */
export function findStep(cell: usize, at: usize): usize {
  let before = cell
  let step: usize = load<u32>(cell)
  while (step != 0) {
    const length: usize = load<u32>(step, LENGTH)
    if (isSame(load<u32>(step, START), at, length) && isFollowed(step, at + length)) {
      if (before != cell) {
        store<u32>(before, load<u32>(step, NEXT))
        store<u32>(step, load<u32>(cell), NEXT)
        store<u32>(cell, step)
      }
      return step
    }
    before = step + NEXT
    step = load<u32>(before)
  }
  return 0
}

/**
 * Before a number or boolean, the piece may be the start of a longer one that continues with a
 * quote, a bracket, or null.
 */
function isFollowed(step: usize, at: usize): bool {
  if (load<u32>(step, IS_QUOTED) != 0 || load<i32>(step, SHAPE) >= 0) return true
  const next: u32 = load<u8>(at)
  return next - 0x30 < 10 || next == 0x2d || next == 0x74 || next == 0x66
}

/** The step with this piece, which is added if need be; 0 if there are too many. */
export function addStep(cell: usize, start: usize, length: usize, shape: i32): usize {
  let branches: u32 = 0
  for (let step: usize = load<u32>(cell); step != 0; step = load<u32>(step, NEXT)) {
    const isLast = load<i32>(step, SHAPE) >= 0
    if (pieceLength(step) == length && isLast == shape >= 0 && isSame(load<u32>(step, START), start, length))
      return step
    if (++branches == MAX_BRANCHES) return 0
  }
  const piece = keepBytes(start, length)
  const step = keep(SIZE)
  if (piece == 0 || step == 0) return 0
  store<u32>(step, load<u32>(cell), NEXT)
  store<u32>(step, 0, BELOW)
  store<u32>(step, piece, START)
  store<u32>(step, length, LENGTH)
  store<u32>(step, u32(load<u8>(start + length - 1) == QUOTE), IS_QUOTED)
  store<i32>(step, shape, SHAPE)
  store<u32>(cell, step)
  return step
}
