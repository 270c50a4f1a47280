import { operation } from './operation.ts'
import { store } from './parameters.ts'

export const getEvent = operation({
  name: 'getEvent',
  method: 'GET',
  path: '/api/events/:id',
  summary: 'The record of an event, byte for byte as it was in the log file.',
  params: { store },
  answer: { mediaTypes: ['application/json'] },
  problems: { 404: 'There is no such event.' },
  example: { address: '/api/events/EVENT-ID' },
})
