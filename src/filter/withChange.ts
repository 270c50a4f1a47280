import { hasToken, isSameToken } from './edit.ts'
import type { Filter } from './filter.ts'

/** What somebody did to a filter: from the one that was shown to the one that is wanted. */
export interface FilterChange {
  readonly from: Filter
  readonly to: Filter
}

/**
 * The filter with a change that was made to an older one, since the page showed that one still: what
 * the change removed is removed, what it added is added behind the token that it follows, and what
 * it left alone is as in `filter`.
 */
export function withChange(filter: Filter, { from, to }: FilterChange): Filter {
  if (isSame(filter, from)) return to
  const tokens = filter.tokens.filter((token) => hasToken(to, token) || !hasToken(from, token))
  to.tokens.forEach((token, i) => {
    if (hasToken(from, token) || hasToken({ tokens }, token)) return
    const before = to.tokens.slice(0, i).findLast((each) => hasToken({ tokens }, each))
    const isLast = i === to.tokens.length - 1
    const at = isLast ? tokens.length : tokens.findIndex((each) => before && isSameToken(each, before)) + 1
    tokens.splice(at, 0, token)
  })
  return {
    tokens,
    timeRange: isSame(to.timeRange, from.timeRange) ? filter.timeRange : to.timeRange,
    text: to.text === from.text ? filter.text : to.text,
  }
}

const isSame = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other)
