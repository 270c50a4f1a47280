import { currentView, go } from '../models/address/useView.ts'
import type { Token } from '../../filter/filter.ts'
import { addToken } from '../../filter/edit.ts'

/** Adds a token to the present filter, unless it is in it. From any page it leads to the list. */
export function filterBy(added: Token): void {
  go({ filter: addToken(currentView().filter, added) })
}
