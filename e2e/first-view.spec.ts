import type { Page } from '@playwright/test'
import { expect, test } from './fixtures.ts'

const FIRST_VIEW = '.first-view'

const OWN_COLUMNS =
  '/?userName=root&order=oldest&columns=awsRegion,eventName,eventTime,userAgent&widths=,240&wrap=true'

for (const [width, height, colorScheme, density, addresses] of [
  [1440, 900, 'light', 'comfortable', ['/', OWN_COLUMNS, '/?range=30d&text=bucket']],
  [1440, 900, 'dark', 'compact', ['/?range=30d']],
  [390, 844, 'dark', 'comfortable', ['/', OWN_COLUMNS]],
] as const) {
  test.describe(`at ${width} x ${height}, ${colorScheme}, ${density}`, () => {
    test.use({ colorScheme, viewport: { width, height } })

    for (const address of addresses) {
      test(`the first events of ${address} stand where the page itself then puts them`, async ({
        eventHistory,
        page,
      }) => {
        const letPageCome = await holdPageBack(page)
        await page.addInitScript(
          (state) => localStorage.setItem('event-history-preferences', JSON.stringify({ state, version: 0 })),
          { density },
        )
        await page.goto(eventHistory.origin + address)
        await expect(page.locator(`${FIRST_VIEW} .event-row`).first()).toBeVisible()
        const before = await places(page)
        letPageCome()
        await eventHistory.grid.waitFor()
        await expect(page.locator(FIRST_VIEW)).toHaveCount(0)
        expect(await places(page)).toEqual(before)
        await expect(eventHistory.filterInput).toBeVisible()
        await expect(eventHistory.histogram).toBeVisible()
        expect(await places(page)).toEqual(before)
      })
    }
  })
}

test('an event chosen in the first view is open when the page itself comes', async ({
  eventHistory,
  page,
}) => {
  const letPageCome = await holdPageBack(page)
  await page.goto(eventHistory.origin)
  await page.locator(`${FIRST_VIEW} .event-row-name`).nth(2).click()
  letPageCome()
  await expect(eventHistory.record).toBeVisible()
  await expect(eventHistory.rows.nth(2)).toHaveAttribute('aria-current', 'true')
})

for (const address of [
  '/',
  '/?range=all',
  '/?userName=root&order=oldest&event=e1&wrap=true',
  '/?text=%3E%22%E2%80%AE%20%3C/script%3E&group=repeats:5',
  '/?columns=eventName,requestParameters.bucketName,resource&eventName!=A&eventName!=B%7CC',
  '/?startTime=2026-01-01T00:00:00Z',
]) {
  test.describe(() => {
    // There is no such event, which the page hears while the test ends.
    test.use({ expectedProblems: address.includes('event=') ? [/status of 404/] : [] })

    test(`the first events of ${address} are requested once, ahead of the page's code`, async ({
      eventHistory,
      page,
    }) => {
      const starts: string[] = []
      const said: string[] = []
      page.on('request', (request) => {
        const { pathname, search, searchParams } = new URL(request.url())
        if (pathname === '/api/events' && searchParams.get('offset') === '0') starts.push(pathname + search)
      })
      page.on('console', (message) => message.text().includes('preload') && said.push(message.text()))
      const letPageCome = await holdPageBack(page)
      const response = await page.goto(eventHistory.origin + address)
      letPageCome()
      await expect(eventHistory.heading).toContainText(/\(\d/)
      expect(starts).toHaveLength(1)
      expect(response?.headers()['link']).toBe(`<${starts[0]}>; rel=preload; as=fetch; crossorigin`)
      expect(said).toEqual([])
    })
  })
}

test('the page itself does not ask again for the first events of the last 30 days', async ({
  eventHistory,
  page,
}) => {
  const starts: (string | null)[] = []
  page.on('request', (request) => {
    const { pathname, searchParams } = new URL(request.url())
    if (pathname === '/api/events' && searchParams.get('offset') === '0')
      starts.push(searchParams.get('startTime'))
  })
  await page.goto(`${eventHistory.origin}/?range=30d`)
  await expect(eventHistory.histogram).toBeVisible()
  expect(starts).toEqual([expect.stringMatching(/Z$/)])
})

test('there is no first view where something else will stand', async ({ eventHistory, page }) => {
  const letPageCome = await holdPageBack(page)
  for (const address of ['/load-report', '/?event=some-event', '/?endTime=no-time']) {
    const script = page.waitForRequest(PAGE)
    await page.goto(eventHistory.origin + address)
    await script
    await expect(page.locator(FIRST_VIEW)).toHaveCount(0)
  }
  letPageCome()
})

const PAGE = /\/assets\/start-[^/]*\.js$/

/** Holds the page's own code back until what is returned is called. */
async function holdPageBack(page: Page): Promise<() => void> {
  let letCome = () => {}
  const held = new Promise<void>((resolve) => (letCome = resolve))
  await page.route(PAGE, async (route) => {
    await held
    await route.continue().catch(() => {})
  })
  return letCome
}

/** Where the parts of the list are that the window shows, what they say, and in which colours. */
function places(page: Page): Promise<readonly (readonly string[])[]> {
  const parts = [
    '.top-bar',
    '.top-bar-title',
    '.event-list',
    '.event-list-header-label',
    '.event-row-name',
    'time',
  ]
  return page.evaluate(
    (selectors) =>
      selectors.map((selector) =>
        Array.from(document.querySelectorAll(selector))
          .flatMap((element) => {
            const { x, y, width, height } = element.getBoundingClientRect()
            if (y >= innerHeight) return []
            const { color, font } = getComputedStyle(element)
            return `${[x, y, width, height].map(Math.round).join(' ')} ${color} ${font} ${selector === '.event-list' || selector === '.top-bar' ? '' : element.textContent}`
          })
          .slice(0, 12),
      ),
    parts,
  )
}
