import * as v from 'valibot'
import { lengthOf, type ZipPart } from './bundleZip.ts'
import { contentAt } from './partContents.ts'

/** A line that no bundle has: this one was made again. */
export class UnreadableLine extends Error {
  readonly part: string

  constructor(part: string) {
    super('It has a line that cannot be read.')
    this.part = part
  }
}

/** How long a line may be: that of the longest digest file that is validated, in JSON. */
const MAX_LINE_BYTES = 128 * 1024 * 1024

const NEWLINE = 0x0a

/**
 * The lines of JSON in a part of a bundle that is intact, one after another; none without such a part. Throws an
 * UnreadableLine.
 */
export async function* partLines<Schema extends v.GenericSchema>(
  file: number,
  parts: readonly ZipPart[],
  name: string,
  schema: Schema,
): AsyncGenerator<v.InferOutput<Schema>> {
  const index = parts.findIndex((part) => part.name === name)
  if (index < 0) return
  const at = parts.slice(0, index).reduce((sum, part) => sum + lengthOf(part), 0)
  for await (const line of linesIn(contentAt(file, at, parts[index]!))) {
    const read = line === null ? null : parsed(line, schema)
    if (read === null) throw new UnreadableLine(name)
    yield read
  }
}

function parsed<Schema extends v.GenericSchema>(line: string, schema: Schema): v.InferOutput<Schema> | null {
  try {
    const read = v.safeParse(schema, JSON.parse(line))
    return read.success ? read.output : null
  } catch {
    return null
  }
}

/** The last one is null if it is too long or does not end. */
async function* linesIn(content: AsyncIterable<Buffer> | Iterable<Buffer>): AsyncGenerator<string | null> {
  let begun: Buffer[] = []
  let begunBytes = 0
  for await (const bytes of content) {
    let start = 0
    for (let end; (end = bytes.indexOf(NEWLINE, start)) >= 0; start = end + 1) {
      yield Buffer.concat([...begun, bytes.subarray(start, end)]).toString()
      begun = []
      begunBytes = 0
    }
    begun.push(bytes.subarray(start))
    begunBytes += bytes.length - start
    if (begunBytes > MAX_LINE_BYTES) return yield null
  }
  if (begunBytes > 0) yield null
}
