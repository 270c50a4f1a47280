import { beforeEach, expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { render } from 'vitest-browser-react'
import { go, usePage } from '../../models/address/useView.ts'
import { sqlPage } from '../../routes.ts'
import { Providers } from '../../testing/Providers.tsx'
import { serveRequests, type ServedRequests } from '../../testing/serveRequests.ts'
import { SqlPage } from './SqlPage.tsx'

const ID = '1f2e3d4c-0000-4000-8000-00000000000'

const RESULT = {
  columns: [
    { name: 'eventname', type: 'VARCHAR' },
    { name: 'events', type: 'BIGINT' },
  ],
  rows: [
    ['ConsoleLogin', 12],
    ['RunInstances', 3],
    [null, 1],
  ],
  truncated: false,
  events: 16,
}

let server: ServedRequests

beforeEach(() => {
  server = serveRequests((url) => {
    if (url.pathname === '/api/events/values')
      return { field: '', values: [{ value: "O'Neil", count: 3 }], distinct: 1 }
    if (url.pathname === '/api/sql/table') return {}
    return undefined
  })
})

const statements = () =>
  server.all.filter(({ url, method }) => url.pathname === '/api/sql' && method === 'POST')
const answerLast = (result: unknown = RESULT) => statements().at(-1)!.answer(result)
const editor = page.getByRole('textbox', { name: 'SQL query' })
const grid = page.getByRole('grid', { name: 'Result' })
const run = page.getByRole('button', { name: 'Run', exact: true })

function ShownPage() {
  const shown = usePage()
  return shown.kind === 'sql' ? <SqlPage page={shown} /> : <p>Went to {shown.kind}</p>
}

const open = async (query = '') => {
  go(sqlPage(query), 'replace')
  return render(<ShownPage />, { wrapper: Providers })
}

const currentQuery = () => new URLSearchParams(location.search).get('query')

test('at first there is an example, which Run runs, and the address names it', async () => {
  await open()
  await expect.element(editor).toHaveTextContent(/SELECT eventname, count\(\*\) AS events/)
  expect(statements()).toEqual([])
  await run.click()
  await expect.poll(currentQuery).toMatch(/^SELECT eventname/)
  answerLast()
  await expect.element(page.getByText('3 rows, from 16 events, in')).toBeVisible()
  await expect.element(grid).toHaveAttribute('aria-rowcount', '4')
  await expect.element(grid.getByRole('gridcell', { name: 'NULL' })).toBeVisible()
  await expect
    .element(grid.getByRole('link', { name: 'ConsoleLogin' }))
    .toHaveAttribute('href', '/?eventName=ConsoleLogin')
})

test('a link runs its statement, and the way back shows the result of the one before', async () => {
  await open('SELECT eventname, 1 FROM cloudtrail_logs')
  await expect.poll(() => statements().length).toBe(1)
  answerLast()
  await expect.element(grid).toBeVisible()
  await typeAtEnd(' LIMIT 1{Control>}{Enter}{/Control}')
  await expect.poll(() => statements().length).toBe(2)
  answerLast({ ...RESULT, rows: [['RunInstances', 3]] })
  await expect.element(page.getByText('1 row, from 16 events')).toBeVisible()
  go(sqlPage('SELECT eventname, 1 FROM cloudtrail_logs'))
  await expect.element(page.getByText('3 rows, from 16 events')).toBeVisible()
  await expect.element(editor).not.toHaveTextContent('LIMIT')
  expect(statements().length).toBe(2)
})

test('a statement that takes a moment says what goes on, and can be canceled', async () => {
  await open('SELECT 1')
  await page.getByRole('button', { name: 'Cancel' }).click()
  await expect.poll(() => statements()[0]?.isCalledOff()).toBe(true)
  await expect.element(page.getByText('Canceled. The query is no longer running.')).toBeVisible()
  await run.click()
  await expect.poll(() => statements().length).toBe(2)
  await expect.poll(() => server.open('/api/sql').some(({ method }) => method === 'GET')).toBe(true)
  for (const { method, answer } of server.open('/api/sql'))
    if (method === 'GET') answer({ events: 1_000_000, ready: 412_000, isPreparing: true })
  await expect.element(page.getByText(': 412,000 of 1,000,000')).toBeVisible()
  answerLast()
  await expect.element(grid).toBeVisible()
})

test('a problem is said and marked in its place, and the result before it stays', async () => {
  await open('SELECT eventname FROM cloudtrail_logs')
  await expect.poll(() => statements().length).toBe(1)
  answerLast()
  await expect.element(grid).toBeVisible()
  go(sqlPage('SELECT eventname\nFROM nowhere'))
  await expect.poll(() => statements().length).toBe(2)
  statements()[1]!.refuse(400, 'Invalid query', { detail: 'There is no table nowhere.', position: 22 })
  await expect.element(page.getByRole('alert')).toHaveTextContent('There is no table nowhere.')
  await expect.element(grid).toBeVisible()
  const marked = document.querySelector('.sql-editor')!.shadowRoot!.querySelector('.sql-editor-problem')
  expect(marked?.textContent).toBe('nowhere')
  await page.getByRole('button', { name: 'Go to line 2, column 6' }).click()
  await userEvent.keyboard('is')
  await expect.element(editor).toHaveTextContent(/FROM isnowhere/)
})

test('a statement that is too long is not sent', async () => {
  await open(`SELECT '${'x'.repeat(8000)}'`)
  await expect
    .element(page.getByRole('alert'))
    .toHaveTextContent(/has 8,009 characters. It can have at most 8,000/)
  await run.click()
  expect(statements()).toEqual([])
})

test('values are suggested within a text, and columns and functions elsewhere', async () => {
  await open('SELECT 1 FROM cloudtrail_logs WHERE useridentity.sessioncontext.sessionissuer')
  await typeAtEnd('.us')
  const option = (name: RegExp) => page.getByRole('option', { name })
  await expect.element(option(/^useridentity.sessioncontext.sessionissuer.username/)).toBeVisible()
  await userEvent.keyboard('{Tab} = ')
  await userEvent.keyboard("'O")
  await expect.element(option(/O'Neil.*3 events/)).toBeVisible()
  const asked = server.all.find(({ url }) => url.pathname === '/api/events/values')
  expect(asked?.url.searchParams.get('field')).toBe('userIdentity.sessionContext.sessionIssuer.userName')
  await userEvent.keyboard('{Tab}')
  await expect
    .element(editor)
    .toHaveTextContent(/WHERE useridentity.sessioncontext.sessionissuer.username = 'O''Neil'$/)
})

async function typeAtEnd(text: string): Promise<void> {
  ;(editor.element() as HTMLElement).focus()
  await userEvent.keyboard(`{Control>}{End}{/Control}${text}`)
}

test('Tab leaves the editor when no suggestions are shown', async () => {
  await open('SELECT 1')
  await userEvent.click(editor)
  await userEvent.keyboard('{Escape}{Tab}')
  await expect.element(run.or(page.getByRole('button', { name: 'Cancel' }))).toHaveFocus()
})

test('the result is read by keyboard, and a value can be seen as a whole', async () => {
  await open('SELECT eventid, requestparameters AS p FROM cloudtrail_logs')
  await expect.poll(() => statements().length).toBe(1)
  const long = `{"bucketName":"${'b'.repeat(300)}","n":12345678901234567890}`
  answerLast({
    columns: [
      { name: 'eventid', type: 'VARCHAR' },
      { name: 'p', type: 'VARCHAR' },
    ],
    rows: Array.from({ length: 10_000 }, (_, at) => [
      at < 9 ? ID + at : null,
      at === 9999 ? long : `row ${at}`,
    ]),
    truncated: true,
    events: 20_000,
  })
  await expect.element(grid).toHaveAttribute('aria-rowcount', '10001')
  grid.element().focus()
  await userEvent.keyboard('{Control>}{End}{/Control}')
  await expect.poll(() => activeCell()?.textContent).toMatch(/^\{"bucketName"/)
  expect(grid.element().querySelectorAll('[role="row"]').length).toBeLessThan(80)
  await userEvent.keyboard('{Enter}')
  await expect
    .element(page.getByRole('region', { name: 'Value' }))
    .toHaveTextContent(/"n": 12345678901234567890/)
  await userEvent.keyboard('{Escape}')
  await expect.element(grid).toHaveFocus()
  await userEvent.keyboard('{Control>}{Home}{/Control}{ArrowDown}')
  await expect.poll(() => activeCell()?.textContent).toBe(`${ID}1`)
  await expect
    .element(page.getByRole('link', { name: 'Show these 9 events' }))
    .toHaveAttribute('href', expect.stringContaining(`eventID=${ID}0&eventID=${ID}1`))
})

function activeCell(): Element | null {
  return document.getElementById(grid.element().getAttribute('aria-activedescendant') ?? '')
}

test('a chart of the shape is in the address, and other shapes say why there is none', async () => {
  await open('SELECT eventname, count(*) AS events FROM cloudtrail_logs GROUP BY 1')
  await expect.poll(() => statements().length).toBe(1)
  answerLast()
  await page.getByRole('button', { name: 'Chart' }).click()
  await expect.element(page.getByRole('list', { name: 'events by eventname' })).toBeVisible()
  expect(location.search).toContain('shows=chart')
  go({ ...sqlPage('SELECT 1'), shows: 'chart' as const })
  await expect.poll(() => statements().length).toBe(2)
  answerLast({ columns: [{ name: 'a', type: 'VARCHAR' }], rows: [['x']], truncated: false, events: 1 })
  await expect.element(page.getByText('A chart needs a column of numbers')).toBeVisible()
})

test('a query is saved under a name, found by its words, run by a click, and deleted', async () => {
  await open('SELECT 42 AS answer')
  await page.getByRole('button', { name: 'Save' }).click()
  await userEvent.keyboard('The answer{Enter}')
  await expect.element(page.getByRole('dialog')).not.toBeInTheDocument()
  go(sqlPage(''))
  await expect.element(page.getByRole('heading', { name: 'Saved by you' })).toBeVisible()
  await page.getByRole('searchbox', { name: 'Search queries' }).fill('answer 42')
  await expect.element(page.getByRole('heading', { level: 3 })).toHaveTextContent('Saved by you')
  await page.getByRole('button', { name: 'Delete The answer' }).click()
  await expect.element(page.getByText('No query matches')).toBeVisible()
  await page.getByRole('button', { name: 'Undo' }).click()
  await page.getByRole('link', { name: /^The answer/ }).click()
  await expect.poll(currentQuery).toBe('SELECT 42 AS answer')
})
