import type { Handler } from 'hono'
import type { deleteView } from '../../api/views.ts'
import { readerName } from '../http/readers.ts'
import type { Services } from '../services.ts'
import { noSuchView } from './saveView.ts'

export function answerDeleteView({ views: kept }: Services): Handler<object, (typeof deleteView)['path']> {
  return async (context) => {
    const name = context.req.param('name')
    await kept.change((before) => {
      if (!before.has(name)) throw noSuchView(name)
      return new Map([...before].filter(([each]) => each !== name))
    }, readerName(context))
    return context.body(null, 204)
  }
}
