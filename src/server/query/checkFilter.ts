import { splitPath } from '../../cloudtrail/fieldPath.ts'
import { isPath, RECORD_MEMBERS } from '../../cloudtrail/fields.ts'
import { conditionsOf, fieldsOf } from '../../filter/clauses.ts'
import type { Filter } from '../../filter/filter.ts'
import { nearestField } from '../../filter/nearestField.ts'
import type { EventStore } from '../../store/eventStore.ts'
import { badRequest, ProblemError } from '../http/problem.ts'

/** Each is searched for in every record. */
const MAX_WORDS = 20
const MAX_PATHS = 20

/** Refuses a filter that is too large, that has a token which cannot be read, or a field that does not exist. */
export async function checkFilter(store: EventStore, filter: Filter): Promise<void> {
  const unreadable = filter.tokens.find((token) => token.kind === 'unreadable')
  if (unreadable) throw badRequest(unreadable.key, unreadable.reason)
  const words = conditionsOf(filter).filter(({ kind }) => kind === 'word').length
  if (words > MAX_WORDS)
    throw badRequest(
      'text',
      `text has ${words} words, but at most ${MAX_WORDS} are allowed. Use fewer words, or a "phrase".`,
    )
  const fields = [...fieldsOf(filter)]
  const paths = fields.filter(isPath)
  if (paths.length > MAX_PATHS)
    throw badRequest(
      paths[MAX_PATHS]!,
      `The filter has ${paths.length} paths into the record, but at most ${MAX_PATHS} are allowed.`,
    )
  for (const field of fields) await checkField(store, field)
}

/** Refuses a field that is neither in the catalogue nor a path that some record could have. */
export async function checkField(store: EventStore, field: string, parameter = field): Promise<void> {
  const member = splitPath(field)[0]!
  if (!isPath(field) || RECORD_MEMBERS.has(member) || (await store.hasMember(member))) return
  const near = nearestField(field)
  const advice =
    near === null
      ? 'Use a field such as eventName or userName, or a path into the record such as requestParameters.bucketName.'
      : `Did you mean ${near}?`
  throw new ProblemError({
    title: 'Unknown field',
    status: 400,
    detail: `“${field}” is not a field. ${advice}`,
    field: parameter,
  })
}
