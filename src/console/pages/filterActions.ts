import { currentView, go } from '../models/address/useView.ts'
import type { Token } from '../../filter/filter.ts'
import { addToken } from '../../filter/edit.ts'

/**
 * Adds a token to the present filter, unless it already contains it. Goes to the list from any
 * page.
 */
export function filterBy(added: Token): void {
  go({ filter: addToken(currentView().filter, added) })
}
