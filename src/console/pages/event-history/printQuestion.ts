import { HOME, printView, type View } from '../../models/address/view.ts'

/** The view of the list as a query: what a link to an event's page carries along. */
export function printQuestion(view: View): string {
  return printView({ ...view, page: HOME.page, openEvent: null }).slice(1)
}
