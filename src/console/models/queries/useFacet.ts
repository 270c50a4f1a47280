import { keepPreviousData, skipToken, useQuery, type UseQueryResult } from '@tanstack/react-query'
import { countEvents } from '../../../api/countEvents.ts'
import { fieldValues } from '../../../api/fieldValues.ts'
import type { FieldValue } from '../../../filter/answers.ts'
import { addToken, token } from '../../../filter/edit.ts'
import type { Filter } from '../../../filter/filter.ts'
import { printFilter } from '../../../filter/params.ts'
import { send } from './request.ts'
import { turns } from './turns.ts'

/** The events in which a facet is counted. */
export interface FacetQuery {
  /** Without any token of the facet's own field. */
  readonly filter: Filter
  readonly asOf: string
}

export interface FacetRequest {
  readonly field: string
  readonly limit: number
  /** Only values that contain this text, ignoring case. */
  readonly contains: string
  /**
   * Values that are counted even if they are not among the most frequent; the empty one stands for
   * events without the field.
   */
  readonly also: readonly string[]
}

export interface FacetAnswer {
  /** Most frequent first. */
  readonly values: readonly FieldValue[]
  /** How many different values contain the text. */
  readonly distinct: number
  /** How many events have each value: of those above, and of the values that are always counted. */
  readonly counts: ReadonlyMap<string, number>
}

/**
 * A browser has six connections to a server, so the list, which takes precedence, always finds a
 * free one.
 */
const inTurn = turns(3)

/**
 * A field's values with their counts. Without a query the last response stays, and a running
 * request is canceled.
 */
export function useFacet(query: FacetQuery | undefined, request: FacetRequest): UseQueryResult<FacetAnswer> {
  const { field, limit, contains, also } = request
  return useQuery({
    queryKey: query
      ? ['facet', field, printFilter(query.filter), query.asOf, limit, contains, also]
      : ['facet', field],
    queryFn: query ? ({ signal }) => inTurn(signal, () => getFacet(query, request, signal)) : skipToken,
    placeholderData: keepPreviousData,
  })
}

async function getFacet(
  { filter, asOf }: FacetQuery,
  { field, limit, contains, also }: FacetRequest,
  signal: AbortSignal,
): Promise<FacetAnswer> {
  const { values, distinct } = await send(
    fieldValues,
    { filter, field, limit, contains: contains === '' ? undefined : contains, asOf },
    signal,
  )
  const counts = new Map(values.map(({ value, count }) => [value, count]))
  const isWhole = contains === '' && distinct <= values.length
  const count = async (value: string) => {
    if (isWhole && value !== '') return counts.set(value, 0)
    const request = { filter: addToken(filter, token(field, '=', value)), asOf }
    return counts.set(value, (await send(countEvents, request, signal)).count)
  }
  await Promise.all(also.filter((value) => !counts.has(value)).map(count))
  return { values, distinct, counts }
}
