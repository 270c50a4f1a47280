import { expect, test } from 'vitest'
import { render } from 'vitest-browser-react'
import type { CloudTrailEvent } from '../../../cloudtrail/event.ts'
import { listedEvent } from '../../testing/listedEvent.ts'
import { Providers } from '../../testing/Providers.tsx'
import type { EventRowProps } from './EventRow.tsx'
import { EventRowBoundary } from './EventRowBoundary.tsx'

const REST: Omit<EventRowProps, 'row'> = {
  columns: ['eventName', 'userName', 'resourceName'],
  top: 0,
  zone: 'utc',
  titleZone: 'UTC',
  active: false,
  activeColumn: -1,
  arrivedIn: null,
  gap: null,
  open: false,
  selected: false,
  notes: undefined,
  onPress: () => {},
  onStar: () => {},
  linkQuery: '',
  onOpen: () => {},
  onToggleExpanded: () => {},
}

const list = (events: readonly CloudTrailEvent[]) => (
  <div role="grid">
    {events.map((event, index) => (
      <EventRowBoundary
        key={event.id}
        {...REST}
        row={{ original: { index, offset: index, member: 0, event, isExpanded: false } }}
      />
    ))}
  </div>
)

test('a cell that throws leaves the other cells of its row and the other rows, and is drawn again when its data changes', async () => {
  const caught: unknown[] = []
  const whole = listedEvent(2, {
    eventName: 'StopInstances',
    userName: 'alice',
    resources: [{ resourceType: 'AWS::EC2::Instance', resourceName: 'i-1' }],
  })
  const broken = { ...whole, resources: null as never }
  const screen = await render(list([listedEvent(1), broken]), {
    wrapper: Providers,
    createRootOptions: { onCaughtError: (error) => caught.push(error) },
  })
  await expect.element(screen.getByText('can’t be displayed')).toBeVisible()
  expect(screen.getByText('can’t be displayed').elements()).toHaveLength(1)
  await expect.element(screen.getByRole('link', { name: 'StopInstances' })).toBeVisible()
  await expect.element(screen.getByRole('gridcell', { name: 'alice' })).toBeVisible()
  await expect.element(screen.getByRole('link', { name: 'DescribeInstances' })).toBeVisible()
  // Once for the row as a whole, and once for the cell when the row is drawn again.
  expect(caught).toHaveLength(2)

  await screen.rerender(list([listedEvent(1), whole]))
  await expect.element(screen.getByRole('gridcell', { name: 'i-1' })).toBeVisible()
  expect(screen.getByText('can’t be displayed').elements()).toEqual([])
})
