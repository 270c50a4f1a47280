import type { LookupPage, LookupWanted } from '../../sources/live-account/accountAnswers.ts'
import { secondAfter, secondOf, type Span } from './spans.ts'

/** Reads the seconds of a span page by page, newest first. */
export class GapWalk {
  readonly span: Span
  /** The seconds after this one are read. */
  #edgeMs: number
  #endMs: number
  #nextToken: string | null = null
  #isDone = false

  constructor(span: Span) {
    this.span = span
    this.#edgeMs = span.toMs
    this.#endMs = span.toMs
  }

  get isDone(): boolean {
    return this.#isDone
  }

  get wanted(): LookupWanted {
    return { startMs: this.span.fromMs, endMs: this.#endMs, nextToken: this.#nextToken }
  }

  /** What has been read so far; it may be no second at all. */
  get read(): Span {
    return { fromMs: this.#isDone ? this.span.fromMs : secondAfter(this.#edgeMs), toMs: this.span.toMs }
  }

  /** The page that was wanted arrived. */
  take({ events, nextToken }: LookupPage): void {
    // The newest rather than the oldest: should events of a page not be in order, none is passed over.
    const newestMs = Math.max(...events.map(({ EventTime }) => EventTime?.getTime() ?? -Infinity))
    if (newestMs < this.#edgeMs && newestMs >= this.span.fromMs) this.#edgeMs = secondOf(newestMs)
    this.#nextToken = nextToken
    this.#isDone = nextToken === null
  }

  /**
   * Goes on without the token, with the oldest second that may not have been read as a whole. False
   * if that is where it began or went on before.
   */
  restart(): boolean {
    const isFurther = this.#endMs !== this.#edgeMs
    this.#nextToken = null
    this.#endMs = this.#edgeMs
    return isFurther
  }
}
