import type { View } from '../models/address/view.ts'
import { isReadable } from '../models/queries/resolvedQuery.ts'
import type { Page } from '../routes.ts'

/** The view that can be drawn ahead of React: that of Event history, where its filter can be sent. Null for all else. */
export const drawableView = (page: Page): View | null =>
  page.kind === 'event-history' && isReadable(page.filter) ? page : null
