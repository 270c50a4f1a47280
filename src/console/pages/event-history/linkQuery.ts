import { addressOf } from '../../models/address/useView.ts'
import type { View } from '../../models/address/view.ts'

/** The view as a query, with the columns that are shown: links to event pages carry it along. */
export const linkQueryOf = (view: View): string => addressOf({ ...view, openEvent: null }).slice(1)
