import { DisableKeyCommand, KMSClient } from '@aws-sdk/client-kms'
import {
  CreateSecretCommand,
  DeleteSecretCommand,
  DescribeSecretCommand,
  GetRandomPasswordCommand,
  GetSecretValueCommand,
  ListSecretsCommand,
  ListSecretVersionIdsCommand,
  PutSecretValueCommand,
  RestoreSecretCommand,
  SecretsManagerClient,
  TagResourceCommand,
  UpdateSecretCommand,
} from '@aws-sdk/client-secrets-manager'
import { describe, expect, it } from 'vitest'
import { testAccount } from '../../../testing/testAccount.ts'

const SECRET = 'correct horse battery staple'
const DAY = 86_400_000

async function open() {
  const calls = testAccount()
  const client = new SecretsManagerClient(calls.client())
  const created = await client.send(new CreateSecretCommand({ Name: 'app/key', SecretString: SECRET }))
  const value = async (input: object = {}) =>
    (await client.send(new GetSecretValueCommand({ SecretId: 'app/key', ...input }))).SecretString
  return { calls, client, arn: created.ARN!, versionId: created.VersionId!, value }
}

describe('secrets', () => {
  it('are found by name, by ARN, and by ARN without its last six characters', async () => {
    const { client, arn, value } = await open()
    for (const SecretId of ['app/key', arn, arn.slice(0, -7)]) expect(await value({ SecretId })).toBe(SECRET)
    await expect(value({ SecretId: 'app' })).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
      message: "Secrets Manager can't find the specified secret.",
    })
    await expect(client.send(new CreateSecretCommand({ Name: 'app/key' }))).rejects.toMatchObject({
      name: 'ResourceExistsException',
      message: 'The operation failed because the secret app/key already exists.',
    })
  })

  it('of the company have values that can be read', async () => {
    const { calls, value } = await open()
    for (const SecretId of calls.account.resources.secrets)
      expect(JSON.parse((await value({ SecretId }))!)).toHaveProperty('password')
  })

  it('keep the previous version beside the current one', async () => {
    const { client, versionId, value } = await open()
    const put = await client.send(new PutSecretValueCommand({ SecretId: 'app/key', SecretString: 'two' }))
    expect(put.VersionStages).toEqual(['AWSCURRENT'])
    expect(await value()).toBe('two')
    expect(await value({ VersionStage: 'AWSPREVIOUS' })).toBe(SECRET)
    expect(await value({ VersionId: versionId })).toBe(SECRET)
    await client.send(new PutSecretValueCommand({ SecretId: 'app/key', SecretString: 'three' }))
    const list = async (IncludeDeprecated: boolean) =>
      (await client.send(new ListSecretVersionIdsCommand({ SecretId: 'app/key', IncludeDeprecated })))
        .Versions
    expect(await list(false)).toHaveLength(2)
    expect(await list(true)).toHaveLength(3)
    await expect(value({ VersionStage: 'AWSPENDING' })).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
      message: "Secrets Manager can't find the specified secret value for staging label: AWSPENDING",
    })
  })

  it('are given a value once for each token', async () => {
    const { client } = await open()
    const ClientRequestToken = '11111111-2222-4333-8444-555555555555'
    const put = (SecretString: string) =>
      client.send(new PutSecretValueCommand({ SecretId: 'app/key', SecretString, ClientRequestToken }))
    expect((await put('two')).VersionId).toBe(ClientRequestToken)
    expect((await put('two')).VersionId).toBe(ClientRequestToken)
    await expect(put('three')).rejects.toMatchObject({ name: 'ResourceExistsException' })
  })

  it('can be bytes, and never both bytes and text', async () => {
    const { client } = await open()
    const SecretBinary = Buffer.from([0, 255, 1])
    await client.send(new CreateSecretCommand({ Name: 'bytes', SecretBinary }))
    const { SecretBinary: bytes, SecretString } = await client.send(
      new GetSecretValueCommand({ SecretId: 'bytes' }),
    )
    expect(Buffer.from(bytes!)).toEqual(SecretBinary)
    expect(SecretString).toBeUndefined()
    await expect(
      client.send(new UpdateSecretCommand({ SecretId: 'bytes', SecretBinary, SecretString: 'x' })),
    ).rejects.toMatchObject({ name: 'InvalidParameterException' })
  })

  it('that were deleted are restored within the window, and gone after it', async () => {
    const { calls, client, value } = await open()
    const remove = (input: object = {}) =>
      client.send(new DeleteSecretCommand({ SecretId: 'app/key', ...input }))
    await expect(remove({ RecoveryWindowInDays: 3 })).rejects.toMatchObject({
      name: 'InvalidParameterException',
    })
    expect((await remove()).DeletionDate).toEqual(new Date(calls.nowMs + 30 * DAY))
    await expect(value()).rejects.toMatchObject({
      name: 'InvalidRequestException',
      message: "You can't perform this operation on the secret because it was marked for deletion.",
    })
    await expect(client.send(new CreateSecretCommand({ Name: 'app/key' }))).rejects.toMatchObject({
      name: 'InvalidRequestException',
    })
    await client.send(new RestoreSecretCommand({ SecretId: 'app/key' }))
    expect(await value()).toBe(SECRET)
    await remove({ RecoveryWindowInDays: 7 })
    calls.nowMs += 7 * DAY
    await expect(client.send(new RestoreSecretCommand({ SecretId: 'app/key' }))).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
    })
  })

  it('that were deleted by force are gone at once', async () => {
    const { client, value } = await open()
    await client.send(new DeleteSecretCommand({ SecretId: 'app/key', ForceDeleteWithoutRecovery: true }))
    await expect(value()).rejects.toMatchObject({ name: 'ResourceNotFoundException' })
    await client.send(new CreateSecretCommand({ Name: 'app/key', SecretString: 'again' }))
    expect(await value()).toBe('again')
  })

  it('cannot be read once their key is disabled', async () => {
    const { calls, client, value } = await open()
    const { arn } = calls.account.resources.keyFor.data
    await client.send(
      new UpdateSecretCommand({
        SecretId: 'app/key',
        KmsKeyId: arn,
        SecretString: 'two',
        Description: 'new',
      }),
    )
    expect(await value()).toBe('two')
    await new KMSClient(calls.client()).send(new DisableKeyCommand({ KeyId: arn }))
    await expect(value()).rejects.toMatchObject({ name: 'DecryptionFailure' })
    const described = await client.send(new DescribeSecretCommand({ SecretId: 'app/key' }))
    expect(described).toMatchObject({ KmsKeyId: arn, Description: 'new' })
  })

  it('are listed by filters, in pages, newest first', async () => {
    const { client } = await open()
    await client.send(new TagResourceCommand({ SecretId: 'app/key', Tags: [{ Key: 'team', Value: 'data' }] }))
    const list = (input: object) => client.send(new ListSecretsCommand(input))
    const named = await list({ Filters: [{ Key: 'name', Values: ['prod/'] }] })
    expect(named.SecretList).toHaveLength(3)
    const tagged = await list({ Filters: [{ Key: 'tag-key', Values: ['team'] }] })
    expect(tagged.SecretList!.map(({ Name }) => Name)).toEqual(['app/key'])
    const others = await list({ Filters: [{ Key: 'name', Values: ['!prod/'] }] })
    expect(others.SecretList).toHaveLength(2)
    const names: string[] = []
    let NextToken: string | undefined
    do {
      const page = await list({ MaxResults: 2, NextToken })
      names.push(...page.SecretList!.map(({ Name }) => Name!))
      NextToken = page.NextToken
    } while (NextToken !== undefined)
    expect(names[0]).toBe('app/key')
    expect(new Set(names).size).toBe(5)
    expect(names).toHaveLength(5)
  })
})

describe('random passwords', () => {
  it('have each included kind of character, and none that is excluded', async () => {
    const { client } = await open()
    const password = async (input: object) =>
      (await client.send(new GetRandomPasswordCommand(input))).RandomPassword!
    for (let round = 0; round < 20; round++) {
      const text = await password({ PasswordLength: 4, ExcludeCharacters: '"' })
      expect(text).toMatch(/^(?=.*[a-z])(?=.*[A-Z])(?=.*\d)(?=.*[^a-zA-Z\d])[^"]{4}$/)
    }
    expect(await password({ ExcludePunctuation: true, ExcludeUppercase: true })).toMatch(/^[a-z\d]{32}$/)
    await expect(password({ PasswordLength: 3 })).rejects.toMatchObject({ name: 'InvalidParameterException' })
  })
})

describe('records', () => {
  it('have the ARN of the secret and nothing of its value', async () => {
    const { calls, client, arn, value } = await open()
    expect(calls.records.at(-1)).toMatchObject({
      eventName: 'CreateSecret',
      requestParameters: { name: 'app/key', forceOverwriteReplicaSecret: false },
      responseElements: { arn },
    })
    expect(calls.records.at(-1)!['requestParameters']).not.toHaveProperty('secretString')
    await client.send(new PutSecretValueCommand({ SecretId: arn, SecretString: `${SECRET} two` }))
    expect(calls.records.at(-1)!['responseElements']).toEqual({ arn })
    await client.send(new UpdateSecretCommand({ SecretId: arn, SecretString: `${SECRET} three` }))
    await value()
    expect(calls.records.at(-1)).toMatchObject({
      readOnly: true,
      requestParameters: { secretId: 'app/key' },
      responseElements: null,
    })
    await client.send(new DeleteSecretCommand({ SecretId: arn, ForceDeleteWithoutRecovery: true }))
    expect(calls.records.at(-1)!['responseElements']).toMatchObject({ aRN: arn, name: 'app/key' })
    expect(JSON.stringify(calls.records)).not.toContain(SECRET)
  })
})
