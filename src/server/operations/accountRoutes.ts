import { Hono } from 'hono'
import { ACTIONS } from '../../account/actions.ts'
import {
  ACCOUNT_ACTIONS,
  type AccountActionsResponse,
  type PerformedActionResponse,
} from '../../api/accountActions.ts'
import type { AccountFeed } from '../account/accountFeed.ts'
import { notFound, notStored } from '../http/problem.ts'

/** What a learner may do in the simulated account. Log files are nobody's account: there nothing can be done. */
export function accountRoutes(feed: Pick<AccountFeed, 'act'> | null): Hono {
  const account = () => {
    if (feed) return feed
    throw notFound('This console shows log files, in which nothing can be done: start it without a path.')
  }
  return new Hono()
    .get(ACCOUNT_ACTIONS, (context) => {
      account()
      return context.json<AccountActionsResponse>({ actions: ACTIONS })
    })
    .post(`${ACCOUNT_ACTIONS}/:name`, async (context) => {
      const name = context.req.param('name')
      const performed = await act(account(), name)
      if (!performed) throw notFound(`There is no action “${name}”: ${ACCOUNT_ACTIONS} lists them.`)
      return context.json<PerformedActionResponse>(performed)
    })
}

/** A store that cannot keep what is done says so, and nothing is done. */
async function act(feed: Pick<AccountFeed, 'act'>, name: string): Promise<PerformedActionResponse | null> {
  try {
    return await feed.act(name)
  } catch (error) {
    throw notStored('What you did', error)
  }
}
