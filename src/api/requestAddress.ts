import { filterParams, printParams } from '../filter/params.ts'
import type { Filter } from '../filter/filter.ts'
import type { Operation, RequestOf } from './operation.ts'

/**
 * The address of a request, from its path on: the filter, then those of the operation's own
 * parameters that are given.
 */
export function requestAddress<O extends Operation>(
  { path, params = {} }: O,
  request: Omit<RequestOf<O>, 'body'>,
): string {
  const { filter, ...others } = request as { readonly filter?: Filter }
  const given = others as Readonly<Record<string, string | number | undefined>>
  const own = Object.keys(params)
  const query = formEncoded([
    ...(filter === undefined ? [] : filterParams(filter, own)),
    ...own.flatMap((name): [string, string][] =>
      given[name] === undefined ? [] : [[name, String(given[name])]],
    ),
  ])
  const place = path.replaceAll(/:(\w+)/g, (_, name: string) => encodeURIComponent(String(given[name])))
  return query === '' ? place : `${place}?${query}`
}

const formEncoded = (params: [string, string][]): string => printParams(params).replaceAll('%20', '+')
