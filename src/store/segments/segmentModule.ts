import { SEGMENT_MODULE } from './compiledModule.ts'

/** What the WebAssembly module exports; its source, in `module/`, says what each function does. */
interface Exports {
  readonly memory: WebAssembly.Memory
  freeFrom(): number

  splitLeaves(text: number, end: number, starts: number): number
  dictionarySizes(area: number): number
  useDictionary(slots: number, hashes: number, offsets: number, values: number, seed: bigint): void
  dictionaryBytes(): number
  readonly valueCount: { readonly value: number }
  scratchSizes(area: number, rows: number): number
  useScratch(columnOf: number, indexOf: number, codes: number, distinct: number): void
  encodeGroup(
    starts: number,
    rows: number,
    leafCount: number,
    raw: number,
    rawOffset: number,
    out: number,
  ): number
  readonly rawEnd: { readonly value: number }

  useParts(dictionary: number, offsets: number, raw: number): void
  readCodes(column: number, rowCount: number, codes: number): number
  writeTexts(column: number, first: number, count: number, out: number): number
  readGroup(
    group: number,
    leafCount: number,
    rows: number,
    count: number,
    references: number,
    texts: number,
  ): number
  joinLeaves(references: number, leafCount: number, count: number, out: number, ends: number): number

  joinRecord(pieces: number, leafCount: number, leaves: number, end: number, out: number): number

  useWord(
    word: number,
    length: number,
    isAscii: boolean,
    beyondAscii: boolean,
    inUuids: boolean,
    inSeconds: boolean,
  ): void
  isAnywhere(text: number, end: number): number
  markValues(values: number, offsets: number, count: number, marks: number): number
  markRows(
    group: number,
    leafCount: number,
    rowCount: number,
    marks: number,
    inRaw: boolean,
    rows: number,
  ): void
}

const PAGE = 65_536
/** Memory doubles, and from this size on grows by this much: each time V8 collects garbage. */
const GROWTH = 16 * 1024 * 1024
/** Functions of the module read and write this far behind an area. */
const ROOM_BEHIND = 64
/** A module that needed more memory than this is not used again, as memory never shrinks. */
const MOST_KEPT = 192 * 1024 * 1024

let compiled: WebAssembly.Module | undefined

/** Whether the processor can run the module: it needs vectors of 16 bytes, as that of `cloudtrail/scan` does. */
export const canRunSegments = (): boolean => WebAssembly.validate(Buffer.from(SEGMENT_MODULE, 'base64'))

/** The module, with its memory dealt out in areas. */
export class SegmentModule {
  readonly run: Exports
  /** What the module asks whether the searched word is in a text. */
  isFoundIn: (text: string) => boolean = () => false
  #next = 0

  constructor() {
    compiled ??= new WebAssembly.Module(Buffer.from(SEGMENT_MODULE, 'base64'))
    const { exports } = new WebAssembly.Instance(compiled, {
      search: { isFoundIn: (text: number, length: number) => this.isFoundIn(this.text(text, length)) },
    })
    this.run = exports as unknown as Exports
    this.forgetAreas()
  }

  /** Takes an area. Its bytes are arbitrary; arrays over the memory that were made before may be detached. */
  take(bytes: number): number {
    const area = this.#next
    this.#next = aligned(area + bytes + ROOM_BEHIND)
    this.makeRoom(this.#next)
    return area
  }

  /** Makes the memory reach to a place, for the area that was taken last. */
  makeRoom(end: number): void {
    const missing = end + ROOM_BEHIND - this.size
    if (missing > 0) this.run.memory.grow(Math.ceil(Math.max(missing, Math.min(this.size, GROWTH)) / PAGE))
  }

  forgetAreas(): void {
    this.#next = aligned(this.run.freeFrom())
  }

  get size(): number {
    return this.run.memory.buffer.byteLength
  }

  /** These are the memory itself, until it grows. */
  bytes(area: number, length: number): Uint8Array<ArrayBuffer> {
    return new Uint8Array(this.run.memory.buffer, area, length)
  }

  /** The text that the bytes are. */
  text(area: number, length: number): string {
    // A decoder of the platform would leave out a byte order mark, which is the first character of a value here.
    return Buffer.from(this.run.memory.buffer, area, length).toString()
  }

  get view(): DataView {
    return new DataView(this.run.memory.buffer)
  }

  numbers(area: number, count: number): Uint32Array<ArrayBuffer> {
    return new Uint32Array(this.run.memory.buffer, area, count)
  }
}

const aligned = (place: number): number => Math.ceil(place / 16) * 16

let idle: SegmentModule | null = null

/** Runs a task with this thread's module, whose areas are forgotten before and after. */
export function useModule<T>(task: (module: SegmentModule) => T): T {
  const module = idle ?? new SegmentModule()
  idle = null
  const done = task(module)
  module.forgetAreas()
  if (module.size <= MOST_KEPT) idle = module
  return done
}
