import type { Handler } from 'hono'
import type { StoresResponse } from '../../api/stores.ts'
import type { Services } from '../services.ts'

export function answerListStores({ stores }: Services): Handler {
  return async ({ json }) => json<StoresResponse>({ stores: await stores.list() })
}
