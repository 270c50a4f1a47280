import type { Page } from '@playwright/test'
import { benchRow, type BenchRow } from '../row.ts'
import { whatToAsk } from '../server/whatToAsk.ts'
import { FELT_AT_ONCE } from '../targets.ts'
import { FACETS_COUNTED, LIST_SETTLED, settledOn } from './conditions.ts'
import { paintedAfter, untilShown } from './probes.ts'

const TIMES = 9
const MENU = '[role=menu]:popover-open [role=menuitem]'

/**
 * What a person does who investigates: each time from the key or the click to the frame that shows
 * the result.
 */
export async function measureInvestigating(page: Page, origin: string): Promise<BenchRow[]> {
  const { eventNames, users } = await whatToAsk({ origin })
  const start = async (query: string) => {
    await page.goto(origin + query)
    await untilShown(page, FACETS_COUNTED)
    await page.waitForLoadState('networkidle')
  }
  return [
    await facetRow(page, start),
    await zoomRow(page, start),
    await menuRow(page, start),
    await aroundRow(page, start),
    await nothingFoundRow(page, start, eventNames, users),
  ]
}

type Start = (query: string) => Promise<void>

/** Each value of one field once, alone. */
async function facetRow(page: Page, start: Start): Promise<BenchRow> {
  await start('/')
  const facet = page.getByRole('group', { name: 'Event name', exact: true })
  const values = await facet
    .getByRole('checkbox')
    .evaluateAll((boxes) =>
      boxes.map((box) => box.getAttribute('aria-label')?.replace(/, [\d,]+ events?$/, '')),
    )
  const taken: number[] = []
  for (const value of values.filter((each) => each !== undefined).slice(0, TIMES)) {
    const box = facet.getByRole('checkbox', { name: new RegExp(`^${value},`) })
    taken.push(await paintedAfter(page, 'click', settledOn('eventName', value), () => box.click()))
    await goBack(page, '')
  }
  return benchRow('facet value clicked to painted rows', 'ms', taken, FELT_AT_ONCE)
}

/** One bar after another. */
async function zoomRow(page: Page, start: Start): Promise<BenchRow> {
  await start('/')
  const plot = page.locator('.histogram__plot')
  const { width, height } = (await plot.boundingBox())!
  const taken: number[] = []
  for (let turn = 0; turn < TIMES; turn++) {
    const position = { x: width * (0.2 + (turn / TIMES) * 0.6), y: height * 0.6 }
    const zoomed = `new URLSearchParams(location.search).has('startTime') && ${LIST_SETTLED}`
    taken.push(await paintedAfter(page, 'click', zoomed, () => plot.click({ position })))
    await goBack(page, '')
  }
  return benchRow('bar of the histogram clicked to painted rows', 'ms', taken, FELT_AT_ONCE)
}

async function menuRow(page: Page, start: Start): Promise<BenchRow> {
  await start('/')
  await page.getByRole('grid', { name: 'Events' }).focus()
  const taken: number[] = []
  for (let turn = 0; turn < TIMES; turn++) {
    await page.keyboard.press('j')
    await page.keyboard.press('ArrowRight')
    const opened = `document.querySelector('${MENU}') !== null`
    taken.push(await paintedAfter(page, { key: '.' }, opened, () => page.keyboard.press('.')))
    await page.keyboard.press('Escape')
    await untilShown(page, `document.querySelector('${MENU}') === null`)
  }
  return benchRow('value menu opened', 'ms', taken, FELT_AT_ONCE)
}

/** All counts around an event, about thirty numbers. Every turn has another event. */
async function aroundRow(page: Page, start: Start): Promise<BenchRow> {
  await start('/?readOnly=false')
  await page.getByRole('grid', { name: 'Events' }).focus()
  await page.keyboard.press('j')
  await page.keyboard.press('Enter')
  const around = page.getByRole('button', { name: 'Around this event' })
  const counted = `document.querySelectorAll('.around-event a').length > 4 && document.querySelector('.around-event [role=img]') === null`
  const taken: number[] = []
  for (let turn = 0; turn < TIMES; turn++) {
    taken.push(await paintedAfter(page, 'click', counted, () => around.click()))
    await around.click()
    const before = page.url()
    await page.keyboard.press(']')
    await untilShown(page, `location.href !== ${JSON.stringify(before)}`)
    await page.waitForLoadState('networkidle')
  }
  return benchRow('counts around an event', 'ms', taken)
}

/** How many events match without each condition, if none match all of them. */
async function nothingFoundRow(
  page: Page,
  start: Start,
  eventNames: readonly string[],
  users: readonly string[],
): Promise<BenchRow> {
  const input = page.getByRole('combobox', { name: 'Filter events' })
  const ways =
    "[...document.querySelectorAll('main li')].filter((way) => /^[\\d,]+ events? without /.test(way.textContent))"
  const taken: number[] = []
  for (let turn = 0; turn < TIMES; turn++) {
    await start(`/?eventName=${eventNames[turn]}&userName=${users[turn]}`)
    await input.fill(`awsRegion=nowhere-${turn}`)
    taken.push(await paintedAfter(page, { key: 'Enter' }, `${ways}.length === 3`, () => input.press('Enter')))
  }
  return benchRow('nothing found, and the count without each condition', 'ms', taken)
}

/** By Back, until the list and its fields are shown again. */
async function goBack(page: Page, search: string): Promise<void> {
  await page.goBack()
  await untilShown(
    page,
    `location.search === ${JSON.stringify(search)} && ${LIST_SETTLED} && ${FACETS_COUNTED}`,
  )
}
