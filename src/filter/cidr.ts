import ipaddr from 'ipaddr.js'

/** A block of IP addresses. */
export interface Cidr {
  readonly kind: 'ipv4' | 'ipv6'
  /** The first and last address, both inclusive, as bytes. */
  readonly first: readonly number[]
  readonly last: readonly number[]
  /** Whether a text is an address in the block. Names of services never are. */
  contains(text: string): boolean
}

/** `10.0.0.0/8`, `2001:db8::/32`; null for anything else, including an address without a length. */
export function parseCidr(text: string): Cidr | null {
  if (!text.includes('/') || !ipaddr.isValidCIDR(text)) return null
  const [network, length] = ipaddr.parseCIDR(text)
  const first = network.toByteArray().map((byte, index) => byte & maskByte(length, index))
  const last = first.map((byte, index) => byte | (~maskByte(length, index) & 0xff))
  const kind = network.kind()
  return {
    kind,
    first,
    last,
    contains(candidate) {
      if (!isAddress(candidate)) return false
      const address = ipaddr.parse(candidate)
      return address.kind() === kind && address.match(network, length)
    },
  }
}

/**
 * Four decimal parts, or IPv6: the library also accepts `127.1` and `0x7f.1`, which occur in no
 * record.
 */
function isAddress(text: string): boolean {
  return ipaddr.IPv4.isValidFourPartDecimal(text) || ipaddr.IPv6.isValid(text)
}

/** The bits of the network's length that are in one byte. */
function maskByte(length: number, index: number): number {
  const bits = Math.min(8, Math.max(0, length - index * 8))
  return (0xff << (8 - bits)) & 0xff
}
