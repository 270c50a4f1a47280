import { copy, KNOWN, KNOWN_END } from './memory'

/** Where the next thing goes that is kept for longer than a batch of rows. */
export let knownEnd: usize = KNOWN

export function forgetKnown(): void {
  knownEnd = KNOWN
}

/** Room for something of that size, a multiple of four; 0 if there is no more. */
export function keep(size: usize): usize {
  const at = knownEnd
  const end = (at + size + 3) & ~(<usize>3)
  if (end > KNOWN_END) return 0
  knownEnd = end
  return at
}

/** A copy that is kept; 0 if there is no room for it. */
export function keepBytes(start: usize, length: usize): usize {
  const at = keep(length)
  if (at != 0) copy(start, length, at)
  return at
}
