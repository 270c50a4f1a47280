import { apiPage } from './apiPage.ts'
import { openApi } from './openApi.ts'

/** The documents of the API by their names in `src/docs`. */
export const documents = (): Readonly<Record<string, string>> => ({
  'api.md': apiPage(),
  'openapi.json': `${JSON.stringify(openApi(), null, 2)}\n`,
})
