import { Hono } from 'hono'
import {
  MOST_VIEWS,
  problemOfView,
  VIEWS,
  type SavedView,
  type SaveViewRequest,
  type ViewsResponse,
} from '../../api/views.ts'
import { withoutAccessToken } from '../../filter/accessToken.ts'
import { foldCase } from '../../filter/foldCase.ts'
import type { JsonFile } from '../kept/jsonFile.ts'
import type { Pace } from '../http/pace.ts'
import { badRequest, notFound, ProblemError } from '../http/problem.ts'
import { readJsonBody } from '../http/requestBody.ts'
import type { SavedViews } from '../kept/savedViews.ts'

const MEMBERS = ['name', 'description', 'query'] as const
/** The longest view there is, each character as six of an escape, and to spare. */
const MOST_BYTES = 64 * 1024

/** The views that people saved: list, save, rename, delete. */
export function viewRoutes(file: JsonFile<SavedViews>, pace: Pace): Hono {
  return new Hono()
    .get(VIEWS, async (context) => {
      const views = [...(await file.read()).values()].toSorted(byName)
      return context.json<ViewsResponse>({ views, problem: file.problem })
    })
    .put(`${VIEWS}/:name`, async (context) => {
      const name = context.req.param('name')
      const request = readRequest(await readJsonBody(context, MOST_BYTES, pace))
      let isNew = false
      const views = await file.change((before) => {
        isNew = !before.has(name)
        return withView(before, name, request, context.req.header('if-none-match') === '*')
      })
      return context.json<SavedView>(views.get(request.name ?? name)!, isNew ? 201 : 200)
    })
    .delete(`${VIEWS}/:name`, async (context) => {
      const name = context.req.param('name')
      await file.change((before) => {
        if (!before.has(name)) throw noSuchView(name)
        return new Map([...before].filter(([each]) => each !== name))
      })
      return context.body(null, 204)
    })
}

/** Whatever the case; names that differ in it alone are two all the same. */
function byName(a: SavedView, b: SavedView): number {
  const [first, second] = [foldCase(a.name), foldCase(b.name)]
  return first === second ? (a.name < b.name ? -1 : 1) : first < second ? -1 : 1
}

function withView(
  before: SavedViews,
  name: string,
  request: SaveViewRequest,
  mustBeNew: boolean,
): SavedViews {
  const old = before.get(name)
  if (old && mustBeNew)
    throw new ProblemError({
      title: 'There already',
      status: 412,
      detail: `There is a view “${name}” already: give another name, or replace it.`,
      field: 'name',
    })
  const view = { name, description: '', query: '', ...old, ...request }
  const isRenamed = view.name !== name
  if (isRenamed && !old) throw noSuchView(name)
  if (isRenamed && before.has(view.name))
    throw new ProblemError({
      title: 'Name taken',
      status: 409,
      detail: `There is a view “${view.name}” already: give another name.`,
      field: 'name',
    })
  const problem = problemOfView(view)
  if (problem) throw badRequest(problem.field, problem.reason)
  if (!old && before.size >= MOST_VIEWS)
    throw new ProblemError({
      title: 'Too many views',
      status: 409,
      detail: `There are ${MOST_VIEWS} views, which is the most: delete one that is not needed.`,
    })
  return old
    ? new Map([...before.values()].map((each) => (each === old ? [view.name, view] : [each.name, each])))
    : new Map([...before, [name, view]])
}

function readRequest(body: unknown): SaveViewRequest {
  if (typeof body !== 'object' || body === null || Array.isArray(body))
    throw badRequest('body', 'The body must be a JSON object with query, description or name.')
  const request: Partial<Record<keyof SavedView, string>> = {}
  for (const [member, value] of Object.entries(body)) {
    const known = MEMBERS.find((each) => each === member)
    if (!known) throw badRequest(member, `A view has no “${member}”: it has ${MEMBERS.join(', ')}.`)
    if (typeof value !== 'string') throw badRequest(member, `${member} must be a text.`)
    request[known] = known === 'query' ? withoutAccessToken(value) : value
  }
  return request
}

const noSuchView = (name: string) => notFound(`There is no view “${name}”: ${VIEWS} lists them.`)
