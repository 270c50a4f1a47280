import * as v from 'valibot'
import { described, operation, type AnswerOf } from './operation.ts'
import { store } from './parameters.ts'

export const removeLogFile = operation({
  name: 'removeLogFile',
  method: 'DELETE',
  path: '/api/log-files/:id',
  summary: 'Removes a log file and its events from the event data store.',
  description:
    'Events that another log file also contains are kept. The file on disk is not touched and can be loaded again. Snapshots (`asOf`), pages and downloads from before the removal get 410.',
  params: { store },
  answer: v.object({
    name: v.string(),
    removed: described(v.number(), 'Events that were removed.'),
    kept: described(v.number(), 'Events that were kept because another log file contains them too.'),
  }),
  problems: {
    404: 'There is no such log file.',
    409: 'Log files are being loaded, or this one was loaded by an earlier version.',
    507: 'It could not be removed.',
  },
  example: { address: '/api/log-files/0' },
})

export type RemoveLogFileResponse = AnswerOf<typeof removeLogFile>
