import { userEvent } from 'vitest/browser'
import { expect, test } from 'vitest'
import { page } from 'vitest/browser'
import { render } from 'vitest-browser-react'
import type { CoverageResponse } from '../../../api/integrity.ts'
import { Providers } from '../../testing/Providers.tsx'
import type { CellPlace } from './coverageCells.ts'
import { CoverageMap } from './CoverageMap.tsx'

const START = Date.parse('2026-01-01T00:00:00Z')

function coverageOf(rows: number, columns: number): CoverageResponse {
  const cells = <T,>(of: (column: number) => T) => Array.from({ length: columns }, (_, column) => of(column))
  return {
    interval: 'PT1H',
    startTimes: cells((column) => `${new Date(START + column * 3_600_000).toISOString().slice(0, 19)}Z`),
    rows: Array.from({ length: rows }, (_, row) => ({
      accountId: '111122223333',
      region: `region-${row}`,
      counts: cells((column) => (column % 3 === 0 ? column + row : 0)),
      events: cells((column) => (['events', 'no-events', 'no-data'] as const)[column % 3]!),
      validation: cells((column) => (column % 3 === 2 ? 'gap' : 'covered')),
    })),
    rowsTotal: rows,
    withoutTime: 0,
  }
}

async function shown(coverage: CoverageResponse) {
  const cells: CellPlace[] = []
  const rows: number[] = []
  await render(
    <div style={{ inlineSize: 800 }}>
      <CoverageMap
        coverage={coverage}
        selected={null}
        zone="utc"
        isDark={false}
        onCell={(cell) => cells.push(cell)}
        onRow={(row) => rows.push(row)}
      />
    </div>,
    { wrapper: Providers },
  )
  const grid = page.getByRole('grid', { name: 'Coverage by account, Region and time' })
  return { grid, cells, rows }
}

test('by keyboard, the active cell says what is known of it, and Enter shows its events', async () => {
  const { grid, cells } = await shown(coverageOf(3, 48))
  await expect.element(grid).toHaveAttribute('aria-colcount', '48')
  grid.element().focus()
  await userEvent.keyboard('{Home}{ArrowDown}{ArrowRight}{ArrowRight}')
  const cell = page.getByRole('gridcell', {
    name: '2026-01-01 02:00 UTC to 2026-01-01 03:00 UTC, region-1, 111122223333: No data: no events, and no digest file says that there were none. Gap: no digest file covers it, though others do before or after.',
  })
  await expect.element(cell).toBeInTheDocument()
  expect(grid.element().getAttribute('aria-activedescendant')).toBe(cell.element().id)
  await userEvent.keyboard('{Enter}')
  expect(cells).toEqual([{ row: 1, column: 2 }])
  await userEvent.keyboard('{End}{ArrowRight}{ArrowDown}{ArrowDown}{ArrowDown}{Enter}')
  expect(cells.at(-1)).toEqual({ row: 2, column: 47 })
})

test('a year of hours is drawn only where it is visible, from its newest end, and a click finds the cell', async () => {
  const { grid, cells, rows } = await shown(coverageOf(20, 8760))
  const scroller = grid.element()
  await expect.poll(() => scroller.scrollLeft + scroller.clientWidth).toBeGreaterThan(8760 * 8 - 2)
  const canvas = scroller.querySelector('canvas')!
  expect(canvas.width).toBeLessThanOrEqual(800 * devicePixelRatio)
  const pixels = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height).data
  expect(pixels.some((value) => value > 0)).toBe(true)
  await grid.click({ position: { x: scroller.clientWidth - 3, y: 26 * 4 + 8 } })
  expect(cells).toEqual([{ row: 4, column: 8759 }])
  await page.getByRole('button', { name: 'region-7, 111122223333' }).click()
  expect(rows).toEqual([7])
})

test('of many accounts and Regions, the first are shown until all of them are wanted', async () => {
  const { grid } = await shown(coverageOf(60, 24))
  await expect.element(grid).toHaveAttribute('aria-rowcount', '25')
  await page.getByRole('button', { name: 'Show all 60 rows' }).click()
  await expect.element(grid).toHaveAttribute('aria-rowcount', '60')
})
