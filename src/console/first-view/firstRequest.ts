import type { LookupEventsResponse } from '../../api/lookupEvents.ts'
import { currentColumns } from '../models/address/useShownColumns.ts'
import { printPage, withView } from '../models/address/page.ts'
import { currentPage, currentView, go } from '../models/address/useView.ts'
import { HOME } from '../models/address/view.ts'
import { isPath } from '../../cloudtrail/fields.ts'
import { resolveQuery } from '../models/queries/resolvedQuery.ts'
import { currentNow } from '../models/queries/refreshes.ts'
import { queryClient } from '../models/queries/queryClient.ts'
import { firstPageQuery } from '../models/queries/eventPages.ts'
import { statusQuery } from '../models/queries/statusQuery.ts'
import { drawableView } from './drawableView.ts'

const VISITED = 'event-history-visited'

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
 * The first visit to the simulated account starts, as the AWS console does, with Read-only = false:
 * in the address, where it is visible and removed with one click. Loaded log files show everything.
 */
export function sendFirstRequest(): FirstRequest {
  const addressed = completeAddress()
  return { addressed, answered: addressed.then(requestFirstPage) }
}

async function completeAddress(): Promise<void> {
  const page = withView(currentPage(), { ...currentView(), columns: null })
  const isBare = printPage(page) === printPage(HOME)
  const status = queryClient.fetchQuery({ ...statusQuery, retry: false }).catch(() => undefined)
  if (isFirstVisit() && isBare && (await status)?.source === 'simulated') {
    const readOnly = { kind: 'token', field: 'readOnly', operator: '=', value: 'false' } as const
    go({ filter: { ...currentView().filter, tokens: [readOnly] } }, 'replace')
  }
  rememberVisit()
}

async function requestFirstPage(): Promise<LookupEventsResponse | undefined> {
  const view = drawableView(currentPage())
  if (!view) return
  const { filter, order, group } = view
  const columns = currentColumns().names.filter(isPath)
  const query = firstPageQuery(resolveQuery(filter, order, 0, currentNow(), group), columns)
  return queryClient.fetchQuery({ ...query, retry: false }).catch(() => undefined)
}

function isFirstVisit(): boolean {
  try {
    return sessionStorage.getItem(VISITED) === null
  } catch {
    return false
  }
}

function rememberVisit(): void {
  try {
    sessionStorage.setItem(VISITED, 'yes')
  } catch {
    // Storage is blocked: then no visit counts as the first.
  }
}
