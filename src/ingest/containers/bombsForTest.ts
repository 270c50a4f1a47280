/** Little data that becomes very much: spaces. */
export type BombKind = 'bzip2' | 'xz' | 'zstd'

/** A stream of each kind, and how many megabytes it becomes. */
const STREAMS: Readonly<Record<BombKind, { readonly stream: Buffer; readonly megabytes: number }>> = {
  bzip2: {
    stream: Buffer.from(
      'QlpoOTFBWSZTWbUiZb8BX44QAMAAAAggADCATUZCoCWpCoCXMUFZJlNZKdT2qwAAABAAQAAgACEYRoLuSKcKEghyB7qA',
      'base64',
    ),
    megabytes: 43,
  },
  xz: {
    stream: Buffer.from(
      '/Td6WFoAAAD/EtlBAgAhARwAAAAQz1jM7///ANldABBv+7/+o7Fe5fg/sqomVfhocEFwFQ+N/R5MG4pCtxn0aRhxrmYjiopNL6MN2X+m44wjEVPgWRjFdYrid/i2lH8MasDedElk4ulcU7IE2PdEDKtfDW1G6eXDdoi3llestk3haR1v+0uIEGxCy4g/XACP0E6vJiiUcR89jyThcJ6nI1/sKMuF0ZWYin4qkfIndfcZwAaYTZj92K/VkA/EJVP49ZE2MQWlsO5vwXBNRwzRkRGqrWAdus6xJxhcWYbpZlJYvul2rFnk5VsFCPnH2q38+1Iq9+SVJQAAAAAAAAHtAYCAQACPF/qoqAAK/AIAAAAAAFla',
      'base64',
    ),
    megabytes: 1,
  },
  // A frame of eight blocks, each a run of 128 KiB.
  zstd: {
    stream: Buffer.concat([
      Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 0x00, 0x38]),
      ...Array.from({ length: 8 }, (_, i) => Buffer.from([i === 7 ? 3 : 2, 0, 0x10, 0x20])),
    ]),
    megabytes: 1,
  },
}

/** Streams in a row that become at least so many megabytes. */
export function bombForTest(kind: BombKind, megabytes: number): Buffer {
  const { stream, megabytes: each } = STREAMS[kind]
  return Buffer.concat(Array.from({ length: Math.ceil(megabytes / each) }, () => stream))
}
