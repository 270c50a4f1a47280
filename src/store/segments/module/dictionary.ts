import { copy, isSame, SEPARATOR } from './bytes'

/*
 * The dictionary of a segment while it is encoded: each value once, numbered by codes. The areas it uses are given to
 * `useDictionary`.
 */

/** Values that a dictionary has at most: codes take 18 bits. */
export const CODE_BITS: u32 = 18
export const MAX_VALUES: u32 = 1 << CODE_BITS
/** For a value that is not taken. */
export const NO_CODE: u32 = 0xffffffff

const SLOTS: u32 = MAX_VALUES * 2
/** In how many slots a value is looked for, so that values made to collide do not take long. */
const MAX_STEPS: u32 = 256
const MULTIPLIER: u64 = 0x9e3779b97f4a7c15

/** Code + 1 of the value in each slot, 0 if it is free. */
let slots: usize = 0
let hashes: usize = 0
/** Where each value begins, and where the next one would. */
let offsets: usize = 0
let values: usize = 0
let seed: u64 = 0
export let valueCount: u32 = 0

/** How many bytes the areas of slots, hashes and offsets take. */
export function dictionarySizes(area: u32): u32 {
  return area == 0 ? SLOTS * 4 : area == 1 ? MAX_VALUES * 4 : MAX_VALUES * 4 + 4
}

export function useDictionary(
  slotsArea: usize,
  hashesArea: usize,
  offsetsArea: usize,
  valuesArea: usize,
  randomSeed: u64,
): void {
  slots = slotsArea
  hashes = hashesArea
  offsets = offsetsArea
  values = valuesArea
  seed = randomSeed
  valueCount = 0
  memory.fill(slots, 0, SLOTS * 4)
  store<u32>(offsets, 0)
}

/** How many bytes the values have. */
export function dictionaryBytes(): u32 {
  return load<u32>(offsets + ((<usize>valueCount) << 2))
}

/** The code of a value, which is added if it is new; NO_CODE if there is no room for it. */
export function codeOf(value: usize, length: u32): u32 {
  const hash = hashOf(value, length)
  let slot = hash & (SLOTS - 1)
  for (let step: u32 = 0; step < MAX_STEPS; step++) {
    const entry = load<u32>(slots + ((<usize>slot) << 2))
    if (entry == 0) return add(value, length, hash, slot)
    if (load<u32>(hashes + ((<usize>(entry - 1)) << 2)) == hash && isValue(entry - 1, value, length))
      return entry - 1
    slot = (slot + 1) & (SLOTS - 1)
  }
  return NO_CODE
}

function isValue(code: u32, value: usize, length: u32): bool {
  const offset = load<u32>(offsets + ((<usize>code) << 2))
  const next = load<u32>(offsets + ((<usize>code) << 2), 4)
  return next - offset - 1 == length && isSame(values + offset, value, length)
}

function add(value: usize, length: u32, hash: u32, slot: u32): u32 {
  if (valueCount == MAX_VALUES) return NO_CODE
  const code = valueCount++
  const offset = offsets + ((<usize>code) << 2)
  store<u32>(slots + ((<usize>slot) << 2), code + 1)
  store<u32>(hashes + ((<usize>code) << 2), hash)
  const end = copy(value, length, values + load<u32>(offset))
  store<u8>(end, SEPARATOR)
  store<u32>(offset, <u32>(end + 1 - values), 4)
  return code
}

/** Takes the values out again that were added after the first `count`, the last one first. */
export function forgetAfter(count: u32): void {
  while (valueCount > count) {
    valueCount--
    let slot = load<u32>(hashes + ((<usize>valueCount) << 2)) & (SLOTS - 1)
    while (load<u32>(slots + ((<usize>slot) << 2)) != valueCount + 1) slot = (slot + 1) & (SLOTS - 1)
    store<u32>(slots + ((<usize>slot) << 2), 0)
  }
}

function hashOf(value: usize, length: u32): u32 {
  let hash = seed ^ length
  while (length >= 8) {
    hash = mixed(hash ^ load<u64>(value))
    value += 8
    length -= 8
  }
  if (length > 0) hash = mixed(hash ^ (load<u64>(value) & (((<u64>1) << (length << 3)) - 1)))
  return <u32>((hash * MULTIPLIER) >> 32)
}

function mixed(hash: u64): u64 {
  hash *= MULTIPLIER
  return hash ^ (hash >> 29)
}
