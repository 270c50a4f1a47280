/*
 * A Parquet file of one row group, uncompressed and without nulls, written from columns that are bytes
 * already. Only what hands rows to an engine needs: the readers of such a file are the engine and tests.
 * https://parquet.apache.org/docs/file-format/
 */

type Bytes = Uint8Array<ArrayBuffer>

export type ParquetColumn =
  | { readonly name: string; readonly kind: 'int32' | 'uint32'; readonly values: Int32Array | Uint32Array }
  | { readonly name: string; readonly kind: 'int64'; readonly values: BigInt64Array }
  /** Texts in UTF-8, one after another: the length of each in 32 bits, then its bytes. */
  | { readonly name: string; readonly kind: 'texts'; readonly plain: Bytes }
  /** Texts of which many are equal: a code for each row, and the texts by code, laid out as above. */
  | {
      readonly name: string
      readonly kind: 'coded'
      readonly codes: Uint32Array
      readonly texts: Bytes
      readonly distinct: number
    }

/**
 * The file's bytes, in pieces, each in a buffer of its own. Every column has `rowCount` values.
 */
export function parquetFile(columns: readonly ParquetColumn[], rowCount: number): Bytes[] {
  const pieces: Bytes[] = [MAGIC.slice()]
  let size = MAGIC.length
  const put = (...bytes: readonly Bytes[]) => {
    for (const piece of bytes) {
      pieces.push(piece)
      size += piece.length
    }
  }
  const chunks: ColumnChunk[] = []
  for (const column of columns) {
    const start = size
    let dataAt = start
    if (column.kind === 'coded') {
      put(pageHeader('dictionary', column.texts.length, column.distinct), column.texts)
      dataAt = size
      const codes = packedCodes(column.codes, column.distinct)
      put(pageHeader('codes', codes.length, rowCount), codes)
    } else {
      const data = plainValues(column)
      put(pageHeader('plain', data.length, rowCount), data)
    }
    chunks.push({ column, start, dataAt, size: size - start })
  }
  const footer = fileFooter(chunks, rowCount)
  const length = new Uint8Array(4)
  new DataView(length.buffer).setUint32(0, footer.length, true)
  put(footer, length, MAGIC.slice())
  return pieces
}

interface ColumnChunk {
  readonly column: ParquetColumn
  readonly start: number
  readonly dataAt: number
  readonly size: number
}

const MAGIC = new TextEncoder().encode('PAR1')

function plainValues(column: Exclude<ParquetColumn, { kind: 'coded' }>): Bytes {
  if (column.kind === 'texts') return column.plain
  const { buffer, byteOffset, byteLength } = column.values
  return new Uint8Array(buffer as ArrayBuffer, byteOffset, byteLength).slice()
}

/** The width of a code, then one run of codes packed into bits, eight codes at a time. */
function packedCodes(codes: Uint32Array, distinct: number): Bytes {
  const width = Math.max(1, 32 - Math.clz32(Math.max(0, distinct - 1)))
  const eights = Math.ceil(codes.length / 8)
  const head = new CompactBytes()
  head.byte(width)
  head.varint((eights << 1) | 1)
  const start = head.bytes()
  const packed = new Uint8Array(start.length + eights * width)
  packed.set(start)
  let at = start.length
  let bits = 0
  let held = 0
  for (const code of codes) {
    // At most 7 bits are left over from the code before, and a code has at most 17.
    held |= code << bits
    bits += width
    while (bits >= 8) {
      packed[at++] = held
      held >>>= 8
      bits -= 8
    }
  }
  if (bits > 0) packed[at] = held
  return packed
}

const PAGE = { dictionary: 2, codes: 0, plain: 0 } as const
const ENCODING = { PLAIN: 0, RLE: 3, RLE_DICTIONARY: 8 } as const

function pageHeader(kind: keyof typeof PAGE, size: number, values: number): Bytes {
  const header = new ThriftStruct().i32(1, PAGE[kind]).i32(2, size).i32(3, size)
  if (kind === 'dictionary') header.struct(7, new ThriftStruct().i32(1, values).i32(2, ENCODING.PLAIN))
  else {
    const encoding = kind === 'codes' ? ENCODING.RLE_DICTIONARY : ENCODING.PLAIN
    const levels = new ThriftStruct()
      .i32(1, values)
      .i32(2, encoding)
      .i32(3, ENCODING.RLE)
      .i32(4, ENCODING.RLE)
    header.struct(5, levels)
  }
  return header.end().bytes()
}

const TYPE = { int32: 1, uint32: 1, int64: 2, texts: 6, coded: 6 } as const
const CONVERTED = { int32: null, uint32: 13, int64: null, texts: 0, coded: 0 } as const

function fileFooter(chunks: readonly ColumnChunk[], rowCount: number): Bytes {
  const schema = [
    new ThriftStruct().text(4, 'schema').i32(5, chunks.length),
    ...chunks.map(({ column: { name, kind } }) => {
      const element = new ThriftStruct().i32(1, TYPE[kind]).i32(3, REQUIRED).text(4, name)
      const converted = CONVERTED[kind]
      return converted === null ? element : element.i32(6, converted)
    }),
  ]
  const columns = chunks.map(({ column: { name, kind }, start, dataAt, size }) => {
    const meta = new ThriftStruct()
      .i32(1, TYPE[kind])
      .i32s(2, [kind === 'coded' ? ENCODING.RLE_DICTIONARY : ENCODING.PLAIN])
      .texts(3, [name])
      .i32(4, UNCOMPRESSED)
      .i64(5, rowCount)
      .i64(6, size)
      .i64(7, size)
      .i64(9, dataAt)
    return new ThriftStruct().i64(2, start).struct(3, kind === 'coded' ? meta.i64(11, start) : meta)
  })
  const bytes = chunks.reduce((sum, { size }) => sum + size, 0)
  const group = new ThriftStruct().structs(1, columns).i64(2, bytes).i64(3, rowCount)
  return new ThriftStruct().i32(1, 1).structs(2, schema).i64(3, rowCount).structs(4, [group]).end().bytes()
}

const REQUIRED = 0
const UNCOMPRESSED = 0

/** Bytes that grow, with numbers as Thrift's compact protocol writes them. */
class CompactBytes {
  readonly #bytes: number[] = []

  byte(value: number): void {
    this.#bytes.push(value)
  }

  varint(value: number): void {
    let rest = value
    // Sizes of files exceed 32 bits.
    for (; rest >= 128; rest = Math.floor(rest / 128)) this.#bytes.push((rest % 128) | 128)
    this.#bytes.push(rest)
  }

  append(bytes: Uint8Array): void {
    for (const byte of bytes) this.#bytes.push(byte)
  }

  bytes(): Bytes {
    return Uint8Array.from(this.#bytes)
  }
}

const FIELD = { i32: 5, i64: 6, binary: 8, list: 9, struct: 12 } as const

/** A struct in Thrift's compact protocol; its fields in the order of their numbers, none negative. */
class ThriftStruct {
  readonly #out = new CompactBytes()
  #last = 0

  i32(field: number, value: number): this {
    this.#begin(field, FIELD.i32)
    this.#out.varint(value * 2)
    return this
  }

  i64(field: number, value: number): this {
    this.#begin(field, FIELD.i64)
    this.#out.varint(value * 2)
    return this
  }

  text(field: number, value: string): this {
    this.#begin(field, FIELD.binary)
    this.#putText(value)
    return this
  }

  struct(field: number, value: ThriftStruct): this {
    this.#begin(field, FIELD.struct)
    this.#out.append(value.end().bytes())
    return this
  }

  i32s(field: number, values: readonly number[]): this {
    this.#beginList(field, FIELD.i32, values.length)
    for (const value of values) this.#out.varint(value * 2)
    return this
  }

  texts(field: number, values: readonly string[]): this {
    this.#beginList(field, FIELD.binary, values.length)
    for (const value of values) this.#putText(value)
    return this
  }

  structs(field: number, values: readonly ThriftStruct[]): this {
    this.#beginList(field, FIELD.struct, values.length)
    for (const value of values) this.#out.append(value.end().bytes())
    return this
  }

  /** Ends the struct. Call it once, when all fields are written. */
  end(): CompactBytes {
    this.#out.byte(0)
    return this.#out
  }

  #begin(field: number, type: number): void {
    this.#out.byte(((field - this.#last) << 4) | type)
    this.#last = field
  }

  #beginList(field: number, type: number, length: number): void {
    this.#begin(field, FIELD.list)
    this.#out.byte((Math.min(length, 15) << 4) | type)
    if (length >= 15) this.#out.varint(length)
  }

  #putText(value: string): void {
    const bytes = new TextEncoder().encode(value)
    this.#out.varint(bytes.length)
    this.#out.append(bytes)
  }
}
