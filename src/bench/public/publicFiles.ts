import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'

/** A file of ../shared/data, as it was published. */
export interface PublicFile {
  /** Its path in there. */
  readonly name: string
  readonly content: Buffer
  readonly parseMs: number | null
}

/** Long enough for the clock, and for the compiler to have seen it. */
const PARSE_FOR_MS = 10
const BESIDE_THE_DATA = /^(?:LICENSES\/|README\.md$|index\.json$)/

export function publicFiles(data: string): readonly PublicFile[] {
  return readdirSync(data, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name).slice(join(data, '/').length))
    .filter((name) => !BESIDE_THE_DATA.test(name))
    .toSorted()
    .map((name) => {
      const content = readFileSync(join(data, name))
      return { name, content, parseMs: parsed(content) }
    })
}

/** Milliseconds of gunzip + JSON.parse; null if it is not one JSON text. */
function parsed(content: Buffer): number | null {
  const isGzip = content[0] === 0x1f && content[1] === 0x8b
  const parse = (): unknown => JSON.parse((isGzip ? gunzipSync(content) : content).toString())
  try {
    parse()
  } catch {
    return null
  }
  const started = performance.now()
  let times = 0
  do {
    parse()
    times++
  } while (performance.now() - started < PARSE_FOR_MS)
  return (performance.now() - started) / times
}
