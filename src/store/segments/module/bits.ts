/* Numbers of a few bits each, one behind the other, the lowest bit first. */

/** How many bits numbers below `count` take. */
export function widthFor(count: u32): u32 {
  return count <= 1 ? 0 : 32 - clz(count - 1)
}

export function packedSize(count: u32, width: u32): usize {
  return (<usize>count * width + 7) >> 3
}

/** Packs numbers of 4 bytes. Returns where the packed ones end. */
export function pack(numbers: usize, count: u32, width: u32, out: usize): usize {
  const end = out + packedSize(count, width)
  let waiting: u64 = 0
  let bits: u32 = 0
  for (let index: u32 = 0; index < count; index++) {
    waiting |= (<u64>load<u32>(numbers + ((<usize>index) << 2))) << bits
    bits += width
    while (bits >= 8) {
      store<u8>(out++, <u8>waiting)
      waiting >>= 8
      bits -= 8
    }
  }
  if (bits > 0) store<u8>(out, <u8>waiting)
  return end
}

/** One of the packed numbers. Reads up to 8 bytes behind it. */
export function unpack(packed: usize, index: u32, width: u32): u32 {
  const bit = <u64>index * width
  return <u32>((load<u64>(packed + <usize>(bit >> 3)) >> (bit & 7)) & (((<u64>1) << width) - 1))
}
