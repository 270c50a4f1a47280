/** `GET /api/views`: the views that people saved. */
export const VIEWS = '/api/views'

/** A question that somebody saved under a name. */
export interface SavedView {
  /** Unique, as it is written. */
  readonly name: string
  /** What it is for, in a sentence; empty when nobody said. */
  readonly description: string
  /** What a link to it has behind its `?`: filter, time range, order and columns. */
  readonly query: string
}

export interface ViewsResponse {
  /** By name. */
  readonly views: readonly SavedView[]
  /** What the file of views cannot say, and where it is; null when it was read as a whole. */
  readonly problem: string | null
}

/**
 * `PUT /api/views/NAME` saves under that name, in the place of what was there; with `If-None-Match: *` a view that is there is kept, and
 * the answer is a 412. Where the body has another `name`, the view is renamed: a 409 when that one is taken. `DELETE /api/views/NAME`.
 */
export const viewPath = (name: string): string => `${VIEWS}/${encodeURIComponent(name)}`

/** The body of a PUT. What is left out stays as it was, or is empty in a new view. */
export type SaveViewRequest = Partial<SavedView>

export const MOST_VIEWS = 500
export const LONGEST_NAME = 100
export const LONGEST_DESCRIPTION = 500
/** No server takes a much longer address. */
export const LONGEST_QUERY = 8000

/** Why a view cannot be saved so: the member, and a sentence; null when it can. White space at the ends of a name is not part of it. */
export function problemOfView(
  view: SavedView,
): { readonly field: keyof SavedView; readonly reason: string } | null {
  const { name, description, query } = view
  const problem = (field: keyof SavedView, reason: string) => ({ field, reason })
  if (name === '' || name !== name.trim())
    return problem('name', 'A view needs a name that begins and ends with a character.')
  if (name === '.' || name === '..')
    return problem('name', `A view cannot be called “${name}”: no address ends so.`)
  if (!isWellFormed(name) || /\p{Cc}/u.test(name))
    return problem('name', 'A view’s name is one line of text, without control characters.')
  if (name.length > LONGEST_NAME) return problem('name', tooLong('name', LONGEST_NAME))
  if (!isWellFormed(description) || description.length > LONGEST_DESCRIPTION)
    return problem('description', tooLong('description', LONGEST_DESCRIPTION))
  if (!isWellFormed(query) || query.length > LONGEST_QUERY)
    return problem('query', tooLong('query', LONGEST_QUERY))
  return null
}

const tooLong = (what: string, most: number) =>
  `A view’s ${what} has ${most.toLocaleString('en-US')} characters at most.`

/** Halves of a surrogate pair have no place in an address, nor in a file. */
const isWellFormed = (text: string): boolean => !/\p{Surrogate}/u.test(text)
