import * as v from 'valibot'
import { described, operation, type AnswerOf } from './operation.ts'

const UPLOAD = v.object({
  id: v.string(),
  state: described(
    v.picklist(['waiting', 'loading', 'ended']),
    '`waiting` while other uploads are loaded; `ended` also if it failed or was canceled.',
  ),
  bytesRead: described(v.number(), 'How many bytes of the body were read so far.'),
  bytesStored: described(v.number(), 'Up to which byte of the body all events are stored.'),
  records: described(v.number(), 'Records stored so far. They are kept if it fails or is canceled.'),
  added: described(v.number(), 'Those of them that were new.'),
})

const problems = { 404: 'There is no such upload. The server remembers the last 100 until it is stopped.' }

export const getUpload = operation({
  name: 'getUpload',
  method: 'GET',
  path: '/api/uploads/:id',
  summary: 'The progress of an upload. Its ID is the `upload` parameter of its request.',
  answer: UPLOAD,
  problems,
  example: { address: '/api/uploads/0f4d6d2e-6a0c-4c80-9d0f-3f6a0b6c8d11' },
})

export const cancelUpload = operation({
  name: 'cancelUpload',
  method: 'DELETE',
  path: '/api/uploads/:id',
  summary: 'Cancels an upload, unless it has ended, and returns what was already stored.',
  answer: UPLOAD,
  problems,
  example: { address: '/api/uploads/0f4d6d2e-6a0c-4c80-9d0f-3f6a0b6c8d11' },
})

export type Upload = AnswerOf<typeof getUpload>
