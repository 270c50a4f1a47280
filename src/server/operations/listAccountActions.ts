import type { Handler } from 'hono'
import { ACTIONS } from '../../account/actions.ts'
import type { AccountActionsResponse } from '../../api/accountActions.ts'
import { simulatedAccount, type Services } from '../services.ts'

export function answerListAccountActions({ feed }: Services): Handler {
  return ({ json }) => {
    simulatedAccount(feed)
    return json<AccountActionsResponse>({ actions: ACTIONS })
  }
}
