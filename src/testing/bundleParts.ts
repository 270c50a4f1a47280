import { inflateRawSync } from 'node:zlib'
import {
  ENDS_BYTES,
  entriesLength,
  lengthOf,
  localHeader,
  partsIn,
  type ZipPart,
} from '../server/evidence/bundleZip.ts'

/** A part of an evidence bundle, and where it is. */
export interface PartInBundle extends ZipPart {
  /** Where its header begins, and its data. */
  readonly at: number
  readonly dataAt: number
  readonly content: string
}

/** The parts of a bundle, one behind the other. */
export function partsOf(bundle: Buffer): readonly PartInBundle[] {
  const length = entriesLength(bundle.subarray(-ENDS_BYTES))
  const parts = partsIn(bundle.subarray(bundle.length - ENDS_BYTES - length, -ENDS_BYTES))!
  let at = 0
  return parts.map((part) => {
    const start = at
    at += lengthOf(part)
    const dataAt = start + localHeader(part).length
    const data = bundle.subarray(dataAt, dataAt + part.storedBytes)
    const content = (part.method === 'stored' ? data : inflateRawSync(data)).toString()
    return { ...part, at: start, dataAt, content }
  })
}

export const partNamed = (bundle: Buffer, name: string): PartInBundle =>
  partsOf(bundle).find((part) => part.name === name)!
