import type { Chance } from '../../account/chance.ts'
import { FILTERS, VALUE_FIELDS } from './batches.ts'

/** A request to a console; `path` lacks the filter and `asOf`. */
export type Question = { readonly filter: string } & (
  | { readonly kind: 'status' | 'count' | 'rows' | 'histogram' | 'download' }
  | { readonly kind: 'values'; readonly field: string }
  | { readonly kind: 'position'; readonly id: string }
  | {
      readonly kind: 'page'
      readonly order: 'newest' | 'oldest'
      readonly offset: number
      readonly limit: number
      /** The end of the previous page, instead of `asOf`. */
      readonly nextToken?: string
    }
)

/** Kinds whose answers name their snapshot. Others are sent with `asOf`. */
export const SAYS_ITS_STATE: ReadonlySet<Question['kind']> = new Set([
  'status',
  'count',
  'rows',
  'page',
  'position',
])

export function anyQuestion(chance: Chance, ids: readonly string[]): Question {
  const filter = chance.pick(FILTERS)
  const kind = chance.weighted([
    [4, 'count'],
    [3, 'page'],
    [2, 'histogram'],
    [2, 'values'],
    [2, 'rows'],
    [1, 'download'],
    [1, 'position'],
    [1, 'status'],
  ] as const)
  if (kind === 'values') return { kind, filter, field: chance.pick(VALUE_FIELDS) }
  if (kind === 'position')
    return ids.length === 0 ? { kind: 'count', filter } : { kind, filter, id: chance.pick(ids) }
  if (kind === 'page')
    return {
      kind,
      filter,
      order: chance.pick(['newest', 'oldest']),
      offset: chance.happens(0.5) ? 0 : chance.int(0, 300),
      limit: chance.pick([1, 50, 1000]),
    }
  return { kind, filter: kind === 'status' ? '' : filter }
}

/** The address of the request, for a snapshot (the current state if there is none). */
export function addressOf(question: Question, asOf: string | undefined): string {
  const own = question.kind === 'page' ? question.nextToken : undefined
  const mark = own === undefined && asOf !== undefined && question.kind !== 'status' ? [`asOf=${asOf}`] : []
  const rest = [question.filter, ...mark].filter(Boolean)
  const at = (path: string, ...params: string[]) => `${path}?${[...params, ...rest].join('&')}`
  switch (question.kind) {
    case 'status':
      return '/api/status'
    case 'count':
      return at('/api/events/count')
    case 'rows':
      return at('/api/events/count', 'group=repeats')
    case 'histogram':
      return at('/api/events/histogram', 'buckets=40')
    case 'download':
      return at('/api/events/download', 'format=ndjson')
    case 'values':
      return at('/api/events/values', `field=${question.field}`, 'limit=1000')
    case 'position':
      return at(`/api/events/${question.id}/position`)
    case 'page': {
      const { order, offset, limit, nextToken } = question
      const start = nextToken === undefined ? `offset=${offset}` : `nextToken=${nextToken}`
      return at('/api/events', `order=${order}`, `maxResults=${limit}`, start)
    }
  }
}
