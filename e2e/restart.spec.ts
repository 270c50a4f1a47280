import { join } from 'node:path'
import { ask } from '../src/testing/ask.ts'
import { loaded } from './api.ts'
import { EventHistoryPage } from './EventHistoryPage.ts'
import { expect, test } from './fixtures.ts'
import { record, writeLogFile } from './logFiles.ts'

const FIRST = 3000
const LATER = 500

// What is under way when the server is killed breaks off in one way or another.
// Without its server, a part of the page may also lack its style sheet, which the component kit says.
test.use({ expectedProblems: [/net::ERR_|status of 410|Missing AWS-UI CSS/] })

test('a page that outlives its server asks anew in the next one, which answers everybody in full', async ({
  folder,
  ownServerWith,
  page,
}) => {
  const logs = join(folder, 'logs')
  await writeLogFile(
    logs,
    'first.json',
    Array.from({ length: FIRST }, (_, i) => record(i)),
  )
  const server = await ownServerWith('--in-memory', logs)
  await loaded(server)
  const history = new EventHistoryPage(page, server.origin)
  await history.open('/?eventName!=')
  await expect(history.heading).toContainText('3,000')
  await server.stop('SIGKILL')
  await writeLogFile(
    logs,
    'later.json',
    Array.from({ length: LATER }, (_, i) => record(FIRST + i)),
  )
  const again = await ownServerWith('--in-memory', '--port', String(server.port), logs)
  await loaded(again)
  await history.grid.focus()
  await page.keyboard.press('End')
  await expect(history.heading).toContainText('3,500')
  await expect(history.rows.last()).toBeVisible()
  await expect(page.getByText('Snapshot not available')).toHaveCount(0)
  expect(await ask(again, '/api/events/count?eventName!=')).toMatchObject({ count: FIRST + LATER })
})
