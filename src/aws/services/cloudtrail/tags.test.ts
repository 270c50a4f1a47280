import {
  CloudTrailClient,
  AddTagsCommand,
  ListPublicKeysCommand,
  ListTagsCommand,
  ListTrailsCommand,
  RemoveTagsCommand,
} from '@aws-sdk/client-cloudtrail'
import { beforeEach, describe, expect, test } from 'vitest'
import { testAccount, type TestAccount } from '../../../testing/testAccount.ts'
import { failureIn } from './failureForTest.ts'

const { accountId, resources } = testAccount().account
const OWN = resources.trail
const OWN_NAME = OWN.split('/')[1]!
const arnOf = (name: string) => `arn:aws:cloudtrail:eu-central-1:${accountId}:trail/${name}`

let account: TestAccount
let client: CloudTrailClient

beforeEach(() => {
  account = testAccount()
  client = new CloudTrailClient(account.client())
})

const failureOf = (command: { readonly input: object }, by = client) => failureIn(account, by, command)

describe('tags', () => {
  const add = (Key: string, Value: string) =>
    client.send(new AddTagsCommand({ ResourceId: OWN, TagsList: [{ Key, Value }] }))

  test('are added, changed and removed', async () => {
    await add('cost', '1')
    await add('cost', '2')
    await client.send(
      new RemoveTagsCommand({ ResourceId: OWN, TagsList: [{ Key: 'team' }, { Key: 'none' }] }),
    )
    const { ResourceTagList } = await client.send(new ListTagsCommand({ ResourceIdList: [OWN] }))
    expect(ResourceTagList).toEqual([{ ResourceId: OWN, TagsList: [{ Key: 'cost', Value: '2' }] }])
  })

  test.each([
    ['CloudTrailARNInvalidException', OWN_NAME],
    ['ResourceNotFoundException', arnOf('nothing')],
    ['ResourceTypeNotSupportedException', arnOf('x').replace('trail/', 'dashboard/')],
  ])('%s: %s has none', async (name, ResourceId) => {
    const tag = { Key: 'a', Value: 'b' }
    expect(await failureOf(new AddTagsCommand({ ResourceId, TagsList: [tag] }))).toMatchObject({ name })
    expect(await failureOf(new RemoveTagsCommand({ ResourceId, TagsList: [tag] }))).toMatchObject({ name })
    expect(await failureOf(new ListTagsCommand({ ResourceIdList: [ResourceId] }))).toMatchObject({ name })
  })

  test('only change in the home Region, and are listed for at most 20 trails', async () => {
    const abroad = new CloudTrailClient(account.client(undefined, 'us-west-2'))
    const tagged = new AddTagsCommand({ ResourceId: OWN, TagsList: [{ Key: 'a' }] })
    expect(await failureOf(tagged, abroad)).toMatchObject({ name: 'ResourceNotFoundException' })
    for (const length of [0, 21]) {
      const ResourceIdList = Array.from({ length }, () => OWN)
      expect(await failureOf(new ListTagsCommand({ ResourceIdList }))).toMatchObject({
        name: 'InvalidParameterException',
      })
    }
  })
})

test('there are no digest files yet, so there are no public keys', async () => {
  expect((await client.send(new ListPublicKeysCommand())).PublicKeyList).toEqual([])
  const range = { StartTime: new Date(2000), EndTime: new Date(1000) }
  expect(await failureOf(new ListPublicKeysCommand(range))).toMatchObject({
    name: 'InvalidTimeRangeException',
  })
  for (const command of [
    new ListPublicKeysCommand({ NextToken: 'x' }),
    new ListTrailsCommand({ NextToken: 'x' }),
    new ListTagsCommand({ ResourceIdList: [OWN], NextToken: 'x' }),
  ])
    expect(await failureOf(command)).toMatchObject({ name: 'InvalidTokenException' })
})
