import { pack, widthFor } from './bits'
import { copy, isSame, SEPARATOR } from './bytes'
import { CODES, CONSTANT, FEW, RAW, SECONDS, UUIDS } from './column'
import { CODE_BITS, codeOf, forgetAfter, MAX_VALUES, NO_CODE, valueCount } from './dictionary'
import { NO_SECOND, SECOND_BYTES, SECOND_LENGTH, secondOf } from './second'
import { isUuid, packUuid, UUID_BYTES, UUID_LENGTH } from './uuid'

/* Encodes groups: rows of one shape, one after another. */

/** From how many rows on values that are nearly all different are kept raw, and how many in ten those are. */
const MIN_ROWS_OF_RAW: u32 = 4
const FRESH_IN_TEN: u32 = 6

/** For each value: the last column that had it, and its index in that column. */
let columnOf: usize = 0
let indexOf: usize = 0
/** Of the column being encoded: the code of each row, and its distinct codes. */
let codes: usize = 0
let distinct: usize = 0
let columnCount: u32 = 0

/** The group being encoded: where its leaves begin, row by row. */
let starts: usize = 0
let rowCount: u32 = 0
let leafCount: u32 = 0
/** The place in the shape. */
let place: u32 = 0

/** The raw values. */
let raw: usize = 0
export let rawEnd: usize = 0
let rawBefore: u32 = 0

/** How many bytes the areas of `useScratch` take for groups of up to so many rows. */
export function scratchSizes(area: u32, rows: u32): u32 {
  return (area < 2 ? MAX_VALUES : rows) * 4
}

export function useScratch(columns: usize, indexes: usize, codesOfRows: usize, distinctCodes: usize): void {
  columnOf = columns
  indexOf = indexes
  codes = codesOfRows
  distinct = distinctCodes
  columnCount = 0
  memory.fill(columnOf, 0, MAX_VALUES * 4)
}

/**
 * Writes a group: the offsets of its columns, from the group, then the columns. Raw values go to `rawArea`; `rawOffset`
 * is how many bytes of them the segment has already. Returns where the group ends.
 */
export function encodeGroup(
  startsOfLeaves: usize,
  rows: u32,
  leavesOfRow: u32,
  rawArea: usize,
  rawOffset: u32,
  out: usize,
): usize {
  starts = startsOfLeaves
  rowCount = rows
  leafCount = leavesOfRow
  raw = rawArea
  rawEnd = rawArea
  rawBefore = rawOffset
  const group = out
  out += (<usize>leafCount) << 2
  for (place = 0; place < leafCount; place++) {
    store<u32>(group + ((<usize>place) << 2), <u32>(out - group))
    out = encodeColumn(out)
  }
  return out
}

function leaf(row: u32): usize {
  return load<u32>(starts + ((<usize>(row * leafCount + place)) << 2))
}

function leafLength(row: u32): u32 {
  const start = starts + ((<usize>(row * leafCount + place)) << 2)
  return load<u32>(start, 4) - load<u32>(start) - 1
}

/** The forms are tried from the smallest to the largest; one that the values do not fit returns 0. */
function encodeColumn(out: usize): usize {
  let end = rowCount > 1 && areAllSame() ? writeConstant(codeOf(leaf(0), leafLength(0)), out) : 0
  if (end == 0) end = writeUuids(out)
  if (end == 0) end = writeSeconds(out)
  if (end == 0) end = writeCodes(out)
  return end == 0 ? writeRaw(out) : end
}

function areAllSame(): bool {
  const first = leaf(0)
  const length = leafLength(0)
  for (let row: u32 = 1; row < rowCount; row++)
    if (leafLength(row) != length || !isSame(leaf(row), first, length)) return false
  return true
}

function writeConstant(code: u32, out: usize): usize {
  if (code == NO_CODE) return 0
  store<u8>(out, CONSTANT)
  store<u32>(out, code, 1)
  return out + 5
}

function writeUuids(out: usize): usize {
  store<u8>(out++, UUIDS)
  for (let row: u32 = 0; row < rowCount; row++) {
    if (leafLength(row) != UUID_LENGTH || !isUuid(leaf(row))) return 0
    packUuid(out)
    out += UUID_BYTES
  }
  return out
}

function writeSeconds(out: usize): usize {
  store<u8>(out++, SECONDS)
  for (let row: u32 = 0; row < rowCount; row++) {
    const second = leafLength(row) == SECOND_LENGTH ? secondOf(leaf(row)) : NO_SECOND
    if (second == NO_SECOND) return 0
    store<u32>(out, <u32>second)
    out += SECOND_BYTES
  }
  return out
}

function writeCodes(out: usize): usize {
  const known = valueCount
  const count = takeCodes()
  const isRaw = (valueCount - known) * 10 > rowCount * FRESH_IN_TEN && rowCount >= MIN_ROWS_OF_RAW
  if (count == 0 || isRaw) {
    forgetAfter(known)
    return 0
  }
  if (count == 1) return writeConstant(load<u32>(distinct), out)
  const width = widthFor(count)
  if (count * CODE_BITS + rowCount * width >= rowCount * CODE_BITS) {
    store<u8>(out, CODES)
    return pack(codes, rowCount, CODE_BITS, out + 1)
  }
  store<u8>(out, FEW)
  store<u32>(out, count, 1)
  const indexes = pack(distinct, count, CODE_BITS, out + 5)
  for (let row: usize = 0; row < rowCount; row++) {
    const code = <usize>load<u32>(codes + (row << 2))
    store<u32>(codes + (row << 2), load<u32>(indexOf + (code << 2)))
  }
  return pack(codes, rowCount, width, indexes)
}

/** Takes the code of each row. Returns how many distinct ones there are, 0 if a value has none. */
function takeCodes(): u32 {
  columnCount++
  let count: u32 = 0
  let code: u32 = 0
  for (let row: u32 = 0; row < rowCount; row++) {
    if (
      row == 0 ||
      leafLength(row) != leafLength(row - 1) ||
      !isSame(leaf(row), leaf(row - 1), leafLength(row))
    )
      code = codeOf(leaf(row), leafLength(row))
    if (code == NO_CODE) return 0
    if (load<u32>(columnOf + ((<usize>code) << 2)) != columnCount) {
      store<u32>(columnOf + ((<usize>code) << 2), columnCount)
      store<u32>(indexOf + ((<usize>code) << 2), count)
      store<u32>(distinct + ((<usize>count) << 2), code)
      count++
    }
    store<u32>(codes + ((<usize>row) << 2), code)
  }
  return count
}

function writeRaw(out: usize): usize {
  const first = rawEnd
  let isOneLength = true
  for (let row: u32 = 0; row < rowCount; row++) {
    const length = leafLength(row)
    if (length != leafLength(0)) isOneLength = false
    const end = copy(leaf(row), length, rawEnd)
    store<u8>(end, SEPARATOR)
    store<u32>(codes + ((<usize>row) << 2), <u32>(end - first))
    rawEnd = end + 1
  }
  store<u8>(out, RAW)
  store<u32>(out, rawBefore + <u32>(first - raw), 1)
  const width = isOneLength ? 0 : widthFor(<u32>(rawEnd - first))
  store<u8>(out, <u8>width, 5)
  if (width > 0) return pack(codes, rowCount, width, out + 6)
  store<u32>(out, leafLength(0), 6)
  return out + 10
}
