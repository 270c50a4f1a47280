import type { LookupEventsResponse } from '../../api/lookupEvents.ts'
import { currentStore } from '../models/address/currentStore.ts'
import { isSettled, startedPage } from '../models/address/startView.ts'
import { currentPage, go } from '../models/address/useView.ts'
import { queryClient } from '../models/queries/queryClient.ts'
import { firstPageOf, listedView } from '../models/queries/firstPageAhead.ts'
import { statusQuery } from '../models/queries/statusQuery.ts'

export interface FirstRequest {
  /** Resolves when the address is final. */
  readonly addressed: Promise<void>
  /**
   * The first page; undefined when no request was sent ahead of the page itself, or when it failed.
   */
  readonly answered: Promise<LookupEventsResponse | undefined>
}

/**
 * Completes the address and sends the request for the first page, before the browser parses the
 * page's own code.
 *
 * An address that does not say which events it shows waits for the status, which says what this
 * store starts with (`models/address/startView.ts`). The address then names it.
 */
export function sendFirstRequest(): FirstRequest {
  const addressed = completeAddress()
  return { addressed, answered: addressed.then(requestFirstPage) }
}

async function completeAddress(): Promise<void> {
  const status = queryClient.fetchQuery({ ...statusQuery, retry: false }).catch(() => undefined)
  if (isSettled(currentPage(), location.search)) return
  await status
  go(startedPage(currentPage(), location.search, currentStore()), 'replace')
}

async function requestFirstPage(): Promise<LookupEventsResponse | undefined> {
  const view = listedView(currentPage())
  if (!view) return
  return queryClient.fetchQuery({ ...firstPageOf(view), retry: false }).catch(() => undefined)
}
