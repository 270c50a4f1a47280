import { expect, test, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { render } from 'vitest-browser-react'
import { BarChart } from './BarChart.tsx'

const LONG = 'arn:aws:sts::111122223333:assumed-role/a-role-with-a-very-long-name/and-a-long-session-name'

test('each bar says its name and value, a long name as a whole', async () => {
  const { container } = await render(
    <div style={{ inlineSize: 400 }}>
      <BarChart
        label="Events by user name"
        bars={[
          { name: LONG, value: 1200 },
          { name: 'alice', value: 300 },
        ]}
      />
    </div>,
  )
  await expect.element(page.getByRole('img', { name: `${LONG}, 1,200` })).toBeInTheDocument()
  await expect.element(page.getByRole('img', { name: 'alice, 300' })).toBeInTheDocument()
  expect(page.getByRole('list', { name: 'Events by user name' }).elements()).toHaveLength(1)
  const shown = [...container.querySelectorAll('.chart__name')].map((text) => text.textContent)
  expect(shown[0]).toMatch(/^arn:aws:.*…$/)
  const widths = [...container.querySelectorAll('.chart__bar')].map((bar) =>
    Number(bar.getAttribute('width')),
  )
  expect(widths[0]).toBeCloseTo(4 * widths[1]!)
})

test('a bar with an address is a link, by pointer and by keyboard', async () => {
  const onClick = vi.fn((domEvent: { preventDefault: () => void }) => domEvent.preventDefault())
  await render(
    <BarChart
      label="Events by user name"
      bars={[{ name: 'alice', value: 300, href: '/?userName=alice', onClick }]}
    />,
  )
  const link = page.getByRole('link', { name: 'alice, 300' })
  expect(link.element().getAttribute('href')).toBe('/?userName=alice')
  await link.click()
  await userEvent.keyboard('{Enter}')
  expect(onClick).toHaveBeenCalledTimes(2)
})
