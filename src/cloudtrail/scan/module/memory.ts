/**
 * How the module's 256 MiB are divided. They never grow, so that views of them stay valid; what is
 * not used is never touched, and takes no memory of the machine. Vectors of 16 bytes are read and
 * written across the ends of texts: behind every area is room for that.
 */

export const MAX_ROWS: u32 = 61_440
/** The columns of texts: SCANNED_TEXTS in scannedRows.ts, in that order. */
export const TEXTS: u32 = 17
export const MAX_SHAPES: u32 = 20_000
/** The most leaves of a record that is cut here. */
export const MAX_LEAVES: u32 = 20_000

const MIB: usize = 1024 * 1024
const ROOM: usize = 64
const COLUMN: usize = (<usize>MAX_ROWS + 1) * 4

/** Columns of rows: a number of four bytes a row, but for times (eight) and READ_ONLY (one). */
export const TIMES: usize = MIB
export const LOG_FILES: usize = TIMES + 2 * COLUMN
export const NUMBERS: usize = LOG_FILES + COLUMN
export const SHAPES: usize = NUMBERS + COLUMN
export const LEAVES_STARTS: usize = SHAPES + COLUMN
export const LEAVES_ENDS: usize = LEAVES_STARTS + COLUMN
export const ID_STARTS: usize = LEAVES_ENDS + COLUMN
export const ID_ENDS: usize = ID_STARTS + COLUMN
export const ID_HASHES: usize = ID_ENDS + COLUMN
export const LISTED_RESOURCES: usize = ID_HASHES + COLUMN
export const READ_ONLY: usize = LISTED_RESOURCES + COLUMN

/** A column of texts: the code of each row, and where each distinct text begins and ends. */
export const TEXT_COLUMNS: usize = READ_ONLY + COLUMN
export const TEXT_CODES: usize = 0
export const TEXT_STARTS: usize = COLUMN
export const TEXT_ENDS: usize = 2 * COLUMN
/** For finding a text's code: hashes by code, and a table of codes by hash. */
export const TEXT_HASHES: usize = 3 * COLUMN
export const TEXT_TABLE: usize = 4 * COLUMN
export const TABLE_SLOTS: u32 = 131_072
export const TEXT_COLUMN: usize = TEXT_TABLE + TABLE_SLOTS * 4

/** Where the leaves of the current record begin, and one more: where another one would. */
export const LEAF_STARTS: usize = TEXT_COLUMNS + <usize>TEXTS * TEXT_COLUMN
/** The resources of the current record. */
export const FOUND: usize = LEAF_STARTS + (<usize>MAX_LEAVES + 2) * 4
export const MAX_FOUND: u32 = 64

/** What is known of each shape: see kinds.ts. */
export const SHAPE_TRAITS: usize = FOUND + MAX_FOUND * 16
export const SHAPE_TRAITS_SIZE: usize = 16
/** Kinds by hash. */
export const KIND_TABLE: usize = SHAPE_TRAITS + <usize>MAX_SHAPES * SHAPE_TRAITS_SIZE
export const KIND_SLOTS: u32 = 65_536
export const MAX_KINDS: u32 = 32_768

/** The first step of all: see steps.ts. */
export const FIRST_STEP: usize = KIND_TABLE + KIND_SLOTS * 4
/** Steps, kinds, plans and their texts, one behind the other. */
export const KNOWN: usize = FIRST_STEP + ROOM
export const KNOWN_END: usize = 72 * MIB
/** The bytes of rows. */
export const BYTES: usize = KNOWN_END + ROOM
export const BYTES_END: usize = 190 * MIB
/** The rows are full before their bytes are, so that one more has room: more than its texts take. */
export const MAX_BYTES: usize = BYTES_END - BYTES - 16 * MIB
/** The text that is read. */
export const TEXT: usize = BYTES_END + ROOM
export const TEXT_SIZE: usize = 64 * MIB

/** Copies 16 bytes at a time: up to 15 more than it should. */
export function copy(from: usize, length: usize, to: usize): void {
  for (let i: usize = 0; i < length; i += 16) v128.store(to + i, v128.load(from + i))
}

/** Whether the `length` bytes at both places are the same. */
export function isSame(a: usize, b: usize, length: usize): bool {
  while (length >= 16) {
    if (!i8x16.all_true(i8x16.eq(v128.load(a), v128.load(b)))) return false
    a += 16
    b += 16
    length -= 16
  }
  const differs = ~i8x16.bitmask(i8x16.eq(v128.load(a), v128.load(b)))
  return (differs & ((1 << (<i32>length)) - 1)) == 0
}

let key: u64 = 0
let seed: u64 = 0

/** Random numbers, so that nobody can make texts whose hashes are the same. */
export function setHashKey(first: u64, second: u64): void {
  key = first
  seed = second
}

/** 32 bits. Both factors of each product are unknown to who does not know the key. */
export function hashOf(start: usize, length: usize): u32 {
  let hash = seed ^ <u64>length
  while (length >= 8) {
    hash = mixed(hash ^ load<u64>(start))
    start += 8
    length -= 8
  }
  if (length > 0) hash = mixed(hash ^ (load<u64>(start) & (((<u64>1) << ((<u64>length) << 3)) - 1)))
  return <u32>(hash ^ (hash >> 32))
}

function mixed(value: u64): u64 {
  return ((value >> 32) * (value & 0xffff_ffff)) ^ key
}
