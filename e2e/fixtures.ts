/* oxlint-disable no-empty-pattern -- Playwright reads from the pattern which other fixtures one needs. */
import { createHash } from 'node:crypto'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { test as base, expect, type BrowserContext, type Page } from '@playwright/test'
import { loaded } from './api.ts'
import { type RunningConsole, runningConsoles, type ServedConsole } from '../src/testing/runningConsole.ts'
import { EventHistoryPage } from './EventHistoryPage.ts'
import { writeLogFile, type LogRecord } from './logFiles.ts'
import { simulatedAccountOrigin } from './simulatedAccount.ts'

interface WorkerFixtures {
  /**
   * Starts a server with these options of `npm start --`, once a worker: the same options are the
   * same server.
   */
  readonly serverWith: (...options: readonly string[]) => Promise<RunningConsole>
  /**
   * The simulated account of a fixed seed, in memory, without new events: one for all workers.
   * Tests only read from it.
   */
  readonly simulatedAccount: ServedConsole
  /**
   * A log file of these records, for tests that only read: the same records are the same file, and
   * so the same server.
   */
  readonly logFileOf: (records: readonly LogRecord[]) => Promise<string>
}

interface TestFixtures {
  /**
   * Problems a test means to cause, by their text: a refused request is logged by the browser as an
   * error.
   */
  readonly expectedProblems: readonly RegExp[]
  /** The same for a server of the test's own, which it may change and end. */
  readonly ownServerWith: (...options: readonly string[]) => Promise<RunningConsole>
  /** An empty folder of this test's own. */
  readonly folder: string
  /** Event history of the simulated account, opened by the test. */
  readonly eventHistory: EventHistoryPage
  /**
   * Event history of the log files at a path, or of these records, opened by the test. Tests only
   * read from it.
   */
  readonly eventHistoryOf: (held: string | readonly LogRecord[]) => Promise<EventHistoryPage>
}

export const test = base.extend<TestFixtures, WorkerFixtures>({
  serverWith: [
    async ({}, use) => {
      const servers = runningConsoles()
      await use(servers.with)
      await servers.stopAll()
    },
    { scope: 'worker' },
  ],

  simulatedAccount: [async ({}, use) => use({ origin: simulatedAccountOrigin() }), { scope: 'worker' }],

  logFileOf: [
    async ({}, use, { project, workerIndex }) => {
      const folder = join(project.outputDir, `log-files-of-worker-${workerIndex}`)
      await use((records) => {
        const name = createHash('sha256').update(JSON.stringify(records)).digest('hex').slice(0, 16)
        return writeLogFile(folder, `${name}.json.gz`, records)
      })
    },
    { scope: 'worker' },
  ],

  expectedProblems: [[], { option: true }],

  ownServerWith: async ({}, use) => {
    const servers = runningConsoles()
    await use(servers.with)
    await servers.stopAll()
  },

  folder: async ({}, use, testInfo) => {
    const folder = testInfo.outputPath('folder')
    await mkdir(folder, { recursive: true })
    await use(folder)
  },

  // oxlint-disable-next-line no-unused-vars -- It is judged before the test's own servers are stopped: a page that is still reading would say so.
  context: async ({ context, expectedProblems, ownServerWith: _ }, use) => {
    const problems: string[] = []
    await watch(context, problems)
    await use(context)
    const unexpected = problems.filter((problem) => !expectedProblems.some((known) => known.test(problem)))
    expect(unexpected, 'what the page did that it must not').toEqual([])
  },

  eventHistory: async ({ page, simulatedAccount }, use) => {
    await use(new EventHistoryPage(page, simulatedAccount.origin))
  },

  eventHistoryOf: async ({ page, serverWith, logFileOf }, use) => {
    await use(async (held) => {
      const path = typeof held === 'string' ? held : await logFileOf(held)
      const server = await serverWith('--in-memory', path)
      // A list that is still growing begins anew under the reader's hands.
      await loaded(server)
      return new EventHistoryPage(page, server.origin)
    })
  },
})

export { expect }

/**
 * Writes down whatever goes wrong in the context's pages, and what they ask of other origins: the
 * browser finds none of them (playwright.config.ts). Routing requests here instead would cost each
 * page a third of its time, and its cache.
 */
async function watch(context: BrowserContext, problems: string[]): Promise<void> {
  await context.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) =>
      console.error(`Content-Security-Policy ${violatedDirective} refused ${blockedURI}`),
    )
  })
  context.on('request', (request) => {
    const { protocol, hostname } = new URL(request.url())
    if (protocol.startsWith('http') && hostname !== '127.0.0.1')
      problems.push(`request to another origin: ${request.url()}`)
  })
  const watchPage = (page: Page) =>
    page.on('pageerror', (error) => problems.push(`page error: ${error.stack}`))
  context.pages().forEach(watchPage)
  context.on('page', watchPage)
  context.on('console', (message) => {
    if (message.type() === 'error') problems.push(`console error: ${message.text()}`)
  })
}
