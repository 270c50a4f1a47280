import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { ask } from '../src/testing/ask.ts'
import { violations } from './axe.ts'
import type { RunningConsole } from '../src/testing/runningConsole.ts'
import { EventHistoryPage } from './EventHistoryPage.ts'
import { expect, test } from './fixtures.ts'
import { eventID, record, writeLogFile } from './logFiles.ts'

/** Newest first: 6, 5, … 1; the odd ones list buckets. */
const RECORDS = [1, 2, 3, 4, 5, 6].map((number) =>
  record(number, number % 2 ? { eventName: 'ListBuckets', eventSource: 's3.amazonaws.com' } : {}),
)

interface Notes {
  readonly eventNotes: readonly { readonly id: string; readonly tags?: readonly string[] }[]
}

const REFUSAL = '{"title":"Not stored","detail":"The disk is full."}'

const star = (history: EventHistoryPage, row: number) =>
  history.rows.nth(row).getByRole('button', { name: /^Star / })
const marked = (history: EventHistoryPage, row: number, text: string) =>
  expect(history.rows.nth(row).locator('[data-field="tag"]')).toContainText(text)

test('by mouse: events are starred, tagged and commented, found by it, and downloaded with it; a kill loses nothing', async ({
  folder,
  ownServerWith,
  page,
}) => {
  const logs = await writeLogFile(join(folder, 'logs'), 'a.json', RECORDS)
  const store = join(folder, 'store')
  const started = (seed: string): Promise<RunningConsole> =>
    ownServerWith('--data', store, '--seed', seed, logs)
  let server = await started('1')
  let history = new EventHistoryPage(page, server.origin)
  await history.open()
  await expect(history.rows).toHaveCount(6)

  await star(history, 0).click()
  await expect(star(history, 0)).toHaveAttribute('aria-pressed', 'true')
  await expect(history.closeDetails).toBeHidden()

  await history.openEvent(history.rows.nth(1))
  const details = history.details
  await details.getByRole('button', { name: 'Add note' }).click()
  await details.getByRole('combobox', { name: 'Add a tag' }).fill('exfil, <img src=x>')
  await details.getByRole('combobox', { name: 'Add a tag' }).press('Enter')
  await expect(details.getByRole('list', { name: 'Tags' }).getByRole('listitem')).toHaveText([
    '<img src=x>',
    'exfil',
  ])
  await details.getByRole('textbox', { name: 'Comment' }).fill('=1+1\nAsk Alice \u202e')
  await details.getByRole('button', { name: /^Star/ }).click()
  await expect(details.getByText('Saved', { exact: true })).toBeVisible()
  await marked(history, 1, '+1')
  expect(await violations(page)).toEqual([])

  await details.getByRole('button', { name: 'Actions for the tag exfil' }).click()
  await history.menuItem('Filter for').first().click()
  await expect(history.heading).toContainText('(1)')
  await expect(history.rows).toHaveCount(1)

  // What made the row match goes: the row stays where it is until the list is refreshed.
  await details.getByRole('button', { name: 'Remove the tag exfil' }).click()
  await marked(history, 0, '<img src=x>')
  await expect(history.rows).toHaveCount(1)
  await expect(history.heading).toContainText('(1)')
  await history.refresh.click()
  await expect(history.heading).toContainText('(0)')
  await history.open('/?starred=true')
  await expect(history.heading).toContainText('(2)')

  await page.goto('about:blank')
  await server.stop('SIGKILL')
  server = await started('2')
  history = new EventHistoryPage(page, server.origin)
  await history.open('/?starred=true&comment:=alice')
  await expect(history.rows).toHaveCount(1)
  await history.openEvent()
  await expect(history.details.getByRole('textbox', { name: 'Comment' })).toHaveValue(
    '=1+1\nAsk Alice \u202e',
  )
  await history.downloadEvents.click()
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('menuitem', { name: /^Download as JSON, with notes/ }).click(),
  ])
  const file = JSON.parse(await readFile(await download.path(), 'utf8')) as Notes & { Records: unknown[] }
  expect(file.Records).toEqual([RECORDS[4]])
  expect(file.eventNotes).toMatchObject([{ id: eventID(5), starred: true, tags: ['<img src=x>'] }])
})

test.describe('where a note is refused', () => {
  test.use({ expectedProblems: [/status of 507/] })

  test('by keyboard: notes for one and for several events; what cannot be kept is not lost', async ({
    folder,
    ownServerWith,
    page,
  }) => {
    const logs = await writeLogFile(join(folder, 'logs'), 'a.json', RECORDS)
    const store = join(folder, 'store')
    const server = await ownServerWith('--data', store, logs)
    const history = new EventHistoryPage(page, server.origin)
    await history.open()
    await expect(history.rows).toHaveCount(6)
    await history.grid.focus()
    const { keyboard } = page

    await keyboard.press('j')
    await keyboard.press('s')
    await expect(star(history, 0)).toHaveAttribute('aria-pressed', 'true')
    await keyboard.press('j')
    await keyboard.press('s')
    await expect(star(history, 1)).toHaveAttribute('aria-pressed', 'true')
    await keyboard.press('s')
    await expect(star(history, 1)).toHaveAttribute('aria-pressed', 'false')

    for (const key of ['Space', 'j', 'Space']) await keyboard.press(key)
    await page.getByRole('button', { name: 'Note', exact: true }).focus()
    await keyboard.press('Enter')
    await keyboard.press('ArrowDown')
    await keyboard.press('ArrowDown')
    await keyboard.press('Enter')
    await expect(page.getByRole('combobox', { name: 'Add a tag' })).toBeFocused()
    await keyboard.type('to do')
    await keyboard.press('Enter')
    await expect(page.getByText('Tagged 2 events')).toBeVisible()
    await marked(history, 1, 'to do')
    await marked(history, 2, 'to do')
    expect((await ask<Notes>(server, '/api/notes')).eventNotes).toMatchObject([
      { id: eventID(6) },
      { id: eventID(5), tags: ['to do'] },
      { id: eventID(4), tags: ['to do'] },
    ])

    await history.grid.focus()
    await keyboard.press('Enter')
    const comment = history.details.getByRole('textbox', { name: 'Comment' })
    await expect(comment).toBeEnabled()
    const notes = join(store, 'log-files.notes.ndjson')
    const held = await readFile(notes)
    await page.route('**/notes', (route) =>
      route.request().method() === 'PUT'
        ? route.fulfill({ status: 507, contentType: 'application/problem+json', body: REFUSAL })
        : route.continue(),
    )
    await keyboard.press('a')
    await expect(comment).toBeFocused()
    await keyboard.type('worth keeping')
    await keyboard.press('Control+Enter')
    await expect(history.details.getByText('Not saved: The disk is full.')).toBeVisible()
    await keyboard.press('Escape')
    await keyboard.press('Escape')
    await expect(history.closeDetails).toBeHidden()
    await history.openEvent(history.rows.nth(2))
    await expect(comment).toHaveValue('worth keeping')
    await page.unroute('**/notes')
    await history.details.getByRole('button', { name: 'Try again' }).press('Enter')
    await expect(history.details.getByText('Saved', { exact: true })).toBeVisible()
    expect((await readFile(notes, 'utf8')).slice(held.length)).toContain('worth keeping')
  })
})

test('a file of notes that is broken in part is named, and the rest is in use', async ({
  folder,
  ownServerWith,
  page,
}) => {
  const logs = await writeLogFile(join(folder, 'logs'), 'a.json', RECORDS)
  const store = join(folder, 'store')
  await (await ownServerWith('--data', store, logs)).stop()
  const line = (number: number) => `{"id":"${eventID(number)}","tags":["kept"]}\n`
  await writeFile(join(store, 'log-files.notes.ndjson'), `${line(1)}oops\n${line(2)}`)
  const server = await ownServerWith('--data', store, '--seed', '2', logs)
  expect(server.output()).toContain(
    'log-files.notes.ndjson cannot be read completely: line 2: it is not JSON',
  )
  const history = new EventHistoryPage(page, server.origin)
  await history.open('/?tag=kept')
  await expect(history.heading).toContainText('(2)')
})
