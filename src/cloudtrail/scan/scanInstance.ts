import { atob, WebAssembly } from './platform.ts'
import { SCAN_MODULE } from './scanModule.ts'

type Global = { readonly value: number }

/** What the WebAssembly module exports: module/scan.ts and module/memory.ts explain it. */
export interface ScanInstance {
  readonly memory: { readonly buffer: ArrayBuffer }

  setUp(maxRows: number, maxBytes: number, firstKey: bigint, secondKey: bigint): void
  begin(length: number, logFile: number): number
  scan(): number
  openRow(shape: number, start: number, end: number): void
  closeRow(): void
  clear(): void
  forget(): void
  setBytesEnd(to: number): void
  setText(column: number, row: number, start: number, length: number): number
  textCount(column: number): number
  addStep(cell: number, start: number, length: number, shape: number): number
  setDecidingLeaves(shape: number, name: number, source: number, type: number): void
  addKind(shape: number): number
  setKindPlan(kind: number, plan: number): void
  keep(size: number): number
  keepBytes(start: number, length: number): number

  /** Numbers that change. */
  readonly rows: Global
  readonly position: Global
  readonly taken: Global
  readonly textEnd: Global
  readonly openShape: Global
  readonly bytesEnd: Global
  readonly knownEnd: Global

  /** Places and sizes that do not. */
  readonly BYTES: Global
  readonly BYTES_END: Global
  readonly FIRST_STEP: Global
  readonly ID_ENDS: Global
  readonly ID_HASHES: Global
  readonly ID_STARTS: Global
  readonly KNOWN: Global
  readonly KNOWN_END: Global
  readonly LEAVES_ENDS: Global
  readonly LEAVES_STARTS: Global
  readonly LISTED_RESOURCES: Global
  readonly LOG_FILES: Global
  readonly MAX_BYTES: Global
  readonly MAX_LEAVES: Global
  readonly MAX_ROWS: Global
  readonly MAX_SHAPES: Global
  readonly NUMBERS: Global
  readonly READ_ONLY: Global
  readonly SHAPES: Global
  readonly TEXT: Global
  readonly TEXT_CODES: Global
  readonly TEXT_COLUMN: Global
  readonly TEXT_COLUMNS: Global
  readonly TEXT_ENDS: Global
  readonly TEXT_SIZE: Global
  readonly TEXT_STARTS: Global
  readonly TIMES: Global
}

const bytes = () => Uint8Array.from(atob(SCAN_MODULE), (character) => character.charCodeAt(0))

let compiled: object | undefined

/** A module of its own, with a memory of its own. */
export function scanInstance(): ScanInstance {
  compiled ??= new WebAssembly.Module(bytes())
  return new WebAssembly.Instance(compiled).exports as ScanInstance
}
