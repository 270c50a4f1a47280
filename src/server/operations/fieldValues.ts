import type { Handler } from 'hono'
import { fieldValues, type FieldValuesResponse } from '../../api/fieldValues.ts'
import { readParams } from '../http/readParams.ts'
import { readAsOf } from '../query/asOf.ts'
import { checkField, checkFilter } from '../query/checkFilter.ts'
import type { Services } from '../services.ts'

export function answerFieldValues({ store, now }: Services): Handler {
  return async ({ req, json }) => {
    const { filter, field, limit, prefix = '', contains = '', ...params } = readParams(fieldValues, req.url)
    await checkField(store, field, 'field')
    await checkFilter(store, filter)
    const query = { filter, asOf: readAsOf(params.asOf, store, now()) }
    const wanted = { field, limit, prefix, contains }
    return json<FieldValuesResponse>({
      field,
      ...(await store.fieldValues(query, wanted, req.raw.signal)),
    })
  }
}
