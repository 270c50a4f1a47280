import { expect, test } from 'vitest'
import { render } from 'vitest-browser-react'
import { countEvents } from '../../../api/countEvents.ts'
import { similarValues } from '../../../api/similarValues.ts'
import { readFilter } from '../../../filter/params.ts'
import { formatFilterText, parseFilterText } from '../../../filter/text.ts'
import { Providers } from '../../testing/Providers.tsx'
import { serveRequests } from '../../testing/serveRequests.ts'
import { NothingLeft } from './NothingLeft.tsx'
import { conditionsOf } from './relaxations.ts'

interface Answers {
  /** How many events match a filter, as text; otherwise none. */
  readonly counts?: Readonly<Record<string, number>>
  /** Values like one among the events of a filter: `userName Arjun.Voss in range=7d`. */
  readonly similar?: Readonly<Record<string, readonly (readonly [value: string, count: number])[]>>
}

async function drawn(line: string, { counts = {}, similar = {} }: Answers) {
  serveRequests((url) => {
    const query = url.searchParams
    const filter = formatFilterText(readFilter(query, ['asOf', 'field', 'to', 'limit']))
    if (url.pathname === countEvents.path) return { count: counts[filter] ?? 0, asOf: '1' }
    if (url.pathname !== similarValues.path) return undefined
    const values = similar[`${query.get('field')} ${query.get('to')} in ${filter}`] ?? []
    return { values: values.map(([value, count]) => ({ value, count })) }
  })
  const filters: string[] = []
  const filter = parseFilterText(line)
  const screen = await render(
    <NothingLeft
      filter={filter}
      conditions={conditionsOf(filter, 'Last 7 days')}
      asOf="1"
      nothingInRange="No events in the last 7 days."
      dataRange="This data covers yesterday."
      onFilter={(changed) => filters.push(formatFilterText(changed))}
    />,
    { wrapper: Providers },
  )
  const press = async (name: string) => {
    await screen.getByRole('button', { name, exact: true }).click()
    return filters.at(-1)
  }
  return { screen, press, didYouMean: screen.getByRole('list', { name: 'Did you mean' }) }
}

test('values that may be meant come with their counts, and replace the condition at a click', async () => {
  const { didYouMean, press } = await drawn('userName=Arjun.Voss errorCode!= range=7d', {
    similar: {
      'userName Arjun.Voss in errorCode!= range=7d': [
        ['arjun.voss', 2637],
        ['arjun.voss-cli', 1],
      ],
    },
  })
  await expect
    .element(didYouMean)
    .toHaveTextContent(
      'User name is Arjun.Voss: did you mean arjun.voss (2,637 events) or arjun.voss-cli (1 event)?',
    )
  expect(await press('Use arjun.voss instead of Arjun.Voss')).toBe('userName=arjun.voss errorCode!= range=7d')
})

test('a condition in a group of alternatives is replaced in its group', async () => {
  const { didYouMean, press } = await drawn('(eventName:=x OR userName=Alise) errorCode!=', {
    similar: { 'userName Alise in errorCode!=': [['alice', 3]] },
  })
  await expect
    .element(didYouMean)
    .toHaveTextContent(/^User name is Alise: did you mean alice \(3 events\)\?$/)
  expect(await press('Use alice instead of Alise')).toBe('(eventName:=x OR userName=alice) errorCode!=')
})

test('where several values are wrong, the nearest to each are taken together', async () => {
  const { didYouMean, press } = await drawn('userName=Alise eventName=stoplogging readOnly=false', {
    similar: { 'userName Alise in ': [['alice', 3]], 'eventName stoplogging in ': [['StopLogging', 5]] },
    counts: { 'readOnly=false': 40, 'userName=alice eventName=StopLogging readOnly=false': 2 },
  })
  await expect
    .element(didYouMean)
    .toHaveTextContent(
      'User name is Alise and Event name is stoplogging: did you mean alice and StopLogging (2 events)?',
    )
  expect(await press('Use alice and StopLogging')).toBe('userName=alice eventName=StopLogging readOnly=false')
})

test('a looser operator is offered, and two conditions to remove where one is not enough', async () => {
  const { screen, press } = await drawn('errorCode=Unauthorized userName=nobody readOnly=true', {
    counts: { 'readOnly=true': 4, 'errorCode:=Unauthorized userName=nobody readOnly=true': 1 },
  })
  await expect.element(screen.getByText('Remove two filters to see more:')).toBeVisible()
  const both = 'Remove both Error code is Unauthorized and User name is nobody'
  expect(await press(both)).toBe('readOnly=true')
  expect(await press('Use Error code contains Unauthorized')).toBe(
    'errorCode:=Unauthorized userName=nobody readOnly=true',
  )
  expect(await press('Remove User name is nobody')).toBe('errorCode=Unauthorized readOnly=true')
  expect(await press('Clear filters')).toBe('')
})

test('an empty time range says so, and has no conditions to correct', async () => {
  const { screen, press, didYouMean } = await drawn('range=7d', { counts: { '': 9 } })
  await expect
    .element(screen.getByText('No events in the last 7 days. This data covers yesterday.'))
    .toBeVisible()
  expect(didYouMean.elements()).toEqual([])
  expect(await press('Show all time')).toBe('')
})
