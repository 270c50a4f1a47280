import * as v from 'valibot'
import { operation } from './operation.ts'

export const describeApi = operation({
  name: 'describeApi',
  method: 'GET',
  path: '/api/openapi.json',
  summary: 'This API as an OpenAPI 3.1 document.',
  answer: v.looseObject({ openapi: v.literal('3.1.0') }),
  example: { address: '/api/openapi.json' },
})
