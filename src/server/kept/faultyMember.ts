import * as v from 'valibot'

/** The name of the member with the first of these issues; empty for the object itself. */
export function memberAt([{ path }]: readonly [v.BaseIssue<unknown>, ...unknown[]]): string {
  const key = path?.[0]?.key
  return typeof key === 'string' ? key : ''
}
