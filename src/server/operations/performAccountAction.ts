import type { Handler } from 'hono'
import {
  listAccountActions,
  type performAccountAction,
  type PerformedActionResponse,
} from '../../api/accountActions.ts'
import { notFound, notStored } from '../http/problem.ts'
import { simulatedAccount, type Services } from '../services.ts'

export function answerPerformAccountAction({
  feed,
}: Services): Handler<object, (typeof performAccountAction)['path']> {
  return async ({ req, json }) => {
    const name = req.param('name')
    const performed = await act(simulatedAccount(feed), name)
    if (!performed)
      throw notFound(`There is no action named “${name}”. ${listAccountActions.path} lists all actions.`)
    return json<PerformedActionResponse>(performed)
  }
}

/** If the store cannot save the action, the response says so, and nothing is done. */
async function act(
  feed: NonNullable<Services['feed']>,
  name: string,
): Promise<PerformedActionResponse | null> {
  try {
    return await feed.act(name)
  } catch (error) {
    throw notStored('The action', error)
  }
}
