/** The body of every answer that is not a success: `application/problem+json` (RFC 9457). */
export interface Problem {
  /** A few words: the kind of problem. */
  readonly title: string
  /** One sentence: what was given, what was wrong, what to do. */
  readonly detail: string
  readonly status: number
  /** The parameter or the token's field that was refused. */
  readonly field?: string
}
