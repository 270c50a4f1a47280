import { writeAwsProfile } from '../src/testing/awsProfile.ts'
import { awsProxy, callerIdentity } from '../src/testing/awsProxy.ts'
import { loaded } from './api.ts'
import { violations } from './axe.ts'
import { EventHistoryPage } from './EventHistoryPage.ts'
import { expect, test } from './fixtures.ts'
import { record, writeLogFile } from './logFiles.ts'

const ACCOUNT = '111122223333'

/** As many as CloudTrail takes half a minute to answer. */
const MANY = 3000
const FEW = 20

test('the event history of an account is read Region by Region, and can be used meanwhile', async ({
  folder,
  ownServerWith,
  page,
}) => {
  // The servers of this test have the environment of its process.
  Object.assign(process.env, await writeAwsProfile(folder))
  const yesterday = Date.now() - 86_400_000
  const happened = (number: number, awsRegion: string) =>
    record(number, {
      awsRegion,
      eventTime: `${new Date(yesterday - number * 1000).toISOString().slice(0, 19)}Z`,
    })
  const history = [
    ...Array.from({ length: MANY }, (_, number) => happened(number, 'us-east-1')),
    ...Array.from({ length: FEW }, (_, number) => happened(MANY + number, 'eu-central-1')),
  ]
  const source = await ownServerWith('--in-memory', await writeLogFile(folder, 'history.json.gz', history))
  await loaded(source)
  const aws = await awsProxy(source, ({ operation }) =>
    operation === 'GetCallerIdentity' ? callerIdentity(ACCOUNT) : null,
  )
  const { origin } = await ownServerWith(
    '--in-memory',
    '--account',
    'auditor',
    '--region',
    'eu-central-1,us-east-1',
    '--endpoint-url',
    aws.origin,
  )
  const eventHistory = new EventHistoryPage(page, origin)
  const notices = page.getByRole('list', { name: 'Notifications' })

  await test.step('what is read can be used, and what is missing is said', async () => {
    await eventHistory.open('/?range=all')
    await expect(notices).toContainText(`Reading the event history of account ${ACCOUNT}`)
    await expect(notices).toContainText(/1 of 2 Regions read, the newest events first\. .* left\./)
    await expect(page.getByRole('button', { name: new RegExp(`Account ${ACCOUNT}`) })).toBeVisible()
    expect(await violations(page, '.notices')).toEqual([])
  })

  await test.step('a Region that is read has the same events', async () => {
    await eventHistory.open('/?awsRegion=eu-central-1')
    await expect(eventHistory.heading).toContainText(`(${FEW})`)
  })

  await test.step('what cannot be reached any more is said, and what was read stays', async () => {
    aws.close()
    await expect(notices).toContainText('Waiting for AWS')
    await expect(notices).toContainText(/refuses the connection\. .* Reading goes on by itself\./)
    await expect(eventHistory.grid.getByRole('row').nth(1)).toBeVisible()
  })
})
