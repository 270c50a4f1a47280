import { generateKeyPairSync } from 'node:crypto'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { runToEnd, SERVER } from '../src/testing/runningConsole.ts'
import { allPages, loaded, post } from './api.ts'
import { EventHistoryPage } from './EventHistoryPage.ts'
import { expect, test } from './fixtures.ts'
import { record } from './logFiles.ts'

const FILTER = 'eventName=DeleteBucket'

const HELD = Array.from({ length: 60 }, (_, number) =>
  record(number, number % 3 === 0 ? { eventName: 'DeleteBucket', readOnly: false } : {}),
)

test('an auditor downloads an evidence bundle, which others verify and load', async ({
  page,
  folder,
  ownServerWith,
  logFileOf,
}) => {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519')
  const [keyFile, publicKeyFile] = [join(folder, 'evidence.pem'), join(folder, 'evidence.pub.pem')]
  await writeFile(keyFile, privateKey.export({ type: 'pkcs8', format: 'pem' }))
  await writeFile(publicKeyFile, publicKey.export({ type: 'spki', format: 'pem' }))
  const server = await ownServerWith('--in-memory', '--evidence-key', keyFile, await logFileOf(HELD))
  await loaded(server)
  const listed = await allPages(server, FILTER, 1000, 'nextToken')
  expect(listed.length).toBe(20)

  const eventHistory = new EventHistoryPage(page, server.origin)
  await eventHistory.open(`/?${FILTER}`)
  await page.getByRole('button', { name: 'Download events' }).click()
  const coming = page.waitForEvent('download')
  await page.getByRole('menuitem', { name: 'Download as evidence bundle (.zip)' }).click()
  const download = await coming
  expect(download.suggestedFilename()).toMatch(/\.evidence\.zip$/)
  const bundle = join(folder, 'bundle.evidence.zip')
  await download.saveAs(bundle)
  const notices = page.getByRole('list', { name: 'Notifications' })
  const shown = await notices.getByText(/Keep the SHA-256 of its manifest/).textContent()
  const [sha256] = /[0-9a-f]{64}/.exec(shown ?? '') ?? []
  // The consoles end before the browser does.
  await page.close()

  await test.step('verify says that it is intact, with the SHA-256 that the page showed', async () => {
    const { status, stdout } = await runToEnd([SERVER, 'verify', bundle, '--public-key', publicKeyFile])
    const [first, ...others] = stdout.trimEnd().split('\n')
    expect(first).toContain(`is intact: ${listed.length} events`)
    expect(others[0]).toBe('It has no digest files. Log files: 1 without a validation.')
    expect(others.join('\n')).toContain(sha256)
    expect(others.join('\n')).toContain('sealed with the given key')
    expect(status).toBe(0)
  })

  await test.step('and, once a byte of it is changed, what is not', async () => {
    const changed = join(folder, 'changed.zip')
    const bytes = await readFile(bundle)
    bytes[bytes.indexOf('records.json') + 100]! ^= 1
    await writeFile(changed, bytes)
    const { status, stdout } = await runToEnd([SERVER, 'verify', changed])
    expect(stdout).toMatch(/is not intact: 1 fault\.\n- records\.json: Its content was changed\./)
    expect(status).toBe(1)
    const none = await runToEnd([SERVER, 'verify', join(folder, 'none.zip')])
    expect(none).toMatchObject({ status: 1, stdout: '' })
    expect(none.stderr).toMatch(/none\.zip cannot be read: .*\.\n$/)
  })

  await test.step('loaded into an empty console, it is the same events and nothing else', async () => {
    await mkdir(join(folder, 'nothing'))
    const other = await ownServerWith('--in-memory', join(folder, 'nothing'))
    expect(await post(other, 'bundle.evidence.zip', new Uint8Array(await readFile(bundle)))).toMatchObject({
      records: listed.length,
      added: listed.length,
      problems: [],
    })
    expect((await allPages(other, '', 1000, 'nextToken')).map(({ eventID }) => eventID)).toEqual(
      listed.map(({ eventID }) => eventID),
    )
  })
})
