import type { StoreComparison } from '../shared/compareStores.ts'
import { quantity, size, table } from './words.ts'

/** The same work on both stores, in Markdown. */
export function storesTable({ events, own, shared }: StoreComparison): string {
  const ownRows = new Map(own.map((row) => [row.work, row]))
  const rows = shared.map(({ work, unit, value }) => {
    const beside = ownRows.get(work)
    return [
      work,
      beside ? quantity(beside.value, unit) : '',
      quantity(value, unit),
      beside ? `× ${(value / beside.value).toFixed(1)}` : '',
    ]
  })
  return `${size(events)} events:\n\n${table(['work', 'own store', 'shared store', 'of that'], rows, 'lrrr')}`
}
