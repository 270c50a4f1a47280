import { createHash } from 'node:crypto'
import { isEqual } from './isEqual.ts'

/** Somebody who may use the console. */
export interface Reader {
  /** null where one token is for everybody. */
  readonly name: string | null
  readonly token: string
}

declare module 'hono' {
  interface ContextVariableMap {
    /** Who sends the request; not set where no token is required. */
    reader: Reader
  }
}

/** The name of who sends a request; null where readers have none. */
export const readerName = ({
  var: { reader },
}: {
  readonly var: { readonly reader?: Reader }
}): string | null => reader?.name ?? null

/** Finds readers by their tokens. All are compared, so the time says nothing of a token. */
export class ReadersByToken {
  readonly #readers: readonly { readonly reader: Reader; readonly digest: string }[]

  constructor(readers: readonly Reader[]) {
    this.#readers = readers.map((reader) => ({ reader, digest: digestOf(reader.token) }))
  }

  find(token: string): Reader | null {
    const digest = digestOf(token)
    const [found] = this.#readers.filter((each) => isEqual(digest, each.digest))
    return found?.reader ?? null
  }
}

const digestOf = (text: string): string => createHash('sha256').update(text).digest('base64url')
