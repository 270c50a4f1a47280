import type { Page } from '@playwright/test'
import { violations } from './axe.ts'
import { EventHistoryPage } from './EventHistoryPage.ts'
import { expect, test } from './fixtures.ts'
import { record, type LogRecord } from './logFiles.ts'

const LONG = 'x'.repeat(64 * 1024)

/**
 * Sixty records whose fields go round at different paces, so that every combination of a few values
 * is there.
 */
const RECORDS: readonly LogRecord[] = Array.from({ length: 60 }, (_, number) => ({
  ...record(number),
  eventName: ['DescribeInstances', 'RunInstances', 'StopInstances', 'DescribeVolumes'][number % 4],
  awsRegion: ['eu-central-1', 'us-east-1', 'eu-west-1'][number % 3],
  sourceIPAddress: ['10.1.2.3', '192.0.2.10', '10.9.9.9', 'ec2.amazonaws.com', '2001:db8::1'][number % 5],
  readOnly: number % 4 === 0 || number % 4 === 3,
  userIdentity: {
    type: 'IAMUser',
    userName: ['alice', 'bob', 'carol', 'ci', 'dan', 'eve', 'fay'][number % 7],
  },
  requestParameters: { bucketName: ['logs', 'photos'][number % 2] },
  // Seventeen different ones.
  userAgent: number === 0 ? LONG : number === 1 ? '<b>Rare/1.0</b>' : `agent-${number % 15}`,
  ...(number % 6 === 1 && { errorCode: 'AccessDenied' }),
  ...(number % 11 === 2 && { errorCode: 'Client.UnauthorizedOperation' }),
}))

type Fields = Readonly<Record<string, string>>

/** What the facets are about, by their labels; an empty text is nothing. */
const fieldsOf = (each: LogRecord): Fields => ({
  'Event name': text(each['eventName']),
  'User name': text((each['userIdentity'] as Record<string, unknown>)['userName']),
  'AWS region': text(each['awsRegion']),
  'Error code': text(each['errorCode']),
  'Source IP address': text(each['sourceIPAddress']),
  'Read-only': text(each['readOnly']),
})
const text = (value: unknown): string =>
  typeof value === 'boolean' ? String(value) : typeof value === 'string' ? value : ''

/** A filter, with what it asks of each field in plain words of this test. */
const QUERY =
  '?sourceIPAddress=10.0.0.0/8&eventName=RunInstances&eventName=StopInstances&errorCode=&userName!=bob'
const ASKS: Readonly<Record<string, (value: string) => boolean>> = {
  'Source IP address': (address) => address.startsWith('10.'),
  'Event name': (name) => name === 'RunInstances' || name === 'StopInstances',
  'Error code': (code) => code === '',
  'User name': (name) => name !== 'bob',
}

/** Values that a filter names: they show even where there are none. */
const named = (query: string, field: string): readonly string[] =>
  [...new URLSearchParams(query)].flatMap(([key, value]) =>
    (key === field || key === `${field}!`) && !value.includes('/') ? [value] : [],
  )

const FIELDS: Fields = {
  'Event name': 'eventName',
  'User name': 'userName',
  'AWS region': 'awsRegion',
  'Error code': 'errorCode',
  'Source IP address': 'sourceIPAddress',
  'Read-only': 'readOnly',
}

test('counts what plain loops over the files count; by mouse a value is taken in, kept out, alone, and all is cleared; axe finds nothing', async ({
  eventHistoryOf,
  page,
}) => {
  const eventHistory = await eventHistoryOf(RECORDS)
  await eventHistory.open(`/${QUERY}`)
  await test.step('each field is counted without its own conditions', async () => {
    for (const [label, field] of Object.entries(FIELDS)) {
      const counts = new Map(named(QUERY, field).map((value) => [value, 0]))
      for (const fields of RECORDS.map(fieldsOf)) {
        const others = Object.entries(ASKS).filter(([other]) => other !== label)
        if (others.some(([other, holds]) => !holds(fields[other]!))) continue
        counts.set(fields[label]!, (counts.get(fields[label]!) ?? 0) + 1)
      }
      const expected = Object.fromEntries([...counts].map(([value, count]) => [value || 'none', count]))
      await eventHistory.facet(label).scrollIntoViewIfNeeded()
      await expect.poll(() => shownIn(eventHistory, label), { message: label }).toEqual(expected)
    }
  })

  await test.step('a value is taken in, another beside it, kept out, alone, and all is cleared', async () => {
    await eventHistory.go()
    await eventHistory.facetValue('Event name', 'RunInstances').click()
    await expectCount(eventHistory, 15)
    await eventHistory.facetValue('Event name', 'StopInstances').click()
    await expectCount(eventHistory, 30)
    expect(tokens(page)).toEqual(['eventName=RunInstances', 'eventName=StopInstances'])
    await expect(eventHistory.filterTokens).toHaveCount(2)
    await expect(eventHistory.facetValue('Event name', 'StopInstances')).toBeChecked()
    await expect(eventHistory.facetValue('Event name', 'DescribeVolumes, 15 events')).not.toBeChecked()

    await eventHistory.facetValue('AWS region', 'us-east-1').hover()
    await eventHistory.facet('AWS region').getByRole('button', { name: 'Exclude us-east-1' }).click()
    await expectCount(eventHistory, 20)
    await expect(eventHistory.facetValue('AWS region', 'us-east-1, excluded, 10 events')).toBeVisible()

    await eventHistory.facetValue('Event name', 'DescribeVolumes').hover()
    await eventHistory.facet('Event name').getByRole('button', { name: 'Only DescribeVolumes' }).click()
    await expectCount(eventHistory, 10)
    expect(tokens(page)).toEqual(['eventName=DescribeVolumes', 'awsRegion!=us-east-1'])

    await eventHistory.filterTokens
      .first()
      .getByRole('button', { name: /^Remove/ })
      .click()
    await expectCount(eventHistory, 40)
    await expect(eventHistory.facetValue('Event name', 'DescribeVolumes')).not.toBeChecked()
    await eventHistory.facet('AWS region').getByRole('button', { name: 'Clear AWS region' }).click()
    await expectCount(eventHistory, 60)
    await page.goBack()
    await expectCount(eventHistory, 40)
  })

  await test.step('what no value stands for is said, and can be taken away', async () => {
    await eventHistory.go('/?eventName^=Run&eventName=RunInstances')
    const facet = eventHistory.facet('Event name')
    await expect(facet.getByRole('listitem').filter({ hasText: 'Also filtered:^ Run' })).toBeVisible()
    await facet.getByRole('button', { name: 'Remove ^ Run' }).click()
    await expect.poll(() => tokens(page)).toEqual(['eventName=RunInstances'])
  })

  await test.step('the rail gives way to an opened event, and comes back', async () => {
    await eventHistory.go()
    await expect(eventHistory.facets).toBeVisible()
    await eventHistory.openEvent()
    await expect(eventHistory.facets).toBeHidden()
    await eventHistory.closeDetails.click()
    await expect(eventHistory.facets).toBeVisible()
  })

  await test.step('axe finds nothing in facets with values in, out, and otherwise asked', async () => {
    await eventHistory.go('/?eventName=RunInstances&awsRegion!=us-east-1&userName^=a&errorCode=')
    await eventHistory.facetValue('AWS region', 'us-east-1, excluded').hover()
    await eventHistory.facets.getByRole('button', { name: 'Add field' }).click()
    await expect(eventHistory.facets.getByRole('combobox')).toBeVisible()
    expect(await violations(page, '[aria-label="Fields"]')).toEqual([])
  })
})

test('by keyboard: f leads there, arrows go over the values, Space, o and - choose, f leads back', async ({
  eventHistoryOf,
  page,
}) => {
  const eventHistory = await eventHistoryOf(RECORDS)
  await eventHistory.open()
  const { keyboard } = page
  const value = (name: string) => eventHistory.facetValue('Event name', name)
  await expect(value('DescribeInstances')).toBeVisible()
  await keyboard.press('f')
  await expect(eventHistory.facet('Event name').getByRole('button', { expanded: true })).toBeFocused()
  await keyboard.press('ArrowDown')
  await expect(value('DescribeInstances')).toBeFocused()
  await keyboard.press('ArrowDown')
  await keyboard.press('ArrowDown')
  await expect(value('RunInstances')).toBeFocused()
  await keyboard.press(' ')
  await expectCount(eventHistory, 15)
  // It has become the first one, and has kept the focus.
  await expect(value('RunInstances')).toBeChecked()
  await expect(value('RunInstances')).toBeFocused()
  await keyboard.press('ArrowDown')
  await keyboard.press('-')
  await expect(value('DescribeInstances, excluded')).toBeFocused()
  await keyboard.press('o')
  await expect.poll(() => tokens(page)).toEqual(['eventName=DescribeInstances'])
  await expectCount(eventHistory, 15)
  await expect(value('DescribeInstances')).toBeFocused()
  await keyboard.press('ArrowRight')
  await expect(eventHistory.facet('Event name').getByRole('button', { name: 'Only DescribeI' })).toBeFocused()
  await keyboard.press('ArrowLeft')
  await keyboard.press('ArrowUp')
  await keyboard.press('ArrowLeft')
  await expect(value('DescribeInstances')).toBeHidden()
  await keyboard.press('f')
  await expect(eventHistory.facets).toBeHidden()
  await expect(eventHistory.grid).toBeFocused()
})

test('any path can be a facet, a rare value is found among many, and a long one keeps its place; which facets there are, their order and what is pinned is kept', async ({
  eventHistoryOf,
  page,
}) => {
  const eventHistory = await eventHistoryOf(RECORDS)
  await eventHistory.open()
  const arrange = async (label: string, how: string) => {
    await eventHistory
      .facet(label)
      .getByRole('button', { name: `Options for ${label}` })
      .click()
    await page.getByRole('menuitem', { name: how }).click()
  }

  await test.step('a rare value is found among many, and a long one is shown in its place', async () => {
    await eventHistory.facets.getByRole('button', { name: 'Add field' }).click()
    await page.getByRole('combobox', { name: 'Field or JSON path' }).fill('User agent')
    await page.getByRole('option', { name: 'User agent', exact: true }).click()
    const facet = eventHistory.facet('User agent')
    await expect(facet.getByRole('checkbox')).toHaveCount(8)
    await facet.getByRole('button', { name: 'More of User agent' }).click()
    await expect(facet.getByRole('checkbox')).toHaveCount(17)
    const { width } = (await facet.boundingBox())!
    expect(width).toBeLessThan(240)
    await facet.getByRole('searchbox', { name: 'Find User agent' }).fill('rare')
    await expect(facet.getByRole('checkbox')).toHaveCount(1)
    await facet.getByRole('checkbox', { name: '<b>Rare/1.0</b>, 1 event' }).click()
    await expectCount(eventHistory, 1)
    await eventHistory.clearFilters.click()
    await expectCount(eventHistory, 60)
    await arrange('User agent', 'Remove field')
  })

  await eventHistory.facets.getByRole('button', { name: 'Add field' }).click()
  await page.getByRole('combobox', { name: 'Field or JSON path' }).fill('bucket')
  await page.getByRole('option', { name: 'requestParameters.bucketName' }).click()
  await expect
    .poll(() => shownIn(eventHistory, 'requestParameters.bucketName'))
    .toEqual({
      logs: 30,
      photos: 30,
    })
  await arrange('AWS region', 'Pin to the top')
  await arrange('Event source', 'Move up')
  await arrange('User name', 'Remove field')
  const order = ['AWS region', 'requestParameters.bucketName', 'Event source', 'Event name', 'Error code']
  await expect.poll(async () => (await labels(eventHistory)).slice(0, 5)).toEqual(order)
  await page.reload()
  await expect.poll(async () => (await labels(eventHistory)).slice(0, 5)).toEqual(order)
})

test.describe('at 390 px', () => {
  test.use({ viewport: { width: 390, height: 844 } })

  test('the facets lie over the list when they are asked for', async ({ eventHistoryOf, page }) => {
    const eventHistory = await eventHistoryOf(RECORDS)
    await eventHistory.open()
    await expect(eventHistory.facets).toBeHidden()
    await eventHistory.facetsButton.click()
    await expect(eventHistory.facetValue('Event name', 'RunInstances, 15 events')).toBeVisible()
    expect(await violations(page)).toEqual([])
    await eventHistory.facetValue('Event name', 'RunInstances').click()
    await expect(eventHistory.facetValue('Event name', 'RunInstances')).toBeChecked()
    await page.keyboard.press('Escape')
    await expect(eventHistory.facets).toBeHidden()
    await expectCount(eventHistory, 15)
    await expect(eventHistory.facetsButton).toBeFocused()
  })
})

/** The values of a facet by name, with their counts. */
async function shownIn(eventHistory: EventHistoryPage, label: string): Promise<Record<string, number>> {
  const names = await eventHistory
    .facet(label)
    .getByRole('checkbox')
    .evaluateAll((boxes) => boxes.map((box) => box.getAttribute('aria-label') ?? ''))
  return Object.fromEntries(
    names.map((name) => {
      const [, value = '', count = ''] = /^(.*?)(?:, excluded)?, (\d+) events?$/.exec(name) ?? []
      return [value, Number(count)]
    }),
  )
}

const labels = (eventHistory: EventHistoryPage): Promise<(string | null)[]> =>
  eventHistory.facets
    .getByRole('group')
    .evaluateAll((facets) => facets.map((facet) => facet.getAttribute('aria-label')))

const expectCount = (eventHistory: EventHistoryPage, count: number) =>
  expect(eventHistory.heading).toHaveText(`Event history (${count})`)

const tokens = (page: Page): readonly string[] =>
  [...new URL(page.url()).searchParams].map(([key, value]) => `${key}=${value}`)
