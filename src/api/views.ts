import * as v from 'valibot'
import { described, operation, type AnswerOf, type DeepReadonly, type RequestOf } from './operation.ts'

const savedView = v.object({
  name: described(v.string(), 'Unique.'),
  description: described(v.string(), 'What it is for, in a sentence; may be empty.'),
  query: described(v.string(), 'The query string of a link to it: filter, time range, order and columns.'),
  changed: v.exactOptional(
    described(
      v.object({ by: v.string(), at: described(v.string(), 'ISO 8601 UTC.') }),
      'Who saved it last, and when. Absent if that reader had no name.',
    ),
  ),
})

/** What a request may say of a view. */
type ViewMember = Exclude<keyof SavedView, 'changed'>

const member = (name: ViewMember) => v.exactOptional(v.string(`${name} must be a string.`))

export const listViews = operation({
  name: 'listViews',
  method: 'GET',
  path: '/api/views',
  summary: 'The saved views, by name.',
  answer: v.object({
    views: v.array(savedView),
    problem: described(
      v.nullable(v.string()),
      'What could not be read of the saved views, in a sentence; null if everything was read.',
    ),
  }),
  example: { address: '/api/views' },
})

export const saveView = operation({
  name: 'saveView',
  method: 'PUT',
  path: '/api/views/:name',
  summary: 'Saves a view under this name.',
  description:
    'Omitted members stay unchanged, or are empty in a new view. With `If-None-Match: *`, an existing view is not replaced. A different `name` in the body renames the view. The status is 201 for a new view.',
  body: v.strictObject(
    { name: member('name'), description: member('description'), query: member('query') },
    ({ expected, input }) =>
      expected === 'never'
        ? `Unknown member “${String(input)}”. Use name, description, query.`
        : 'The body must be a JSON object with query, description or name.',
  ),
  answer: savedView,
  problems: {
    404: 'There is no view to rename.',
    409: 'The new name is taken, or there are too many views.',
    412: 'With `If-None-Match: *`: the view already exists.',
    507: 'The view could not be stored.',
  },
  example: {
    address: '/api/views/Denied',
    body: '{"query":"errorCode=AccessDenied&range=7d","description":"Denied calls"}',
  },
})

export const deleteView = operation({
  name: 'deleteView',
  method: 'DELETE',
  path: '/api/views/:name',
  summary: 'Deletes a view.',
  problems: { 404: 'There is no such view.', 507: 'The change could not be stored.' },
  example: { address: '/api/views/Denied' },
})

/** A query saved under a name. */
export type SavedView = DeepReadonly<v.InferOutput<typeof savedView>>

export type ViewsResponse = AnswerOf<typeof listViews>

export type SaveViewRequest = RequestOf<typeof saveView>['body']

export const MOST_VIEWS = 500
export const LONGEST_NAME = 100
export const LONGEST_DESCRIPTION = 500
/** Servers accept no much longer address. */
export const LONGEST_QUERY = 8000

/**
 * Why a view cannot be saved: the member, and a sentence; null if it can. White space at the ends
 * of a name is ignored.
 */
export function problemOfView(
  view: SavedView,
): { readonly field: ViewMember; readonly reason: string } | null {
  const { name, description, query } = view
  const problem = (field: ViewMember, reason: string) => ({ field, reason })
  if (name === '') return problem('name', 'Enter a name.')
  if (name !== name.trim()) return problem('name', 'The name of a view cannot begin or end with a space.')
  if (name === '.' || name === '..')
    return problem('name', `A view cannot be named “${name}”, because an address cannot end like that.`)
  if (!isWellFormed(name) || /\p{Cc}/u.test(name))
    return problem('name', 'The name of a view must be one line of text, without control characters.')
  if (name.length > LONGEST_NAME) return problem('name', tooLong('name', LONGEST_NAME))
  if (!isWellFormed(description) || description.length > LONGEST_DESCRIPTION)
    return problem('description', tooLong('description', LONGEST_DESCRIPTION))
  if (!isWellFormed(query) || query.length > LONGEST_QUERY)
    return problem('query', tooLong('query', LONGEST_QUERY))
  return null
}

const tooLong = (what: string, most: number) =>
  `The ${what} of a view can have at most ${most.toLocaleString('en-US')} characters.`

/** Half surrogate pairs are not valid in an address or a file. */
const isWellFormed = (text: string): boolean => !/\p{Surrogate}/u.test(text)
