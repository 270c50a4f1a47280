import { decompress } from 'fzstd'
import { parquetReadObjects } from 'hyparquet'

/** The rows of a Parquet file, read by a reader that is not the engine's. */
export function readParquet({
  buffer,
  byteOffset,
  byteLength,
}: Uint8Array): Promise<Record<string, unknown>[]> {
  return parquetReadObjects({
    file: buffer.slice(byteOffset, byteOffset + byteLength) as ArrayBuffer,
    compressors: { ZSTD: (input) => decompress(input) },
  })
}
