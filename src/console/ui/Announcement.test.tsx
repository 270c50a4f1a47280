import { expect, test } from 'vitest'
import { page } from 'vitest/browser'
import { render } from 'vitest-browser-react'
import { announce, speak } from './announce.ts'
import { Announcement } from './Announcement.tsx'

test('what was done is shown and announced; what the page shows already is only announced', async () => {
  await render(<Announcement />)
  const region = page.getByRole('status')
  announce('Starred')
  await expect.element(region).toHaveTextContent('Starred')
  expect(region.element().querySelector('.announcement__text')).not.toBeNull()
  speak('1,200 events')
  await expect.element(region).toHaveTextContent('1,200 events')
  expect(region.element().querySelector('.announcement__text')).toBeNull()
})

test('the same announcement again changes the region, so that it is heard again', async () => {
  await render(<Announcement />)
  const region = page.getByRole('status').element()
  speak('No events')
  await expect.poll(() => region.textContent).toBe('No events')
  speak('No events')
  await expect.poll(() => region.textContent).toBe('No events\u00a0')
  speak('No events')
  await expect.poll(() => region.textContent).toBe('No events')
})
