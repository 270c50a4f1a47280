import { mkdir, symlink, writeFile } from 'node:fs/promises'
import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { ask } from '../src/testing/ask.ts'
import { loaded, post, problems, status } from './api.ts'
import { SERVER, runToEnd, type ServedConsole } from '../src/testing/runningConsole.ts'
import { expect, test } from './fixtures.ts'
import { record, writeLogFile } from './logFiles.ts'

interface Problem {
  readonly title: string
  readonly detail: string
  readonly status: number
  readonly field?: string
}

for (const [what, path, status_, field] of [
  ['a field that does not exist', '/api/events?nosuchfield=1', 400, 'nosuchfield'],
  ['an operator that does not exist', '/api/events/count?eventName>=x', 400, 'eventName>'],
  ['a time that is none', '/api/events?startTime=yesterday', 400, 'startTime'],
  ['a day that is none', '/api/events?endTime=2026-02-30', 400, 'endTime'],
  ['a start after the end', '/api/events?startTime=2026-03-02&endTime=2026-03-01', 400, 'startTime'],
  ['a range that is none', '/api/events/histogram?range=fortnight', 400, 'range'],
  ['a token that nobody gave', '/api/events?nextToken=AAAA', 400, 'nextToken'],
  ['a page of no events', '/api/events?maxResults=0', 400, 'maxResults'],
  ['values of no field', '/api/events/values', 400, 'field'],
  ['a format that does not exist', '/api/events/download?format=xlsx', 400, 'format'],
  ['an event that is not held', '/api/events/00000000-0000-4000-8000-999999999999', 404, undefined],
  ['an operation that does not exist', '/api/everything', 404, undefined],
] as const) {
  test(`refuses ${what} in a sentence`, async ({ simulatedAccount }) => {
    const problem = await refused(simulatedAccount, path, status_)
    expect(problem.field).toBe(field)
    await goesOnServing(simulatedAccount)
  })
}

test('refuses a token of another filter', async ({ simulatedAccount }) => {
  const { nextToken } = await ask<{ nextToken: string }>(
    simulatedAccount,
    '/api/events?maxResults=1&readOnly=false',
  )
  const problem = await refused(
    simulatedAccount,
    `/api/events?maxResults=1&readOnly=true&nextToken=${nextToken}`,
    400,
  )
  expect(problem.field).toBe('nextToken')
})

test.describe('in the page', () => {
  test.use({ expectedProblems: [/status of 40[04]/] })

  test('what an address says wrong is named, and leads on', async ({ eventHistory, page }) => {
    await test.step('a field that does not exist is named, and the page stays usable', async () => {
      await page.goto(`${eventHistory.origin}/?nosuchfield=1`)
      await expect(page.getByText(/“nosuchfield” is not a field/)).toBeVisible()
      await eventHistory.clearFilters.click()
      await expect(eventHistory.rows.first()).toBeVisible()
    })

    await test.step('a condition that cannot be understood is shown with its reason, and can be removed', async () => {
      await page.goto(`${eventHistory.origin}/?eventName>=x&readOnly=false`)
      await expect(page.getByText('Invalid filter')).toBeVisible()
      await expect(page.getByText(/unknown operator/)).toBeVisible()
      await page.getByRole('button', { name: 'Remove eventName>=x' }).click()
      await expect(eventHistory.rows.first()).toBeVisible()
      expect(new URL(page.url()).search).toBe('?readOnly=false')
    })

    await test.step('an event that does not exist is named, and a link leads to the list', async () => {
      await eventHistory.go('/events/no-such-event')
      await expect(page.getByText(/No event with the ID no-such-event in the loaded data/)).toBeVisible()
      await expect(eventHistory.nextEvent).toHaveCount(0)
      await page.getByRole('link', { name: 'Go to event history' }).click()
      await expect(eventHistory.rows.first()).toBeVisible()
    })
  })
})

test('a folder without log files is an empty history that says so; what is given to it and is too large or empty is refused', async ({
  folder,
  ownServerWith,
  page,
}) => {
  test.setTimeout(120_000)
  const server = await ownServerWith('--in-memory', await emptyFolder(folder))
  await loaded(server)
  await expect.poll(server.output).toContain('No files found in the given paths.')
  await page.goto(server.origin)
  await expect(page.getByRole('heading', { name: 'No events' })).toBeVisible()

  await test.step('an empty file is said to be empty, and a form without a file is refused', async () => {
    const empty = await post(server, 'empty.json', '')
    expect(empty).toMatchObject({ records: 0, problems: [{ position: null }] })
    oneSentence(empty.problems[0]!.reason)
    const form = new FormData()
    form.set('note', 'no file')
    const response = await fetch(`${server.origin}/api/log-files`, { method: 'POST', body: form })
    expect(response.status).toBe(400)
    oneSentence(((await response.json()) as Problem).detail)
    await goesOnServing(server)
  })

  await test.step('a record of 300 MB is refused by its size, and its neighbours are kept', async () => {
    const answer = await post(server, 'huge.json.gz', hugeRecord(300))
    expect(answer).toMatchObject({ records: 2, added: 2 })
    expect(answer.problems).toHaveLength(1)
    expect(answer.problems[0]!.reason).toMatch(/^A record is larger than .*\.$/)
    expect(await status(server)).toMatchObject({ eventCount: 2 })
    await goesOnServing(server)
  })
})

test('what cannot be read is named with its reason, and the rest is loaded', async ({
  folder,
  ownServerWith,
}) => {
  await writeLogFile(folder, 'good.json.gz', [record(1), record(2)])
  const whole = gzipSync(
    JSON.stringify({
      Records: Array.from({ length: 500 }, (_, i) =>
        record(i + 100, { requestID: randomBytes(40).toString('hex') }),
      ),
    }),
  )
  await writeFile(join(folder, 'truncated.json.gz'), whole.subarray(0, whole.length / 2))
  await writeFile(join(folder, 'broken.json'), `{"Records":[${JSON.stringify(record(3))},{"eventVersion":`)
  await writeFile(join(folder, 'notes.txt'), 'Remember to load the log files.')
  await symlink(join(folder, 'gone.json'), join(folder, 'link.json'))
  await symlink(join(folder, 'loop.json'), join(folder, 'loop.json'))

  const server = await ownServerWith('--in-memory', folder)
  const { eventCount } = await loaded(server)
  const found = (await problems(server)).problems
  const about = (name: string) => found.filter(({ logFile }) => logFile.endsWith(name))
  for (const name of ['truncated.json.gz', 'broken.json', 'notes.txt', 'link.json', 'loop.json']) {
    expect(about(name), name).toHaveLength(1)
    expect(about(name)[0]!.reason, name).toMatch(/^[A-Z].*\.$/)
  }
  expect(about('broken.json')[0]!.position).toMatch(/^byte \d+/)
  expect(about('good.json.gz')).toEqual([])
  // The good file's two, the broken one's first, and the truncated one's up to its cut.
  expect(eventCount).toBeGreaterThan(3 + 100)
  expect(eventCount).toBeLessThan(3 + 500)
  await goesOnServing(server)
})

test('refuses a store that another console has open, in one sentence, and leaves it alone', async ({
  folder,
  ownServerWith,
}) => {
  const store = join(folder, 'store')
  const logFile = await writeLogFile(folder, 'one.json', [record(1)])
  const server = await ownServerWith('--data', store, logFile)
  await loaded(server)
  const ended = await runToEnd([SERVER, '--port', '0', '--data', store, logFile])
  expect(ended.status).toBe(1)
  expect(ended.stderr.trim().split('\n')).toHaveLength(1)
  expect(ended.stderr).toContain(store)
  oneSentence(ended.stderr.trim())
  expect(await status(server)).toMatchObject({ eventCount: 1 })
  await goesOnServing(server)
})

/** Asks what must be refused, and answers the problem, whose detail is a sentence. */
async function refused({ origin }: ServedConsole, path: string, expected: number): Promise<Problem> {
  const response = await fetch(origin + path)
  expect(response.status).toBe(expected)
  expect(response.headers.get('content-type')).toContain('application/problem+json')
  const problem = (await response.json()) as Problem
  expect(problem.status).toBe(expected)
  oneSentence(problem.detail)
  return problem
}

function oneSentence(text: string): void {
  expect(text).toMatch(/^\S.*[.]$/)
  expect(text).not.toMatch(/\bat \S+:\d+|Error:|undefined|null/)
}

async function goesOnServing(server: ServedConsole): Promise<void> {
  await ask(server, '/api/events?maxResults=1')
}

async function emptyFolder(folder: string): Promise<string> {
  const empty = join(folder, 'empty')
  await mkdir(empty)
  return empty
}

/**
 * A gzipped log file as a stream: a small record, one of this many megabytes, and nothing of it
 * ever held whole.
 */
function hugeRecord(megabytes: number): ReadableStream {
  // Members of gzip may follow each other, so one megabyte is compressed once.
  const part = gzipSync(randomBytes(512 * 1024).toString('hex'))
  const start = `{"Records":[${JSON.stringify(record(1))},${JSON.stringify(record(2)).slice(0, -1)},"additionalEventData":"`
  let sent = 0
  return new ReadableStream({
    pull(controller) {
      if (sent === 0) controller.enqueue(gzipSync(start))
      controller.enqueue(part)
      if (++sent < megabytes) return
      controller.enqueue(gzipSync(`"},${JSON.stringify(record(3))}]}`))
      controller.close()
    },
  })
}
