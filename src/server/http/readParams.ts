import * as v from 'valibot'
import type { Operation, ParamsOf } from '../../api/operation.ts'
import { readFilter } from '../../filter/params.ts'
import { badRequest } from './problem.ts'

/**
 * The parameters of a request: the operation's own, read by their schemas, and the filter from all
 * others.
 */
export function readParams<O extends Operation>({ params = {}, filter }: O, url: string): ParamsOf<O> {
  const given = new URL(url).searchParams
  const read: Record<string, unknown> = filter ? { filter: readFilter(given, Object.keys(params)) } : {}
  for (const [name, schema] of Object.entries(params)) {
    const texts = given.getAll(name)
    if (texts.length > 1) throw badRequest(name, `${name} can be given only once.`)
    const { success, output, issues } = v.safeParse(schema, texts[0], { abortEarly: true })
    if (!success) throw badRequest(name, `${name} ${issues[0].message}`)
    read[name] = output
  }
  return read as ParamsOf<O>
}
