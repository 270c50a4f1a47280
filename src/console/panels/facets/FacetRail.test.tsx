import { expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { render } from 'vitest-browser-react'
import { fieldValues } from '../../../api/fieldValues.ts'
import { countEvents } from '../../../api/countEvents.ts'
import { getValidation } from '../../../api/integrity.ts'
import { EVERYTHING, type Filter } from '../../../filter/filter.ts'
import { parseFilterText } from '../../../filter/text.ts'
import { currentPreferences, prefer } from '../../models/preferences/usePreferences.ts'
import { Providers } from '../../testing/Providers.tsx'
import { serveRequests } from '../../testing/serveRequests.ts'
import { changeFacet } from './facetList.ts'
import { FacetRail } from './FacetRail.tsx'

/** The number of default facets. */
const FACETS = 9

/** One value for each facet, and no event without one. */
const answerTo = (url: URL) =>
  url.pathname === countEvents.path
    ? { count: 0 }
    : { field: url.searchParams.get('field'), values: [{ value: 'seen', count: 3 }], distinct: 1 }

/**
 * `asOf` is the state of the store that the rows on screen were read in; undefined while they are
 * requested.
 */
const rail = (filter: Filter, asOf?: string) => (
  <FacetRail
    failed={false}
    filter={filter}
    query={asOf === undefined ? undefined : { filter, asOf }}
    onFilter={() => {}}
    onClose={() => {}}
    expandToViewport={false}
  />
)

test('at most three facets are requested at once, and each response starts the next one', async () => {
  await page.viewport(1440, 2000)
  const requests = serveRequests()
  const screen = await render(rail(EVERYTHING, '1'), { wrapper: Providers })
  const open = () => [...requests.open(fieldValues.path), ...requests.open(countEvents.path)]
  // Each facet requests its values, and then the number of events without one.
  for (let sent = 3; sent <= 2 * FACETS; sent++) {
    await expect.poll(() => requests.all.length).toBe(sent)
    expect(open()).toHaveLength(3)
    const [first] = open()
    first!.answer(answerTo(first!.url))
  }
  for (const { url, answer } of open()) answer(answerTo(url))
  await expect.poll(() => screen.getByRole('checkbox', { name: 'seen' }).elements()).toHaveLength(FACETS)
  expect(requests.all).toHaveLength(2 * FACETS)
})

test('requests that another query makes needless are canceled, and waiting ones are never sent', async () => {
  const requests = serveRequests()
  const { rerender } = await render(rail(EVERYTHING, '1'), { wrapper: Providers })
  await expect.poll(() => requests.all.length).toBe(3)
  const filter = parseFilterText('userName=alice')
  await rerender(rail(filter))
  await expect.poll(() => requests.all.every(({ isCalledOff }) => isCalledOff())).toBe(true)
  expect(requests.all).toHaveLength(3)
  await rerender(rail(filter, '2'))
  await expect.poll(() => requests.all.length).toBe(6)
  expect(requests.all.slice(3).map(({ url }) => url.searchParams.get('asOf'))).toEqual(['2', '2', '2'])
})

test('a facet that is collapsed or scrolled away is not requested', async () => {
  await page.viewport(1440, 400)
  prefer({ facets: changeFacet(currentPreferences().facets, 'eventName', { folded: true }) })
  const requests = serveRequests(answerTo)
  const screen = await render(
    <div style={{ blockSize: 300, overflow: 'auto' }}>{rail(EVERYTHING, '1')}</div>,
    { wrapper: Providers },
  )
  const isAsked = (field: string) => requests.all.some(({ url }) => url.searchParams.get('field') === field)
  await expect.element(screen.getByRole('checkbox', { name: 'seen' }).first()).toBeVisible()
  expect(isAsked('eventSource')).toBe(true)
  expect([isAsked('eventName'), isAsked('readOnly')]).toEqual([false, false])
  await screen.getByRole('button', { name: 'Event name', exact: true }).click()
  screen.getByRole('group', { name: 'Read-only' }).element().scrollIntoView()
  await expect.poll(() => [isAsked('eventName'), isAsked('readOnly')]).toEqual([true, true])
})

test('Escape closes the field in which one to add is typed, and the focus goes back to its button', async () => {
  serveRequests((url) =>
    url.pathname === getValidation.path ? undefined : { ...answerTo(url), paths: [], distinct: 0 },
  )
  const screen = await render(rail(EVERYTHING), { wrapper: Providers })
  const button = screen.getByRole('button', { name: 'Add field' })
  const input = screen.getByRole('combobox', { name: 'Field or JSON path' })
  for (const typed of ['', 'region']) {
    await button.click()
    await expect.element(input).toHaveFocus()
    await userEvent.keyboard(`${typed}{Escape}`)
    await expect.element(input).not.toBeInTheDocument()
    await expect.element(button).toHaveFocus()
  }
})

test('the values of Integrity are said in words', async () => {
  prefer({ facets: [{ field: 'integrity', folded: false, pinned: false }] })
  serveRequests((url) =>
    url.pathname === countEvents.path
      ? { count: 0 }
      : { field: 'integrity', values: [{ value: 'not-covered', count: 3 }], distinct: 1 },
  )
  const screen = await render(rail(EVERYTHING, '1'), { wrapper: Providers })
  await expect
    .element(screen.getByRole('checkbox', { name: 'Not covered, 3 events' }))
    .toHaveTextContent('Not covered3')
})
