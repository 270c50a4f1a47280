import { HOME } from '../address/view.ts'
import { currentView, go } from '../address/useView.ts'
import type { Token } from '../../filter/filter.ts'

/** Adds a token to the present filter, unless it is in it. From any page it leads to the list. */
export function addToken(token: Token): void {
  const { filter } = currentView()
  const isSame = (each: (typeof filter.tokens)[number]) =>
    each.kind === 'token' &&
    each.field === token.field &&
    each.operator === token.operator &&
    each.value === token.value
  const tokens = filter.tokens.some(isSame) ? filter.tokens : [...filter.tokens, token]
  go({ page: HOME.page, filter: { ...filter, tokens } })
}

/** Shows the events with just these tokens, over all of time. */
export function showEvents(tokens: readonly Token[]): void {
  go({ page: HOME.page, filter: { ...HOME.filter, tokens } })
}
