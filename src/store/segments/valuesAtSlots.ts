import { LEAF_SEPARATOR } from '../../cloudtrail/recordShape.ts'
import { LONGEST_WRITTEN, type Segment, type SegmentGroup } from './segment.ts'
import { useModule, type SegmentModule } from './segmentModule.ts'

/** The leaves of some rows at some slots, as they are written. */
export interface ValuesAtSlots {
  /** Not necessarily different. */
  readonly texts: readonly string[]
  /** Pairs of a row and the index of its text. A row is in several pairs if its shape has several slots. */
  readonly rows: Uint32Array
  readonly values: Uint32Array
}

/** Reads the leaves at the slots that are wanted of each shape. */
export function valuesAtSlots(
  segment: Segment,
  slotsOf: (shape: number) => readonly number[],
): ValuesAtSlots {
  return useModule((module) => {
    const groups = segment.groups(module).filter(({ shape }) => slotsOf(shape).length > 0)
    const found = new FoundValues(segment.header.valueCount)
    if (groups.length === 0) return found.take()
    const columns = columnsOf(segment, groups, module)
    for (const group of groups) {
      columns.load(group)
      for (const slot of slotsOf(group.shape)) {
        const codes = columns.codesAt(group, slot)
        if (codes) found.addCodes(group, codes, columns.valueOf)
        else found.addTexts(group, columns.textsAt(group, slot))
      }
    }
    return found.take()
  })
}

/** Reads columns of some groups, and no more of the segment than they need. */
function columnsOf(segment: Segment, groups: readonly SegmentGroup[], module: SegmentModule) {
  const { run } = module
  const { parts } = segment.header
  const most = (of: (group: SegmentGroup) => number) =>
    groups.reduce((found, group) => Math.max(found, of(group)), 0)
  const mostRows = most(({ rowCount }) => rowCount)
  const wanted = groups.reduce((sum, group) => sum + lengthOf(group), 0)
  const all = wanted > parts.columns.length / 2 ? segment.load('columns', module) : null
  const one = all === null ? module.take(most(lengthOf)) : 0
  let columns = 0
  const offsets = segment.load('offsets', module)
  const dictionary = segment.load('dictionary', module)
  const codes = module.take(4 * mostRows)
  let raw: { readonly texts: number } | undefined
  run.useParts(dictionary, offsets, 0)
  const loadRaw = () => {
    const values = segment.load('raw', module)
    run.useParts(dictionary, offsets, values)
    return { texts: module.take((LONGEST_WRITTEN + 1) * mostRows + parts.raw.length) }
  }
  const placeOf = (slot: number) => columns + module.view.getUint32(columns + 4 * slot, true)
  return {
    load(group: SegmentGroup): void {
      columns = all === null ? one : all + group.columns
      if (all === null) segment.loadStretch('columns', group.columns, module.bytes(one, lengthOf(group)))
    },
    /** null if the values of the loaded group's column are not in the dictionary. Valid until the next call. */
    codesAt(group: SegmentGroup, slot: number): Uint32Array | null {
      const areCodes = run.readCodes(placeOf(slot), group.rowCount, codes) !== 0
      return areCodes ? module.numbers(codes, group.rowCount) : null
    },
    textsAt(group: SegmentGroup, slot: number): readonly string[] {
      raw ??= loadRaw()
      const end = run.writeTexts(placeOf(slot), 0, group.rowCount, raw.texts)
      return module.text(raw.texts, end - raw.texts - 1).split(LEAF_SEPARATOR)
    },
    valueOf: (code: number): string => {
      const [start, next] = module.numbers(offsets + 4 * code, 2) as unknown as [number, number]
      return module.text(dictionary + start, next - 1 - start)
    },
  }
}

/** In bytes, of the columns of a group. */
const lengthOf = ({ columns, columnsEnd }: SegmentGroup): number => columnsEnd - columns

class FoundValues {
  readonly #texts: string[] = []
  readonly #rows: Uint32Array[] = []
  readonly #values: Uint32Array[] = []
  /** The index of the text of each code of the dictionary. */
  readonly #indexOf: Int32Array

  constructor(valueCount: number) {
    this.#indexOf = new Int32Array(valueCount).fill(UNKNOWN)
  }

  addCodes({ first }: SegmentGroup, codes: Uint32Array, valueOf: (code: number) => string): void {
    const indexes = new Uint32Array(codes.length)
    for (let row = 0; row < codes.length; row++) {
      const code = codes[row]!
      if (this.#indexOf[code] === UNKNOWN) this.#indexOf[code] = this.#texts.push(valueOf(code)) - 1
      indexes[row] = this.#indexOf[code]!
    }
    this.#add(first, indexes)
  }

  addTexts({ first }: SegmentGroup, texts: readonly string[]): void {
    const before = this.#texts.length
    for (const text of texts) this.#texts.push(text)
    this.#add(first, numbersFrom(before, texts.length))
  }

  #add(first: number, values: Uint32Array): void {
    this.#rows.push(numbersFrom(first, values.length))
    this.#values.push(values)
  }

  take(): ValuesAtSlots {
    return { texts: this.#texts, rows: joined(this.#rows), values: joined(this.#values) }
  }
}

const UNKNOWN = -1

function numbersFrom(first: number, count: number): Uint32Array {
  const numbers = new Uint32Array(count)
  for (let index = 0; index < count; index++) numbers[index] = first + index
  return numbers
}

function joined(parts: readonly Uint32Array[]): Uint32Array {
  const all = new Uint32Array(parts.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const part of parts) {
    all.set(part, at)
    at += part.length
  }
  return all
}
