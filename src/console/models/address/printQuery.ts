import { printParams } from '../../../filter/params.ts'

/**
 * `?key=value&…` with `!`, `:`, `/`, `,` and `@` left readable, or nothing when there are no
 * parameters.
 */
export function printQuery(params: Iterable<readonly [string, string]>): string {
  const query = printParams(params).replaceAll('%20', '+')
  return query && `?${query}`
}
