import type { KeyObject } from 'node:crypto'
import { closeSync, fstatSync, openSync } from 'node:fs'
import { readPublicKeys, type PublicKeys } from '../../integrity/publicKeys.ts'
import { directoryOf, ENDS_BYTES, entriesLength, lengthOf, partsIn, type ZipPart } from './bundleZip.ts'
import type { BundleFault } from './bundleFault.ts'
import {
  hashLine,
  MANIFEST,
  MANIFEST_HASH,
  PUBLIC_KEYS,
  readManifest,
  SEAL,
  sha256Of,
  type BundleManifest,
  type BundlePart,
} from './bundleManifest.ts'
import { checkDigests, type DigestKeys } from './checkDigests.ts'
import type { DigestReport } from './digestTally.ts'
import { fingerprintOf, sealingKey } from './evidenceKey.ts'
import { UnreadableLine } from './partLines.ts'
import { checkPart, DAMAGED_HEADER, readAt, type CheckedPart } from './partContents.ts'

export interface BundleVerdict {
  /** Empty if the bundle is intact. */
  readonly faults: readonly BundleFault[]
  /** Null if it cannot be read. */
  readonly manifest: BundleManifest | null
  /** SHA-256 of the manifest as it is, to compare with one that was kept; null if there is none. */
  readonly manifestSha256: string | null
  /** Fingerprint of the key whose seal is on the manifest. */
  readonly sealedBy: string | null
  /** What its digest files say of its log files; null if its parts are not as they were written. */
  readonly digests: DigestReport | null
}

export interface GivenKeys {
  /** Of the seal that it must have; null if it need not have one. */
  readonly seal: KeyObject | null
  /** Of its digest files; null for those in the bundle. */
  readonly digests: PublicKeys | null
}

/** The end of the zip, which says where its parts are. */
export const DIRECTORY = 'the directory at the end of the zip'

/** How long the directory of a bundle may be: that of some hundred thousand parts. */
const MAX_DIRECTORY_BYTES = 64 * 1024 * 1024

/**
 * Whether a bundle is as it was written, to the last byte, and what its digest files say of its log files. Memory grows
 * with the number of log files only, some hundred bytes for each.
 */
export async function verifyBundle(path: string, keys: GivenKeys): Promise<BundleVerdict> {
  const file = openSync(path, 'r')
  try {
    const zip = readDirectory(file, fstatSync(file).size)
    if (zip === null)
      return {
        faults: [DAMAGED_DIRECTORY],
        manifest: null,
        manifestSha256: null,
        sealedBy: null,
        digests: null,
      }
    const checked = await checkParts(file, zip)
    const verdict = judge(checked, keys.seal)
    if (verdict.faults.length > 0) return { ...verdict, digests: null }
    const inside = checked.find(({ name }) => name === PUBLIC_KEYS)?.small?.toString() ?? ''
    const publicKeys = keys.digests ?? readPublicKeys(inside)
    const areGiven = keys.digests !== null
    return { ...verdict, ...(await judgeDigestFiles(file, zip, { publicKeys, areGiven })) }
  } finally {
    closeSync(file)
  }
}

/** Of a bundle whose parts are as they were written. */
async function judgeDigestFiles(
  file: number,
  { parts }: BundleZip,
  keys: DigestKeys,
): Promise<Pick<BundleVerdict, 'faults' | 'digests'>> {
  try {
    const digests = await checkDigests(file, parts, keys)
    return { faults: digests.faults, digests }
  } catch (error) {
    if (!(error instanceof UnreadableLine)) throw error
    return { faults: [{ part: error.part, reason: error.message }], digests: null }
  }
}

const DAMAGED_DIRECTORY: BundleFault = {
  part: DIRECTORY,
  reason: 'It is not as it was written: it was changed, or the file was cut off or has more at its end.',
}

interface BundleZip {
  readonly parts: readonly ZipPart[]
  /** How many bytes more than they say the parts take; less than 0 if bytes are missing. */
  readonly surplus: number
}

/** The parts that the directory names; null if it is not exactly what these parts give. */
function readDirectory(file: number, size: number): BundleZip | null {
  if (size < ENDS_BYTES) return null
  const ends = readAt(file, size - ENDS_BYTES, ENDS_BYTES)
  const length = entriesLength(ends)
  if (length > Math.min(size - ENDS_BYTES, MAX_DIRECTORY_BYTES)) return null
  const start = size - ENDS_BYTES - length
  const entries = readAt(file, start, length)
  const parts = partsIn(entries)
  if (parts === null || parts.length === 0 || !directoryOf(parts).equals(Buffer.concat([entries, ends])))
    return null
  return { parts, surplus: start - parts.reduce((sum, part) => sum + lengthOf(part), 0) }
}

/** Until one is not where it should be. */
async function checkParts(file: number, { parts, surplus }: BundleZip): Promise<readonly CheckedPart[]> {
  const checked: CheckedPart[] = []
  let at = 0
  for (const part of parts) {
    const result = await checkPart(file, at, part)
    checked.push(result)
    at += lengthOf(part)
    if (surplus !== 0 && result.fault !== null) return checked
  }
  return surplus === 0 ? checked : [...checked, { ...checked.at(-1)!, fault: 'directory' }]
}

/** Compares the parts with the manifest, and the manifest with its hash and its seal. */
function judge(checked: readonly CheckedPart[], publicKey: KeyObject | null): Omit<BundleVerdict, 'digests'> {
  const named = (name: string) => checked.find((part) => part.name === name || part.nameBeside === name)
  const bytes = named(MANIFEST)?.small ?? null
  const manifest = bytes && readManifest(bytes.toString())
  const manifestSha256 = bytes && sha256Of(bytes)
  const key = bytes && sealingKey(named(SEAL)?.small?.toString() ?? '', bytes)
  const sealedBy = key && fingerprintOf(key)
  const verdict = { manifest, manifestSha256, sealedBy }
  const damage = checked.flatMap((part, index) => damageOf(part, manifest?.parts[index]?.name ?? null))
  // What is damaged says nothing about the rest.
  if (damage.length > 0) return { ...verdict, faults: damage }
  if (!manifest)
    return { ...verdict, faults: [{ part: MANIFEST, reason: 'It is missing, or not a manifest.' }] }
  const faults = [
    ...partFaults(checked, manifest),
    ...(named(MANIFEST_HASH)?.small?.toString() === hashLine(manifestSha256!)
      ? []
      : [{ part: MANIFEST, reason: `It is not the one that ${MANIFEST_HASH} names.` }]),
    ...sealFaults(manifest, sealedBy, publicKey),
  ]
  return { ...verdict, faults }
}

/** What the zip itself shows. `wanted`: the name of the part at this place, if the manifest has one. */
function damageOf({ name, fault }: CheckedPart, wanted: string | null): readonly BundleFault[] {
  if (fault === null) return []
  const isNamed = wanted === null ? ENDING.has(name) : wanted === name
  if (fault === 'name' && isNamed) return [{ part: name, reason: DAMAGED_HEADER }]
  return [fault === 'name' || fault === 'directory' ? DAMAGED_DIRECTORY : { part: name, reason: fault }]
}

/** The parts after those that the manifest names. */
const ENDING: ReadonlySet<string> = new Set([MANIFEST, MANIFEST_HASH, SEAL])

function partFaults(checked: readonly CheckedPart[], manifest: BundleManifest): readonly BundleFault[] {
  const ends = [MANIFEST, MANIFEST_HASH, ...(manifest.sealedBy === null ? [] : [SEAL])]
  const wanted = [...manifest.parts.map(({ name }) => name), ...ends]
  const names = checked.map(({ name }) => name)
  return [
    ...wanted
      .filter((name) => !names.includes(name))
      .map((part) => ({ part, reason: 'The manifest names it, and it is missing.' })),
    ...names
      .filter((name) => !wanted.includes(name))
      .map((part) => ({ part, reason: 'The manifest does not name it.' })),
    ...manifest.parts.flatMap((part, index) => {
      const fault = partFault(part, checked[index])
      return fault === null || !names.includes(part.name) ? [] : [{ part: part.name, reason: fault }]
    }),
  ]
}

function partFault(part: BundlePart, checked: CheckedPart | undefined): string | null {
  if (checked?.name !== part.name) return 'It is not at its place.'
  const { sizes, sha256, storedSha256 } = checked
  const isSame =
    sizes.bytes === part.bytes &&
    sizes.storedBytes === part.storedBytes &&
    sha256 === part.sha256 &&
    storedSha256 === part.storedSha256
  return isSame ? null : 'Its SHA-256 or size is not what the manifest says.'
}

function sealFaults(
  manifest: BundleManifest,
  sealedBy: string | null,
  publicKey: KeyObject | null,
): readonly BundleFault[] {
  const fault = (reason: string) => [{ part: SEAL, reason }]
  if (manifest.sealedBy !== null && sealedBy !== manifest.sealedBy)
    return fault('It is not the seal of the key that the manifest names.')
  if (publicKey === null) return []
  if (sealedBy === null) return fault('The bundle is not sealed.')
  const wanted = fingerprintOf(publicKey)
  return sealedBy === wanted ? [] : fault(`It was sealed with another key: ${sealedBy}, not ${wanted}.`)
}
