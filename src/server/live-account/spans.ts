/** Whole seconds from one to another, both inclusive, as milliseconds. */
export interface Span {
  readonly fromMs: number
  readonly toMs: number
}

const SECOND_MS = 1000

/** The second that a moment is in. */
export const secondOf = (ms: number): number => Math.floor(ms / SECOND_MS) * SECOND_MS

export const secondAfter = (ms: number): number => secondOf(ms) + SECOND_MS

export const secondBefore = (ms: number): number => secondOf(ms) - SECOND_MS

export const lengthOf = ({ fromMs, toMs }: Span): number => Math.max(0, toMs - fromMs + SECOND_MS)

/** The seconds of some spans and of one more, oldest first, none of them adjacent. */
export function withSpan(spans: readonly Span[], more: Span): readonly Span[] {
  if (lengthOf(more) === 0) return spans
  const joined: Span[] = []
  for (const span of [...spans, more].toSorted((one, other) => one.fromMs - other.fromMs)) {
    const last = joined.at(-1)
    if (last && span.fromMs <= last.toMs + SECOND_MS)
      joined[joined.length - 1] = { fromMs: last.fromMs, toMs: Math.max(last.toMs, span.toMs) }
    else joined.push(span)
  }
  return joined
}

/** What spans leave of another, newest first. `spans` are as `withSpan` returns them. */
export function gapsIn({ fromMs, toMs }: Span, spans: readonly Span[]): readonly Span[] {
  const gaps: Span[] = []
  let endMs = toMs
  for (const span of spans.toReversed()) {
    gaps.push({ fromMs: Math.max(fromMs, secondAfter(span.toMs)), toMs: endMs })
    endMs = Math.min(endMs, secondBefore(span.fromMs))
  }
  gaps.push({ fromMs, toMs: endMs })
  return gaps.filter((gap) => lengthOf(gap) > 0)
}
