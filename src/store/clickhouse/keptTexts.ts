import { randomUUID } from 'node:crypto'
import type { KeptText, KeptTexts } from '../keptTexts.ts'
import type { Row } from '../sql/sqlReader.ts'
import { literal } from './literal.ts'
import type { ClickHouseServer } from './server.ts'
import { whyNotWritten } from './serverErrors.ts'

/** Versions are numbered without a clock; of two with one number the token decides. */
interface Version {
  readonly number: number
  readonly token: string
}

const COLUMNS = 'key, version, token, text, who, at'

/**
 * Texts in the table `kept`, which only grows. A text that is written gets a higher version than all that were stored
 * before, so it counts; consoles that write at the same time may use the same number.
 */
export class ClickHouseKeptTexts implements KeptTexts {
  readonly #server: ClickHouseServer
  /** The condition on rows of this kind. */
  readonly #ofKind: string
  readonly #kind: string
  /** How many rows were read, and up to which version. */
  #rows = 0
  #upTo = 0
  /** What counts, as far as it is known here. */
  readonly #newest = new Map<string, Version>()

  constructor(server: ClickHouseServer, kind: string) {
    this.#server = server
    this.#kind = kind
    this.#ofKind = `kind = ${literal(kind)}`
  }

  async news(): Promise<readonly KeptText[]> {
    const count = await this.#ask('count()')
    if (count === this.#rows) return []
    const added = await this.#server.rows(
      `SELECT ${COLUMNS} FROM kept WHERE ${this.#ofKind} AND version > ${this.#upTo}`,
    )
    // A row may be seen later than others of the same or a higher version, by those who have read these already.
    if (this.#rows + added.length === count) return this.#read(added, count)
    const all = await this.#server.rows(
      `SELECT ${COLUMNS} FROM kept WHERE ${this.#ofKind} ORDER BY key, version DESC, token DESC LIMIT 1 BY key`,
    )
    return this.#read(all, count)
  }

  async write(texts: readonly KeptText[]): Promise<void> {
    try {
      const version = { number: (await this.#ask('max(version)')) + 1, token: randomUUID() }
      const rows = texts.map(({ key, text, who, atMs }) => ({
        kind: this.#kind,
        key,
        version: version.number,
        token: version.token,
        text,
        who,
        at: atMs,
      }))
      await this.#server.insert('kept', rows)
      for (const { key } of texts) this.#newest.set(key, version)
    } catch (error) {
      throw whyNotWritten(error)
    }
  }

  async #ask(aggregate: string): Promise<number> {
    const [row] = await this.#server.rows(`SELECT ${aggregate} FROM kept WHERE ${this.#ofKind}`)
    return Number(row![0])
  }

  /** Those that count more than what is known. `count`: how many rows have been read now. */
  #read(rows: readonly Row[], count: number): readonly KeptText[] {
    const news = new Map<string, KeptText>()
    for (const [key, number, token, text, who, at] of rows as readonly [string, ...Row][]) {
      const version = { number: Number(number), token: token as string }
      this.#upTo = Math.max(this.#upTo, version.number)
      if (!isLater(version, this.#newest.get(key))) continue
      this.#newest.set(key, version)
      news.set(key, { key, text: text as string | null, who: who as string | null, atMs: Number(at) })
    }
    this.#rows = count
    return [...news.values()]
  }
}

const isLater = (version: Version, known: Version | undefined): boolean =>
  known === undefined ||
  version.number > known.number ||
  (version.number === known.number && version.token > known.token)
