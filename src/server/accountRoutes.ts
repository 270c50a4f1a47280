import { Hono } from 'hono'
import { ACTIONS } from '../account/actions.ts'
import {
  ACCOUNT_ACTIONS,
  type AccountActionsResponse,
  type PerformedActionResponse,
} from '../api/accountActions.ts'
import type { AccountFeed } from './accountFeed.ts'
import { notFound } from './problem.ts'

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
    .post(`${ACCOUNT_ACTIONS}/:name`, (context) => {
      const name = context.req.param('name')
      const performed = account().act(name)
      if (!performed) throw notFound(`There is no action “${name}”: ${ACCOUNT_ACTIONS} lists them.`)
      return context.json<PerformedActionResponse>(performed)
    })
}
