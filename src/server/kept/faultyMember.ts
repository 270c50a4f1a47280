import * as v from 'valibot'

/** The member of an object in which the first of these issues is; empty for the object itself. */
export function memberAt([{ path }]: readonly [v.BaseIssue<unknown>, ...unknown[]]): string {
  const key = path?.[0]?.key
  return typeof key === 'string' ? key : ''
}
