import { readFile } from 'node:fs/promises'
import type { Locator, Page } from '@playwright/test'
import { violations } from './axe.ts'
import { expect, test } from './fixtures.ts'
import { record, type LogRecord } from './logFiles.ts'
import { expectAllInReach } from './reach.ts'

const NAMES = ['GetObject', 'PutObject', 'AssumeRole', 'RunInstances', 'Decrypt']
const USERS = ['alice', 'bob', 'carol', 'dan', 'eve', 'fay', 'gus', 'hal', 'ida', 'jon', 'kim', 'lea', 'max']

/** 180 records of three days, whose fields go round at different paces. */
const RECORDS: readonly LogRecord[] = Array.from({ length: 180 }, (_, number) => ({
  ...record(number),
  eventTime: new Date(Date.parse('2026-03-02T00:00:00Z') + number * 24 * 60_000)
    .toISOString()
    .replace('.000', ''),
  eventName: NAMES[(number * number) % 5],
  // Nobody acted in every seventh.
  userIdentity:
    number % 7 === 0
      ? { type: 'AWSService', invokedBy: 'ec2.amazonaws.com' }
      : { type: 'IAMUser', userName: USERS[(number * 7) % 13] },
  awsRegion: number % 3 === 0 ? 'us-east-1' : 'eu-central-1',
  // Two of three names each.
  resources: ['a', 'b', 'c']
    .filter((_name, index) => index !== number % 3)
    .map((name) => ({ ARN: `arn:aws:s3:::${name}`, type: 'AWS::S3::Bucket' })),
}))

const userOf = ({ userIdentity }: LogRecord) => (userIdentity as { userName?: string }).userName

const numberOf = async (link: Locator) => Number((await link.textContent())!.replaceAll(',', ''))
const heading = (page: Page, title: string) => page.getByRole('heading', { level: 1, name: title })
const breakdownOf = (page: Page) => page.locator('.breakdown:not([data-stale])')

/** Follows a number to its events, which are exactly so many, and comes back. */
async function expectEvents(page: Page, link: Locator): Promise<void> {
  const count = await numberOf(link)
  const counted = page.url()
  await link.click()
  await expect(heading(page, `Event history (${count})`)).toBeVisible()
  await page.goBack()
  await expect(page).toHaveURL(counted)
  await expect(breakdownOf(page)).toBeVisible()
}

test('counts what a plain loop counts, and each number leads to exactly its events', async ({
  eventHistoryOf,
  page,
}) => {
  const eventHistory = await eventHistoryOf(RECORDS)
  await eventHistory.open('/?awsRegion=eu-central-1')
  await page.getByRole('button', { name: 'Breakdown' }).click()
  await expect(heading(page, 'Breakdown (120)')).toBeVisible()

  await test.step('by event name, from the page of events', async () => {
    const expected: Record<string, number> = {}
    for (const each of RECORDS.filter(({ awsRegion }) => awsRegion === 'eu-central-1'))
      expected[String(each['eventName'])] = (expected[String(each['eventName'])] ?? 0) + 1
    const rows = page.locator('.top-values tbody tr')
    await expect(rows).toHaveCount(Object.keys(expected).length)
    for (const [name, count] of Object.entries(expected))
      await expect(page.getByRole('link', { name: `${name}, ${count} events` })).toBeVisible()
    await expectEvents(page, page.getByRole('link', { name: /^GetObject/ }))
  })

  await test.step('by a field that is chosen by keyboard; others and none are exact too', async () => {
    await page.getByRole('button', { name: /^Events by Event name/ }).focus()
    await page.keyboard.press('Enter')
    await page.keyboard.type('user name')
    await page.keyboard.press('Enter')
    await expect(page.getByRole('button', { name: /^Events by User name/ })).toBeFocused()
    await expect(page).toHaveURL(/\/breakdown\?by=userName&awsRegion=eu-central-1$/)
    await expect(page.getByText('Others (3 more values)')).toBeVisible()
    const counted = RECORDS.filter(({ awsRegion }) => awsRegion === 'eu-central-1')
    await expect(
      page.getByRole('link', { name: `(none), ${counted.filter((each) => !userOf(each)).length} events` }),
    ).toBeVisible()
    await expectEvents(page, page.getByRole('link', { name: /^Others/ }))
    await expectEvents(page, page.getByRole('link', { name: /^\(none\)/ }))
  })

  await test.step('a field with several values in an event', async () => {
    await page.goto(`${eventHistory.origin}/breakdown?by=resourceName`)
    await expect(page.getByText('Some events have several values of Resource name')).toBeVisible()
    const sum = await page
      .locator('.top-values tbody .breakdown-number')
      .evaluateAll((links) => links.reduce((total, link) => total + Number(link.textContent), 0))
    expect(sum).toBe(360)
    for (const link of await page.locator('.top-values tbody .breakdown-number').all())
      await expectEvents(page, link)
  })

  await test.step('a field that no event has', async () => {
    await page.goto(`${eventHistory.origin}/breakdown?by=requestParameters.nothing`)
    await expect(page.getByText('No matching event has a value of requestParameters.nothing.')).toBeVisible()
    await expectEvents(page, page.getByRole('link', { name: /^\(none\)/ }))
  })
})

test('two fields: a grid by keyboard, whose address gives the same numbers, and whose cells are exact', async ({
  eventHistoryOf,
  page,
}) => {
  const eventHistory = await eventHistoryOf(RECORDS)
  await page.goto(`${eventHistory.origin}/breakdown?by=userName&userName=alice&userName=bob&userName=carol`)
  await page
    .getByRole('radio', { name: 'Two fields' })
    .or(page.getByRole('button', { name: 'Two fields' }))
    .click()
  const grid = page.getByRole('grid', { name: 'Events by User name and Event name' })
  await expect(grid).toBeVisible()
  const matching = RECORDS.filter((each) => ['alice', 'bob', 'carol'].includes(userOf(each) ?? ''))
  for (const user of ['alice', 'bob', 'carol']) {
    for (const name of NAMES) {
      const count = matching.filter((each) => userOf(each) === user && each['eventName'] === name).length
      const cell = grid.getByRole('link', { name: new RegExp(`^${user}, ${name}, ${count} events?$`) })
      await expect(cell).toHaveCount(count === 0 ? 0 : 1)
    }
  }
  const texts = () => grid.getByRole('gridcell').allTextContents()
  const before = await texts()
  await page.reload()
  await expect(grid).toBeVisible()
  expect(await texts()).toEqual(before)

  // One tab stop, in which the arrows move.
  await grid.locator('[tabindex="0"]').focus()
  await page.keyboard.press('End')
  await page.keyboard.press('Control+Home')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowRight')
  const place = await page.evaluate(() => {
    const cell = document.activeElement!.closest('td')!
    return [(cell.parentElement as HTMLTableRowElement).rowIndex, cell.cellIndex]
  })
  expect(place).toEqual([2, 2])
  await expect(grid.locator('[tabindex="0"]')).toHaveCount(1)
  await page.keyboard.press('Control+End')
  await page.keyboard.press('Enter')
  await expect(heading(page, `Event history (${matching.length})`)).toBeVisible()
  await page.goBack()
  await expectEvents(page, grid.locator('tbody td a').nth(1))
  await expectEvents(page, grid.locator('tfoot td a').first())
})

test('over time: the chart is read and used by keyboard, and its times lead to their events', async ({
  eventHistoryOf,
  page,
}) => {
  const eventHistory = await eventHistoryOf(RECORDS)
  await page.goto(`${eventHistory.origin}/breakdown?by=eventName&over=time`)
  const chart = page.getByRole('group', { name: 'Events by Event name over time' })
  const cursor = chart.getByRole('slider', { name: 'Values' })
  await cursor.focus()
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('ArrowDown')
  const [, name, count] = /, (\w+) (\d+)$/.exec((await cursor.getAttribute('aria-valuetext'))!)!
  await page.keyboard.press('Enter')
  await expect(heading(page, `Event history (${count})`)).toBeVisible()
  await expect(eventHistory.filterTokens).toHaveText([new RegExp(`Event name.*${name}`)])
  await page.goBack()
  await expect(chart).toBeVisible()
  const sums = await chart
    .getByRole('row')
    .evaluateAll((rows) =>
      rows.reduce(
        (sum, row) => sum + [...row.querySelectorAll('td')].reduce((s, td) => s + Number(td.textContent), 0),
        0,
      ),
    )
  expect(sums, 'every event is in a bucket of a line').toBe(180)
})

test('pictures and numbers can be downloaded', async ({ eventHistoryOf, page }) => {
  const eventHistory = await eventHistoryOf(RECORDS)
  const download = async (format: string) => {
    const coming = page.waitForEvent('download')
    await page.getByRole('button', { name: 'Download breakdown' }).click()
    await page.getByRole('menuitem', { name: new RegExp(`Download as ${format}`) }).click()
    const file = await coming
    return { name: file.suggestedFilename(), bytes: await readFile(await file.path()) }
  }
  for (const [query, title, texts] of [
    ['by=userName', 'events-by-user-name', ['Events by User name', 'alice', '(none)']],
    ['by=userName&and=eventName', 'events-by-user-name-and-event-name', ['GetObject', 'alice', '180']],
    ['by=eventName&over=time', 'events-by-event-name-over-time', ['GetObject', 'Mar 3']],
  ] as const) {
    await page.goto(`${eventHistory.origin}/breakdown?${query}`)
    await expect(breakdownOf(page)).toBeVisible()
    const svg = await download('SVG')
    expect(svg.name).toBe(`${title}.svg`)
    const shown = await page.evaluate((text) => {
      const parsed = new DOMParser().parseFromString(text, 'image/svg+xml')
      if (parsed.querySelector('parsererror')) throw new Error(parsed.documentElement.textContent)
      return [...parsed.querySelectorAll('text')].map((each) => each.textContent)
    }, svg.bytes.toString())
    expect(shown).toEqual(expect.arrayContaining([...texts]))
    expect(svg.bytes.toString()).not.toMatch(/var\(|href|class=|color\(/)
    const png = await download('PNG')
    expect(png.name).toBe(`${title}.png`)
    const picture = await page.evaluate(
      async (bytes) => {
        const image = await createImageBitmap(new Blob([Uint8Array.from(bytes)]))
        const canvas = new OffscreenCanvas(image.width, image.height).getContext('2d')!
        canvas.drawImage(image, 0, 0)
        const { data } = canvas.getImageData(0, 0, image.width, image.height)
        return { width: image.width, colours: new Set(new Uint32Array(data.buffer)).size }
      },
      [...png.bytes],
    )
    expect(picture.width).toBeGreaterThan(800)
    expect(picture.colours).toBeGreaterThan(20)
  }
  const csv = await download('CSV')
  expect(csv.bytes.toString()).toMatch(/^Start time,(?:\w+,)+\w+\r\n2026-03-02T00:00:00Z,/)
})

test('says what is missing: nothing matches, an unknown field', async ({ eventHistoryOf, page }) => {
  const eventHistory = await eventHistoryOf(RECORDS)
  await page.goto(`${eventHistory.origin}/breakdown?by=eventName&userName=nobody`)
  await expect(page.getByText('No events match this filter')).toBeVisible()
  await page.goto(`${eventHistory.origin}/breakdown?by=eventName`)
  await expect(breakdownOf(page)).toBeVisible()
})

test.describe('a field that does not exist', () => {
  test.use({ expectedProblems: [/400/] })
  test('is named, and the numbers before stay', async ({ eventHistoryOf, page }) => {
    const eventHistory = await eventHistoryOf(RECORDS)
    await page.goto(`${eventHistory.origin}/breakdown?by=eventName`)
    await expect(breakdownOf(page)).toBeVisible()
    await page.getByRole('button', { name: /^Events by Event name/ }).click()
    await page.keyboard.type('nosuch')
    await page.keyboard.press('Enter')
    await expect(page.getByText(/“nosuch” is not a field/)).toBeVisible()
    await expect(page.getByText('GetObject', { exact: true })).toBeVisible()
  })
})

for (const query of ['by=eventName', 'by=userName&and=eventName', 'by=eventName&over=time&others=show']) {
  test(`axe finds nothing, and every control can be used at every width: ${query}`, async ({
    eventHistoryOf,
    page,
  }) => {
    const eventHistory = await eventHistoryOf(RECORDS)
    await page.setViewportSize({ width: 1440, height: 900 })
    await page.goto(`${eventHistory.origin}/breakdown?${query}`)
    await expect(breakdownOf(page)).toBeVisible()
    expect(await violations(page)).toEqual([])
    for (const width of [360, 390, 560, 768, 1024, 1440, 1920]) {
      await page.setViewportSize({ width, height: 900 })
      await expectAllInReach(page, query)
    }
    await page.setViewportSize({ width: 390, height: 844 })
    expect(await violations(page)).toEqual([])
  })
}
