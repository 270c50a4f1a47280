import { createHash } from 'node:crypto'
import * as v from 'valibot'

/** The folder of a bundle's parts, all but the records. */
const FOLDER = 'event-history-evidence'

export const RECORDS = 'records.json'
export const FILTER = `${FOLDER}/filter.json`
export const LOG_FILES = `${FOLDER}/log-files.ndjson`
/** This and the next one only if digest files name the log files. */
export const DIGESTS = `${FOLDER}/digests.ndjson`
export const PUBLIC_KEYS = `${FOLDER}/public-keys.json`
export const MANIFEST = `${FOLDER}/manifest.json`
/** As `sha256sum` writes and checks it. */
export const MANIFEST_HASH = `${FOLDER}/manifest.sha256`
export const SEAL = `${FOLDER}/manifest.seal.json`

const sha256 = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/))

const bundlePart = v.strictObject({
  name: v.string(),
  /** Of the content. */
  bytes: v.number(),
  sha256,
  /** Of the data in the zip: the content as it is, or deflated. */
  storedBytes: v.number(),
  storedSha256: sha256,
})

/** What a bundle says of itself. Its parts are those before it in the zip, in their order. */
const bundleManifest = v.strictObject({
  format: v.literal('event-history-evidence'),
  version: v.literal(1),
  tool: v.strictObject({ name: v.string(), version: v.string() }),
  createdAt: v.string(),
  events: v.number(),
  logFiles: v.number(),
  /** SHA-256 of the public key (SPKI DER) of the key that seals it; null without a seal. */
  sealedBy: v.nullable(sha256),
  parts: v.array(bundlePart),
})

export type BundlePart = v.InferOutput<typeof bundlePart>

export type BundleManifest = v.InferOutput<typeof bundleManifest>

export const printManifest = (manifest: BundleManifest): string => `${JSON.stringify(manifest, null, 2)}\n`

export function readManifest(text: string): BundleManifest | null {
  try {
    const read = v.safeParse(bundleManifest, JSON.parse(text))
    return read.success ? read.output : null
  } catch {
    return null
  }
}

export const sha256Of = (content: Uint8Array | string): string =>
  createHash('sha256').update(content).digest('hex')

export const hashLine = (manifestSha256: string): string => `${manifestSha256}  manifest.json\n`
