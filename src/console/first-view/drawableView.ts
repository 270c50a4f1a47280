import type { View } from '../models/address/view.ts'
import { isReadable } from '../models/queries/resolvedQuery.ts'
import type { Page } from '../routes.ts'

/**
 * The view of Event history, when its filter can be sent; null for every other page, which is not
 * drawn ahead of React.
 */
export const drawableView = (page: Page): View | null =>
  page.kind === 'event-history' && isReadable(page.filter) ? page : null
