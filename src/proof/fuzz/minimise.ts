/**
 * A small part of some bytes that still fails, found by removing pieces as long as possible: halves
 * first, then smaller ones, down to single bytes. Makes at most `tries` attempts.
 */
export async function minimise(
  bytes: Uint8Array,
  fails: (bytes: Uint8Array) => Promise<boolean>,
  tries: number,
): Promise<Uint8Array> {
  let smallest = bytes
  let left = tries
  for (
    let size = Math.ceil(bytes.length / 2);
    size >= 1 && left > 0;
    size = size === 1 ? 0 : Math.ceil(size / 2)
  ) {
    for (let start = 0; start < smallest.length && left > 0;) {
      const without = Buffer.concat([smallest.subarray(0, start), smallest.subarray(start + size)])
      left--
      if (await fails(without)) smallest = without
      else start += size
    }
  }
  return smallest
}
