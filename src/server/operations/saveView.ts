import type { Handler } from 'hono'
import {
  listViews,
  MOST_VIEWS,
  problemOfView,
  saveView,
  type SavedView,
  type SaveViewRequest,
} from '../../api/views.ts'
import { withoutAccessToken } from '../../filter/accessToken.ts'
import { badRequest, notFound, ProblemError } from '../http/problem.ts'
import { readerName } from '../http/readers.ts'
import { readJsonBody } from '../http/requestBody.ts'
import type { SavedViews } from '../kept/savedViews.ts'
import type { Services } from '../services.ts'

/** Enough for the longest view with each character as an escape of six. */
const MOST_BYTES = 64 * 1024

export function answerSaveView({
  views: kept,
  bodyPace,
  now,
}: Services): Handler<object, (typeof saveView)['path']> {
  return async (context) => {
    const name = context.req.param('name')
    const request = await readJsonBody(saveView.body, context, MOST_BYTES, bodyPace)
    let isNew = false
    const who = readerName(context)
    const changed = who === null ? {} : { changed: { by: who, at: new Date(now()).toISOString() } }
    const views = await kept.change((before) => {
      isNew = !before.has(name)
      return withView(before, name, { ...request, ...changed }, context.req.header('if-none-match') === '*')
    }, who)
    return context.json<SavedView>(views.get(request.name ?? name)!, isNew ? 201 : 200)
  }
}

function withView(
  before: SavedViews,
  name: string,
  request: SaveViewRequest & Pick<SavedView, 'changed'>,
  mustBeNew: boolean,
): SavedViews {
  const old = before.get(name)
  if (old && mustBeNew)
    throw new ProblemError({
      title: 'Name taken',
      status: 412,
      detail: `There is already a view named “${name}”. Choose another name, or replace it.`,
      field: 'name',
    })
  const { changed: _, ...kept } = old ?? {}
  const asked = { name, description: '', query: '', ...kept, ...request }
  const view = { ...asked, query: withoutAccessToken(asked.query) }
  const isRenamed = view.name !== name
  if (isRenamed && !old) throw noSuchView(name)
  if (isRenamed && before.has(view.name))
    throw new ProblemError({
      title: 'Name taken',
      status: 409,
      detail: `There is already a view named “${view.name}”. Choose another name.`,
      field: 'name',
    })
  const problem = problemOfView(view)
  if (problem) throw badRequest(problem.field, problem.reason)
  if (!old && before.size >= MOST_VIEWS)
    throw new ProblemError({
      title: 'Too many views',
      status: 409,
      detail: `There are already ${MOST_VIEWS} views, which is the maximum. Delete one first.`,
    })
  return old
    ? new Map([...before.values()].map((each) => (each === old ? [view.name, view] : [each.name, each])))
    : new Map([...before, [name, view]])
}

export const noSuchView = (name: string) =>
  notFound(`There is no view named “${name}”. ${listViews.path} lists all views.`)
