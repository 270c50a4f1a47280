/*
 * Bytes in the module's memory. These functions read, and `copy` writes, up to 15 bytes behind the end: areas have that
 * much room behind them.
 */

export const SEPARATOR: u8 = 0x1f

export function isSame(a: usize, b: usize, length: usize): bool {
  while (length >= 16) {
    if (!i8x16.all_true(i8x16.eq(v128.load(a), v128.load(b)))) return false
    a += 16
    b += 16
    length -= 16
  }
  const equal = i8x16.bitmask(i8x16.eq(v128.load(a), v128.load(b)))
  return ((equal | (0xffff << (<i32>length))) & 0xffff) == 0xffff
}

/** Returns where the copy ends. */
export function copy(from: usize, length: usize, to: usize): usize {
  for (let at: usize = 0; at < length; at += 16) v128.store(to + at, v128.load(from + at))
  return to + length
}

/** Where the first byte is at or behind a place that is no ASCII; 0 if there is none before the end. */
export function nextBeyondAscii(at: usize, end: usize): usize {
  for (; at < end; at += 16) {
    const beyond = i8x16.bitmask(v128.load(at))
    if (beyond == 0) continue
    const found = at + ctz(beyond)
    return found < end ? found : 0
  }
  return 0
}

/**
 * Writes where each of the leaves in a text begins, and where one more would: each is followed by a separator. Returns
 * how many there are.
 */
export function splitLeaves(text: usize, end: usize, starts: usize): u32 {
  const first = starts
  const separator = i8x16.splat(SEPARATOR)
  store<u32>(starts, <u32>text)
  for (let at = text; at < end; at += 16) {
    let found = i8x16.bitmask(i8x16.eq(v128.load(at), separator))
    while (found != 0) {
      const next = at + ctz(found) + 1
      if (next > end) break
      starts += 4
      store<u32>(starts, <u32>next)
      found &= found - 1
    }
  }
  return <u32>((starts - first) >> 2)
}
