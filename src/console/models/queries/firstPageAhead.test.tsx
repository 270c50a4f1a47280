import { expect, test } from 'vitest'
import { lookupEvents } from '../../../api/lookupEvents.ts'
import { parseFilterText } from '../../../filter/text.ts'
import { serveRequests } from '../../testing/serveRequests.ts'
import { go } from '../address/useView.ts'
import { HOME } from '../address/view.ts'
import './firstPageAhead.ts'
import { refresh } from './refreshes.ts'

test('the events of another query are requested before anything is rendered, once', () => {
  go(HOME)
  const { all } = serveRequests(({ pathname }) =>
    pathname === lookupEvents.path ? { events: [], asOf: '1' } : undefined,
  )
  const asked = () =>
    all
      .filter(({ url }) => url.pathname === lookupEvents.path)
      .map(({ url }) => url.searchParams.get('userName'))
  go({ filter: parseFilterText('userName=alice') })
  expect(asked()).toEqual(['alice'])
  go({ openEvent: 'a' })
  expect(asked()).toEqual(['alice'])
  refresh()
  expect(asked()).toEqual(['alice', 'alice'])
  go({ kind: 'event-details', id: 'a', view: HOME })
  expect(asked()).toHaveLength(2)
})
