import { leafLength, leafStart } from './cut'
import { keep, keepBytes } from './known'
import { hashOf, isSame, KIND_SLOTS, KIND_TABLE, MAX_KINDS, SHAPE_TRAITS, SHAPE_TRAITS_SIZE } from './memory'

/**
 * Records of one kind are described by one plan: they have the same shape and the same three texts
 * (event name, event source, identity type), none where the shape has no such leaf.
 */
const SHAPE: usize = 0
const PLAN: usize = 4
/** Of each text where it starts, 0 for none, and its length. */
const DECIDING: usize = 8
const SIZE: usize = 32

/** What is known of a shape: three leaves, -1 for none, and the kind that was found last. */
const LAST_KIND: usize = 12

/** Longer texts are no names: records with them have no kind. */
const MAX_LENGTH: usize = 256

let kinds: u32 = 0

export function forgetKinds(): void {
  memory.fill(KIND_TABLE, 0, KIND_SLOTS * 4)
  kinds = 0
}

export function setDecidingLeaves(shape: u32, name: i32, source: i32, type: i32): void {
  const traits = SHAPE_TRAITS + <usize>shape * SHAPE_TRAITS_SIZE
  store<i32>(traits, name)
  store<i32>(traits, source, 4)
  store<i32>(traits, type, 8)
  store<u32>(traits, 0, LAST_KIND)
}

export function kindPlan(kind: usize): usize {
  return load<u32>(kind, PLAN)
}

export function setKindPlan(kind: usize, plan: usize): void {
  store<u32>(kind, plan, PLAN)
}

/** The kind of the record that was cut last; 0 if it is new. */
export function findKind(shape: u32): usize {
  const traits = SHAPE_TRAITS + <usize>shape * SHAPE_TRAITS_SIZE
  const last: usize = load<u32>(traits, LAST_KIND)
  if (last != 0 && isOfKind(last, shape, traits)) return last
  const kind: usize = load<u32>(slotOf(shape, traits))
  if (kind != 0) store<u32>(traits, kind, LAST_KIND)
  return kind
}

/** The same, added if it is new; 0 if there are too many kinds. */
export function addKind(shape: u32): usize {
  const traits = SHAPE_TRAITS + <usize>shape * SHAPE_TRAITS_SIZE
  const slot = slotOf(shape, traits)
  if (load<u32>(slot) != 0 || kinds == MAX_KINDS) return load<u32>(slot)
  const kind = keep(SIZE)
  if (kind == 0) return 0
  store<u32>(kind, shape, SHAPE)
  for (let i: usize = 0; i < 3; i++) {
    const leaf = load<i32>(traits + (i << 2))
    const length = leafLength(leaf)
    if (length > MAX_LENGTH) return 0
    const start: usize = leaf < 0 ? 0 : keepBytes(leafStart(leaf), length)
    if (leaf >= 0 && start == 0) return 0
    store<u32>(kind + (i << 3), start, DECIDING)
    store<u32>(kind + (i << 3), length, DECIDING + 4)
  }
  store<u32>(slot, kind)
  kinds++
  return kind
}

/** The slot of the table where the kind is, or would be. */
function slotOf(shape: u32, traits: usize): usize {
  let hash = shape * 0x9e3779b1
  for (let i: usize = 0; i < 3; i++) {
    const leaf = load<i32>(traits + (i << 2))
    if (leaf >= 0) hash = (hash ^ hashOf(leafStart(leaf), leafLength(leaf))) * 0x9e3779b1
  }
  hash ^= hash >> 15
  let slot = slotAt(hash)
  while (load<u32>(slot) != 0 && !isOfKind(load<u32>(slot), shape, traits)) slot = slotAt(++hash)
  return slot
}

function slotAt(hash: u32): usize {
  return KIND_TABLE + ((<usize>(hash & (KIND_SLOTS - 1))) << 2)
}

function isOfKind(kind: usize, shape: u32, traits: usize): bool {
  if (load<u32>(kind, SHAPE) != shape) return false
  for (let i: usize = 0; i < 3; i++) {
    const leaf = load<i32>(traits + (i << 2))
    const length = leafLength(leaf)
    if (load<u32>(kind + (i << 3), DECIDING + 4) != <u32>length) return false
    if (!isSame(load<u32>(kind + (i << 3), DECIDING), leafStart(leaf), length)) return false
  }
  return true
}
