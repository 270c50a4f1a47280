import { isAscii } from 'node:buffer'
import { randomBytes } from 'node:crypto'
import { LEAF_SEPARATOR } from '../../cloudtrail/recordShape.ts'
import { useModule, type SegmentModule } from './segmentModule.ts'
import { writeSegment } from './segmentHeader.ts'

/** Rows to be stored, in the order in which the store numbers them. */
export interface SegmentRows {
  readonly count: number
  /** Where the leaves of the rows are. */
  readonly memory: Uint8Array
  /** Where in it the leaves of each row begin and end, joined by LEAF_SEPARATOR. */
  readonly leavesStart: Uint32Array
  readonly leavesEnd: Uint32Array
  /** The number of each row's shape. */
  readonly shape: Uint32Array
  /** How many leaves a record of each shape has. */
  readonly leafCounts: ArrayLike<number>
}

export const MAX_ROWS = 65_536
/** A longer run of rows of one shape becomes several groups. */
const MAX_GROUP_BYTES = 16 * 1024 * 1024
const MAX_GROUP_LEAVES = 1024 * 1024
const SEPARATOR = LEAF_SEPARATOR.charCodeAt(0)

/** Rows of one shape, one after another. */
interface Group {
  readonly first: number
  readonly shape: number
  readonly leafCount: number
  rowCount: number
  /** Of its leaves, each with a separator behind it. */
  bytes: number
}

/** Writes each distinct value of some rows once; the README draws the result. */
export function encodeSegment(rows: SegmentRows): Uint8Array<ArrayBuffer> {
  if (rows.count > MAX_ROWS)
    throw new RangeError(`A segment has at most ${MAX_ROWS} rows, not ${rows.count}.`)
  const groups = groupsOf(rows)
  return useModule((module) => {
    const areas = areasFor(module, groups)
    const table = new Uint32Array(4 * groups.length)
    const columns: Uint8Array[] = []
    const raw: Uint8Array[] = []
    let columnBytes = 0
    let rawBytes = 0
    for (const [index, group] of groups.entries()) {
      table.set([group.shape, group.rowCount, group.leafCount, columnBytes], 4 * index)
      if (group.leafCount === 0) continue
      const written = encodeGroup(module, areas, rows, group, rawBytes)
      columns.push(written.columns)
      columnBytes += written.columns.length
      raw.push(written.raw)
      rawBytes += written.raw.length
    }
    const { run } = module
    const valueCount = run.valueCount.value
    const dictionary = module.bytes(areas.values, run.dictionaryBytes())
    const beyondAscii = [dictionary, ...raw].filter((values) => !isAscii(values))
    const counts = {
      rowCount: rows.count,
      groupCount: groups.length,
      valueCount,
      isBeyondAscii: beyondAscii.length > 0,
      foldsToAscii: beyondAscii.some(hasLettersOfAscii),
    }
    return writeSegment(counts, {
      groups: [new Uint8Array(table.buffer)],
      offsets: [module.bytes(areas.offsets, 4 * (valueCount + 1))],
      dictionary: [dictionary],
      raw,
      columns,
    })
  })
}

/** Letters that fold to `i` and `k`: İ, and the sign of the unit kelvin. */
const hasLettersOfAscii = (values: Uint8Array): boolean =>
  ['\u0130', '\u212a'].some((letter) =>
    Buffer.from(values.buffer, values.byteOffset, values.length).includes(letter),
  )

function groupsOf({ count, leavesStart, leavesEnd, shape, leafCounts }: SegmentRows): Group[] {
  const groups: Group[] = []
  let group: Group | undefined
  for (let row = 0; row < count; row++) {
    const bytes = leavesEnd[row]! - leavesStart[row]! + 1
    if (!group || group.shape !== shape[row] || isFull(group, bytes)) {
      group = { first: row, shape: shape[row]!, leafCount: leafCounts[shape[row]!]!, rowCount: 0, bytes: 0 }
      groups.push(group)
    }
    group.rowCount++
    group.bytes += bytes
  }
  return groups
}

const isFull = ({ rowCount, leafCount, bytes }: Group, more: number): boolean =>
  bytes + more > MAX_GROUP_BYTES || (rowCount + 1) * leafCount > MAX_GROUP_LEAVES

/** Areas of the module's memory, large enough for each of the groups. */
function areasFor(module: SegmentModule, groups: readonly Group[]) {
  const { run } = module
  const most = (of: (group: Group) => number) =>
    groups.reduce((found, group) => Math.max(found, of(group)), 0)
  const rows = most(({ rowCount }) => rowCount)
  const bytes = most((group) => group.bytes)
  const [slots, hashes, offsets] = [0, 1, 2].map((area) => module.take(run.dictionarySizes(area)))
  const [columnOf, indexOf, codes, distinct] = [0, 1, 2, 3].map((area) =>
    module.take(run.scratchSizes(area, rows)),
  )
  const areas = {
    leaves: module.take(bytes),
    starts: module.take(most(({ rowCount, leafCount }) => 4 * (rowCount * leafCount + 1))),
    columns: module.take(most(columnRoom)),
    raw: module.take(bytes),
    offsets: offsets!,
    // The last one: it grows.
    values: module.take(0),
  }
  run.useDictionary(slots!, hashes!, offsets!, areas.values, randomBytes(8).readBigInt64LE())
  run.useScratch(columnOf!, indexOf!, codes!, distinct!)
  return areas
}

/** The most bytes that the columns of a group take: for each leaf 6, or 16 if it has 36 characters. */
const columnRoom = ({ rowCount, leafCount, bytes }: Group): number => leafCount * (24 + 6 * rowCount) + bytes

function encodeGroup(
  module: SegmentModule,
  areas: ReturnType<typeof areasFor>,
  rows: SegmentRows,
  group: Group,
  rawBytes: number,
): { columns: Uint8Array; raw: Uint8Array } {
  const { run } = module
  const { rowCount, leafCount } = group
  module.makeRoom(areas.values + run.dictionaryBytes() + group.bytes)
  const end = copyLeaves(rows, group, module, areas.leaves)
  if (run.splitLeaves(areas.leaves, end, areas.starts) !== rowCount * leafCount)
    throw new RangeError(
      `Rows from ${group.first} on do not have ${leafCount} leaves each, as their shape says.`,
    )
  const columnsEnd = run.encodeGroup(areas.starts, rowCount, leafCount, areas.raw, rawBytes, areas.columns)
  return {
    columns: module.bytes(areas.columns, columnsEnd - areas.columns).slice(),
    raw: module.bytes(areas.raw, run.rawEnd.value - areas.raw).slice(),
  }
}

/** Copies the leaves of a group's rows into the module's memory, a separator behind each. Returns their end. */
function copyLeaves(
  { memory, leavesStart, leavesEnd }: SegmentRows,
  { first, rowCount, bytes }: Group,
  module: SegmentModule,
  area: number,
): number {
  const to = module.bytes(area, bytes)
  let at = 0
  for (let row = first; row < first + rowCount; row++) {
    const leaves = memory.subarray(leavesStart[row], leavesEnd[row])
    to.set(leaves, at)
    at += leaves.length
    to[at++] = SEPARATOR
  }
  return area + at
}
