import { Bzip2Blocks, isBzip2 } from './bunzip2.ts'
import type { ByteSource } from './byteSource.ts'
import { GzipMembers } from './gunzip.ts'
import type { Decompression } from './leftBehind.ts'
import { isLzmaAlone, lzmaAloneText } from './lzmaAlone.ts'
import { isXz, xzText } from './xz.ts'
import { isZstd, zstdText } from './zstdFrames.ts'

/** Compressed data of any kind, decompressed. */
export interface Decompressed {
  /**
   * The text up to the end or to where it breaks; then it throws `CorruptInput`. If it `continues`,
   * call this again for the text that follows.
   */
  text(): AsyncGenerator<Buffer>
  /** Whether more text was found behind the damage that ended it. */
  readonly continues: boolean
}

export function isCompressed(start: Buffer): boolean {
  return isGzip(start) || isZstd(start) || isBzip2(start) || isXz(start) || isLzmaAlone(start)
}

/** `start`: the first bytes of the source, by which the kind is told. */
export function decompress(start: Buffer, source: ByteSource, needs: Decompression): Decompressed {
  if (isGzip(start)) return new GzipMembers(source, needs)
  if (isBzip2(start)) return new Bzip2Blocks(source, needs)
  const text = isZstd(start) ? zstdText : isXz(start) ? xzText : lzmaAloneText
  return { text: () => text(source, needs), continues: false }
}

function isGzip(start: Buffer): boolean {
  return start[0] === 0x1f && start[1] === 0x8b
}
