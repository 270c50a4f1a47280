import type { Handler } from 'hono'
import type { removeLogFile, RemoveLogFileResponse } from '../../api/removeLogFile.ts'
import { NotRemovable } from '../../store/eventStore.ts'
import { conflict, notFound, notStored } from '../http/problem.ts'
import type { Services } from '../services.ts'

export function answerRemoveLogFile({
  store,
  loader,
}: Services): Handler<object, (typeof removeLogFile)['path']> {
  return async ({ req, json }) => {
    const id = req.param('id')
    if (loader.isLoading)
      throw conflict(
        'Log files are being loaded into this event data store. Try again when loading has finished.',
      )
    const removed = /^\d{1,9}$/.test(id) ? await removedFrom(store, Number(id)) : null
    if (!removed)
      throw notFound(`There is no log file ${id} in this event data store. It may have been removed.`)
    return json<RemoveLogFileResponse>(removed)
  }
}

async function removedFrom(store: Services['store'], id: number) {
  try {
    return await store.removeLogFile(id)
  } catch (error) {
    if (error instanceof NotRemovable) throw conflict(error.message)
    throw notStored('The removal', error)
  }
}
