import { expect, test } from 'vitest'
import { render } from 'vitest-browser-react'
import { listedEvent } from '../../testing/listedEvent.ts'
import { Providers } from '../../testing/Providers.tsx'
import type { Zone } from '../../ui/time.ts'
import { CompareEvents } from './CompareEvents.tsx'

const compared = (zone: Zone, ...numbers: readonly number[]) =>
  render(
    <CompareEvents
      events={numbers.map((number) => {
        const event = listedEvent(number)
        const recordText = JSON.stringify({ eventTime: event.eventTime, awsRegion: 'eu-central-1' })
        return { id: event.id, event, recordText, problem: null }
      })}
      onlyDifferences={false}
      zone={zone}
      addressOf={(id) => `/events/${id}`}
      onOpen={() => {}}
      onRemove={() => {}}
    />,
    { wrapper: Providers },
  )

const cells = (row: number) =>
  [...document.querySelectorAll(`tbody tr:nth-child(${row}) td`)].map(({ textContent }) => textContent)

test('times have the form of all other times, in the zone that was chosen', async () => {
  const screen = await compared('utc', 1, 2)
  expect(cells(1)).toEqual(['2026-03-01 00:01:00 UTC', '2026-03-01 00:02:00 UTC'])
  expect(cells(2)).toEqual(['eu-central-1', 'eu-central-1'])
  await screen.unmount()
  await compared('local', 1, 2)
  expect(cells(1)[0]).toMatch(/:01:00 UTC[+-]\d\d:00$/)
})

test('one event alone says to select another', async () => {
  const screen = await compared('utc', 1)
  await expect.element(screen.getByRole('status')).toHaveTextContent('Select at least two events')
})
