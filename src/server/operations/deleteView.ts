import type { Handler } from 'hono'
import type { deleteView } from '../../api/views.ts'
import type { Services } from '../services.ts'
import { noSuchView } from './saveView.ts'

export function answerDeleteView({ views: file }: Services): Handler<object, (typeof deleteView)['path']> {
  return async ({ req, body }) => {
    const name = req.param('name')
    await file.change((before) => {
      if (!before.has(name)) throw noSuchView(name)
      return new Map([...before].filter(([each]) => each !== name))
    })
    return body(null, 204)
  }
}
