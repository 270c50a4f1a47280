import { printQuery } from '../address/view.ts'
import type { Filter, Order } from '../../filter/filter.ts'
import { filterParams } from '../../filter/params.ts'

/** Filter and order as a query: what a link to an event's page carries along. */
export function printQuestion(filter: Filter, order: Order): string {
  const params = filterParams(filter)
  return printQuery(order === 'oldest' ? [...params, ['order', order]] : params)
}
