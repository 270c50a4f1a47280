import { packedSize, unpack, widthFor } from './bits'
import { copy, SEPARATOR } from './bytes'
import { CODES, CONSTANT, FEW, RAW, SECONDS, UUIDS } from './column'
import { CODE_BITS } from './dictionary'
import { SECOND_BYTES, SECOND_LENGTH, writeSecond } from './second'
import { UUID_BYTES, UUID_LENGTH, writeUuid } from './uuid'

/* Reads values out of columns. A reference is where a value is and how long it is, 4 bytes each. */

let values: usize = 0
let offsets: usize = 0
let raw: usize = 0

/** The parts of the segment that is being read, where they are in memory. */
export function useParts(dictionary: usize, offsetsOfValues: usize, rawValues: usize): void {
  values = dictionary
  offsets = offsetsOfValues
  raw = rawValues
}

/** Where the values of a column that has them raw begin. */
export function rawStart(column: usize): usize {
  return raw + load<u32>(column, 1)
}

/** Where a raw value ends, from the start of its column. */
export function rawEndOf(column: usize, row: u32): u32 {
  const width = <u32>load<u8>(column, 5)
  return width > 0 ? unpack(column + 6, row, width) : row * (load<u32>(column, 6) + 1) + load<u32>(column, 6)
}

/** The code of a row, in a column of codes. */
export function codeAt(column: usize, row: u32): u32 {
  switch (load<u8>(column)) {
    case CONSTANT:
      return load<u32>(column, 1)
    case FEW: {
      const count = load<u32>(column, 1)
      const index = unpack(column + 5 + packedSize(count, CODE_BITS), row, widthFor(count))
      return unpack(column + 5, index, CODE_BITS)
    }
    default:
      return unpack(column + 1, row, CODE_BITS)
  }
}

/** Writes the codes of all rows. Returns whether the column has codes. */
export function readCodes(column: usize, rowCount: u32, codes: usize): bool {
  if (load<u8>(column) > CODES) return false
  for (let row: u32 = 0; row < rowCount; row++) store<u32>(codes + ((<usize>row) << 2), codeAt(column, row))
  return true
}

/** Writes the texts of neighbouring rows whose values have no codes, a separator behind each. Returns where they end. */
export function writeTexts(column: usize, first: u32, count: u32, out: usize): usize {
  const kind = load<u8>(column)
  if (kind == RAW) {
    const start = first == 0 ? 0 : rawEndOf(column, first - 1) + 1
    return copy(rawStart(column) + start, rawEndOf(column, first + count - 1) + 1 - start, out)
  }
  for (let row = first; row < first + count; row++) {
    if (kind == UUIDS) {
      writeUuid(column + 1 + row * UUID_BYTES, out)
      out += UUID_LENGTH
    } else {
      writeSecond(load<u32>(column + 1 + row * SECOND_BYTES), out)
      out += SECOND_LENGTH
    }
    store<u8>(out++, SEPARATOR)
  }
  return out
}

/**
 * Writes references to the values of some rows, `step` bytes apart. Values that are not stored as text are written to
 * `texts`. Returns where those end.
 */
function readColumn(
  column: usize,
  rows: usize,
  count: u32,
  references: usize,
  step: usize,
  texts: usize,
): usize {
  const kind = load<u8>(column)
  for (const end = rows + ((<usize>count) << 2); rows < end; rows += 4) {
    const row = load<u32>(rows)
    if (kind == UUIDS) {
      writeUuid(column + 1 + row * UUID_BYTES, texts)
      refer(references, texts, UUID_LENGTH)
      texts += UUID_LENGTH
    } else if (kind == SECONDS) {
      writeSecond(load<u32>(column + 1 + row * SECOND_BYTES), texts)
      refer(references, texts, SECOND_LENGTH)
      texts += SECOND_LENGTH
    } else if (kind == RAW) {
      const start = row == 0 ? 0 : rawEndOf(column, row - 1) + 1
      refer(references, rawStart(column) + start, rawEndOf(column, row) - start)
    } else {
      const offset = offsets + ((<usize>codeAt(column, row)) << 2)
      refer(references, values + load<u32>(offset), load<u32>(offset, 4) - load<u32>(offset) - 1)
    }
    references += step
  }
  return texts
}

function refer(reference: usize, value: usize, length: u32): void {
  store<u32>(reference, <u32>value)
  store<u32>(reference, length, 4)
}

/** The same for all columns of a group. Returns how many bytes the leaves have, with a separator behind each. */
export function readGroup(
  group: usize,
  leafCount: u32,
  rows: usize,
  count: u32,
  references: usize,
  texts: usize,
): u32 {
  const step = (<usize>leafCount) << 3
  for (let place: usize = 0; place < leafCount; place++) {
    const column = group + load<u32>(group + (place << 2))
    texts = readColumn(column, rows, count, references + (place << 3), step, texts)
  }
  let bytes: u32 = 0
  for (let leaf: usize = 0; leaf < <usize>count * leafCount; leaf++)
    bytes += load<u32>(references + (leaf << 3), 4) + 1
  return bytes
}

/** Joins the leaves of each row that `readGroup` has read. Writes where each row ends. Returns where the last ends. */
export function joinLeaves(references: usize, leafCount: u32, count: u32, out: usize, ends: usize): usize {
  for (let row: u32 = 0; row < count; row++) {
    for (let place: u32 = 0; place < leafCount; place++) {
      if (place > 0) store<u8>(out++, SEPARATOR)
      out = copy(load<u32>(references), load<u32>(references, 4), out)
      references += 8
    }
    store<u32>(ends + ((<usize>row) << 2), <u32>out)
  }
  return out
}
