import type { Page } from '@playwright/test'
import { benchRow, type BenchRow } from '../row.ts'
import { whatToAsk } from '../server/whatToAsk.ts'
import { FELT_AT_ONCE } from '../targets.ts'
import { FACETS_COUNTED, LIST_SETTLED } from './conditions.ts'
import { paintedAfter, untilShown } from './probes.ts'

const TIMES = 9

/** Single keys in the list, each to the frame that shows the result. */
export async function measureShortcuts(page: Page, origin: string): Promise<BenchRow[]> {
  const { users } = await whatToAsk({ origin })
  await page.goto(origin)
  await untilShown(page, FACETS_COUNTED)
  await page.waitForLoadState('networkidle')
  await page.getByRole('grid', { name: 'Events' }).focus()
  return [
    await paletteRow(page),
    await starRow(page),
    await viewsRow(page),
    await completionRow(page),
    await groupRow(page, origin, users),
  ]
}

async function paletteRow(page: Page): Promise<BenchRow> {
  const options = (shown: boolean) =>
    `(document.querySelector('.palette [role=option]') !== null) === ${shown}`
  const taken: number[] = []
  for (let turn = 0; turn <= TIMES; turn++) {
    taken.push(await paintedAfter(page, { key: 'k' }, options(true), () => page.keyboard.press('Control+k')))
    await page.keyboard.press('Escape')
    await untilShown(page, options(false))
  }
  return benchRow('palette opened', 'ms', taken.slice(1), FELT_AT_ONCE)
}

/** Kept in the file of notes before it is shown. */
async function starRow(page: Page): Promise<BenchRow> {
  const taken: number[] = []
  await page.keyboard.press('j')
  for (let turn = 0; turn < TIMES; turn++) {
    const starred = `document.querySelector('.event-row-active .star-button[aria-pressed=true]') !== null`
    taken.push(await paintedAfter(page, { key: 's' }, starred, () => page.keyboard.press('s')))
    // So that the next run finds none.
    await page.keyboard.press('s')
    await untilShown(page, `!(${starred})`)
    await page.keyboard.press('j')
  }
  return benchRow('event starred', 'ms', taken, FELT_AT_ONCE)
}

/** The presets in the window, each with its exact count. */
async function viewsRow(page: Page): Promise<BenchRow> {
  const counts =
    "[...document.querySelectorAll('.view-row__count')].filter((count) => /\\d/.test(count.textContent))"
  // Once, since they are cached afterwards.
  const took = await paintedAfter(page, { key: 'v' }, `${counts}.length >= 4`, () => page.keyboard.press('v'))
  await page.keyboard.press('Escape')
  await untilShown(page, `${counts}.length === 0`)
  return benchRow('views opened, with counts of four presets', 'ms', [took])
}

/** Values of the data with their counts, in the filter as text. */
async function completionRow(page: Page): Promise<BenchRow> {
  await page.keyboard.press('e')
  const text = page.getByRole('combobox', { name: 'Filter as text' })
  const suggested =
    "/\\d event/.test(document.querySelector('.filter-text-host')?.shadowRoot?.querySelector('[role=listbox]')?.textContent)"
  const taken: number[] = []
  for (const field of [
    'eventName',
    'eventSource',
    'userName',
    'awsRegion',
    'errorCode',
    'userIdentity.type',
  ]) {
    await text.fill(field)
    taken.push(await paintedAfter(page, { key: '=' }, suggested, () => page.keyboard.press('=')))
    await page.keyboard.press('Escape')
    await text.fill('')
    await untilShown(page, `!(${suggested})`)
  }
  await page.keyboard.press('Escape')
  await page.keyboard.press('e')
  return benchRow('suggestions in the filter as text', 'ms', taken, FELT_AT_ONCE)
}

/** Every turn another user, whose events were not grouped before. */
async function groupRow(page: Page, origin: string, users: readonly string[]): Promise<BenchRow> {
  const grouped = `new URLSearchParams(location.search).get('group') === 'repeats' && ${LIST_SETTLED} && / rows?$/.test(document.querySelector('h1').textContent)`
  const taken: number[] = []
  for (const user of users.slice(0, TIMES)) {
    await page.goto(`${origin}/?userName=${encodeURIComponent(user)}`)
    await untilShown(page, LIST_SETTLED)
    await page.waitForLoadState('networkidle')
    const button = page.getByRole('button', { name: 'Group repeats' })
    taken.push(await paintedAfter(page, 'click', grouped, () => button.click()))
  }
  return benchRow('events of a user grouped', 'ms', taken)
}
