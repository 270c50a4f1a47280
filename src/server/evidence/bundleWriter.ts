import { createHash } from 'node:crypto'
import { pipeline, Readable } from 'node:stream'
import { crc32, createDeflateRaw } from 'node:zlib'
import type { BundlePart } from './bundleManifest.ts'
import { directoryOf, localHeader, trailerOf, type ZipPart } from './bundleZip.ts'

/** Writes the parts of a bundle one after another: whatever their size, in constant memory. */
export class BundleWriter {
  readonly #zip: ZipPart[] = []
  readonly #written: BundlePart[] = []

  /** What the manifest says of the parts that were written so far. */
  get parts(): readonly BundlePart[] {
    return this.#written
  }

  /** A part of any size. */
  async *deflated(name: string, content: AsyncIterable<Uint8Array | string>): AsyncGenerator<Uint8Array> {
    const plain = { crc: 0, bytes: 0, hash: createHash('sha256') }
    const stored = { bytes: 0, hash: createHash('sha256') }
    const measured = async function* () {
      for await (const piece of content) {
        const bytes = typeof piece === 'string' ? Buffer.from(piece) : piece
        plain.crc = crc32(bytes, plain.crc)
        plain.bytes += bytes.length
        plain.hash.update(bytes)
        yield bytes
      }
    }
    yield localHeader({ name, method: 'deflated', crc: 0, storedBytes: 0, bytes: 0 })
    const deflate = createDeflateRaw({ level: 4 })
    // An error ends the reading below.
    pipeline(Readable.from(measured(), { objectMode: false }), deflate, () => {})
    for await (const bytes of deflate as AsyncIterable<Buffer>) {
      stored.bytes += bytes.length
      stored.hash.update(bytes)
      yield bytes
    }
    const part = {
      name,
      method: 'deflated',
      crc: plain.crc,
      storedBytes: stored.bytes,
      bytes: plain.bytes,
    } as const
    yield trailerOf(part)
    this.#add(part, { sha256: plain.hash.digest('hex'), storedSha256: stored.hash.digest('hex') })
  }

  /** A small part. */
  *stored(name: string, content: Uint8Array | string): Generator<Uint8Array> {
    const bytes = Buffer.from(content)
    const sha256 = createHash('sha256').update(bytes).digest('hex')
    const part = {
      name,
      method: 'stored',
      crc: crc32(bytes),
      storedBytes: bytes.length,
      bytes: bytes.length,
    } as const
    yield localHeader(part)
    yield bytes
    this.#add(part, { sha256, storedSha256: sha256 })
  }

  end(): Uint8Array {
    return directoryOf(this.#zip)
  }

  #add(part: ZipPart, hashes: Pick<BundlePart, 'sha256' | 'storedSha256'>): void {
    this.#zip.push(part)
    const { name, bytes, storedBytes } = part
    this.#written.push({ name, bytes, storedBytes, ...hashes })
  }
}
