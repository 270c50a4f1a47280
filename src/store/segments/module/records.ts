import { copy, SEPARATOR } from './bytes'

/**
 * Puts a record together: the pieces of its shape, each given by where it is and how long it is, with its leaves
 * between them. Returns where it ends.
 */
export function joinRecord(pieces: usize, leafCount: u32, leaves: usize, end: usize, out: usize): usize {
  out = putPiece(pieces, out)
  if (leafCount == 0) return out
  const separator = i8x16.splat(SEPARATOR)
  let leaf = leaves
  for (let at = leaves; at < end; at += 16) {
    let found = i8x16.bitmask(i8x16.eq(v128.load(at), separator))
    for (; found != 0; found &= found - 1) {
      const next = at + ctz(found)
      if (next >= end) break
      pieces += 8
      out = putPiece(pieces, copy(leaf, next - leaf, out))
      leaf = next + 1
    }
  }
  return putPiece(pieces + 8, copy(leaf, end - leaf, out))
}

function putPiece(piece: usize, out: usize): usize {
  return copy(load<u32>(piece), load<u32>(piece, 4), out)
}
