import { DecryptCommand, DisableKeyCommand, KMSClient } from '@aws-sdk/client-kms'
import {
  AddTagsToResourceCommand,
  DeleteParameterCommand,
  DeleteParametersCommand,
  DescribeParametersCommand,
  GetParameterCommand,
  GetParameterHistoryCommand,
  GetParametersByPathCommand,
  GetParametersCommand,
  ListTagsForResourceCommand,
  PutParameterCommand,
  SSMClient,
  type PutParameterCommandInput,
} from '@aws-sdk/client-ssm'
import { describe, expect, it } from 'vitest'
import { testAccount } from '../../../testing/testAccount.ts'

const SECRET = 'correct horse battery staple'

function open() {
  const calls = testAccount()
  const ssm = new SSMClient(calls.client())
  const put = (input: Partial<PutParameterCommandInput>) =>
    ssm.send(new PutParameterCommand({ Name: '/app/key', Value: SECRET, ...input }))
  return { calls, ssm, put }
}

describe('parameters', () => {
  it('have a version for each value, and the old ones are still there', async () => {
    const { ssm, put } = open()
    expect(await put({ Type: 'String', Value: 'one' })).toMatchObject({ Version: 1, Tier: 'Standard' })
    await expect(put({ Type: 'String', Value: 'two' })).rejects.toMatchObject({
      name: 'ParameterAlreadyExists',
    })
    expect(await put({ Value: 'two', Overwrite: true })).toMatchObject({ Version: 2 })
    const get = async (Name: string) => (await ssm.send(new GetParameterCommand({ Name }))).Parameter
    expect(await get('/app/key')).toMatchObject({ Value: 'two', Version: 2, Type: 'String' })
    expect(await get('/app/key:1')).toMatchObject({ Value: 'one', Selector: ':1' })
    await expect(get('/app/key:3')).rejects.toMatchObject({ name: 'ParameterVersionNotFound' })
    await expect(get('/app/none')).rejects.toMatchObject({ name: 'ParameterNotFound' })
    const { Parameters } = await ssm.send(new GetParameterHistoryCommand({ Name: '/app/key' }))
    expect(Parameters!.map(({ Value, Version }) => [Value, Version])).toEqual([
      ['one', 1],
      ['two', 2],
    ])
  })

  it('that are secure strings are shown only with decryption, also the old versions', async () => {
    const { ssm, put } = open()
    await put({ Type: 'SecureString' })
    const get = async (WithDecryption?: boolean) =>
      (await ssm.send(new GetParameterCommand({ Name: '/app/key', WithDecryption }))).Parameter!
    expect((await get()).Value).not.toContain(SECRET)
    expect((await get(true)).Value).toBe(SECRET)
    const history = async (WithDecryption: boolean) =>
      (await ssm.send(new GetParameterHistoryCommand({ Name: '/app/key', WithDecryption }))).Parameters![0]!
        .Value
    expect(await history(false)).not.toContain(SECRET)
    expect(await history(true)).toBe(SECRET)
  })

  it('that are secure strings are encrypted by KMS with their ARN as context', async () => {
    const { calls, ssm, put } = open()
    const kms = new KMSClient(calls.client())
    const { alias, arn } = calls.account.resources.keyFor.data
    await put({ Type: 'SecureString', KeyId: alias })
    const { Parameter } = await ssm.send(new GetParameterCommand({ Name: '/app/key' }))
    const opened = await kms.send(
      new DecryptCommand({
        CiphertextBlob: Buffer.from(Parameter!.Value!, 'base64'),
        EncryptionContext: { PARAMETER_ARN: Parameter!.ARN! },
      }),
    )
    expect(Buffer.from(opened.Plaintext!).toString()).toBe(SECRET)
    await kms.send(new DisableKeyCommand({ KeyId: arn }))
    await expect(
      ssm.send(new GetParameterCommand({ Name: '/app/key', WithDecryption: true })),
    ).rejects.toMatchObject({ name: 'InvalidKeyId' })
    await expect(put({ Type: 'SecureString', KeyId: 'alias/none', Overwrite: true })).rejects.toMatchObject({
      name: 'InvalidKeyId',
    })
  })

  it.each<[string, Partial<PutParameterCommandInput>, string]>([
    ['a reserved name', { Name: '/aws/key' }, 'AccessDeniedException'],
    ['a name with a space', { Name: 'a b' }, 'ValidationException'],
    ['a path without a slash in front', { Name: 'a/b' }, 'ValidationException'],
    ['sixteen levels', { Name: '/a'.repeat(16) }, 'HierarchyLevelLimitExceededException'],
    ['no type', { Type: undefined }, 'ValidationException'],
    ['an unknown type', { Type: 'Text' as 'String' }, 'ValidationException'],
    ['no characters', { Value: '' }, 'ValidationException'],
    ['4097 characters', { Value: 'x'.repeat(4097) }, 'ValidationException'],
    [
      'a value against its pattern',
      { AllowedPattern: String.raw`^\d+$` },
      'ParameterPatternMismatchException',
    ],
    ['a pattern that is none', { AllowedPattern: '(' }, 'InvalidAllowedPatternException'],
    [
      'a pattern without end',
      { AllowedPattern: '^(([a-z ])+.)+Z$', Value: 'a '.repeat(100) },
      'InvalidAllowedPatternException',
    ],
    ['tags and overwrite', { Overwrite: true, Tags: [{ Key: 'a', Value: 'b' }] }, 'ValidationException'],
  ])('are not created with %s', async (_, input, name) => {
    const { ssm, put } = open()
    await expect(put({ Type: 'String', ...input })).rejects.toMatchObject({ name })
    const { Parameters } = await ssm.send(new GetParametersByPathCommand({ Path: '/app' }))
    expect(Parameters).toEqual([])
  })

  it('are read several at a time, and those that are not there are named', async () => {
    const { ssm, put } = open()
    await put({ Name: '/app/b', Type: 'String', Value: 'b' })
    await put({ Name: '/app/a', Type: 'String', Value: 'a' })
    const { Parameters, InvalidParameters } = await ssm.send(
      new GetParametersCommand({ Names: ['/app/b', '/app/none', '/app/a'] }),
    )
    expect(Parameters!.map(({ Value }) => Value)).toEqual(['a', 'b'])
    expect(InvalidParameters).toEqual(['/app/none'])
    await expect(
      ssm.send(new GetParametersCommand({ Names: Array.from({ length: 11 }, (_, i) => `/n${i}`) })),
    ).rejects.toMatchObject({ name: 'ValidationException' })
  })

  it('are read by path, one level or all, in pages that have each once', async () => {
    const { calls, ssm } = open()
    const Path = `/${calls.account.company}/prod`
    const one = await ssm.send(new GetParametersByPathCommand({ Path }))
    expect(one.Parameters).toEqual([])
    const names: string[] = []
    let NextToken: string | undefined
    do {
      const page = await ssm.send(
        new GetParametersByPathCommand({ Path, Recursive: true, MaxResults: 5, NextToken }),
      )
      names.push(...page.Parameters!.map(({ Name }) => Name!))
      NextToken = page.NextToken
    } while (NextToken !== undefined)
    expect(names).toEqual([...calls.account.resources.parameters].toSorted())
    await expect(
      ssm.send(new GetParametersByPathCommand({ Path, NextToken: 'nothing of ours' })),
    ).rejects.toMatchObject({ name: 'InvalidNextToken' })
  })

  it('are described by filters, without values, and only in their Region', async () => {
    const { calls, ssm } = open()
    const list = async (input: object, client = ssm) =>
      (await client.send(new DescribeParametersCommand(input))).Parameters!
    const secure = await list({ ParameterFilters: [{ Key: 'Type', Values: ['SecureString'] }] })
    expect(secure).toHaveLength(6)
    expect(secure[0]).not.toHaveProperty('Value')
    const orders = { Key: 'Name', Option: 'Contains', Values: ['/orders/'] }
    expect(await list({ ParameterFilters: [orders] })).toHaveLength(2)
    await expect(list({ ParameterFilters: [{ Key: 'Colour', Values: ['red'] }] })).rejects.toMatchObject({
      name: 'InvalidFilterKey',
    })
    expect(await list({}, new SSMClient(calls.client(undefined, 'us-west-2')))).toEqual([])
  })

  it('can have tags, and can be deleted', async () => {
    const { ssm, put } = open()
    await put({ Type: 'String' })
    const resource = { ResourceType: 'Parameter', ResourceId: '/app/key' } as const
    await ssm.send(new AddTagsToResourceCommand({ ...resource, Tags: [{ Key: 'team', Value: 'data' }] }))
    expect((await ssm.send(new ListTagsForResourceCommand(resource))).TagList).toEqual([
      { Key: 'team', Value: 'data' },
    ])
    await ssm.send(new DeleteParameterCommand({ Name: '/app/key' }))
    await expect(ssm.send(new DeleteParameterCommand({ Name: '/app/key' }))).rejects.toMatchObject({
      name: 'ParameterNotFound',
    })
    await expect(ssm.send(new ListTagsForResourceCommand(resource))).rejects.toMatchObject({
      name: 'InvalidResourceId',
    })
    await put({ Name: '/app/a', Type: 'String' })
    expect(await ssm.send(new DeleteParametersCommand({ Names: ['/app/a', '/app/b'] }))).toMatchObject({
      DeletedParameters: ['/app/a'],
      InvalidParameters: ['/app/b'],
    })
  })
})

describe('records', () => {
  it('name the parameter as resource, and have no value of any type', async () => {
    const { calls, ssm, put } = open()
    const resources = [
      {
        accountId: calls.account.accountId,
        ARN: `arn:aws:ssm:eu-central-1:${calls.account.accountId}:parameter/app/key`,
      },
    ]
    await put({ Type: 'String' })
    expect(calls.records.at(-1)).toMatchObject({
      eventName: 'PutParameter',
      readOnly: false,
      requestParameters: { name: '/app/key', value: 'HIDDEN_DUE_TO_SECURITY_REASONS', type: 'String' },
      responseElements: { version: 1, tier: 'Standard' },
      resources,
    })
    await put({ Type: 'SecureString', Overwrite: true })
    await ssm.send(new GetParameterCommand({ Name: '/app/key', WithDecryption: true }))
    expect(calls.records.at(-1)).toMatchObject({
      readOnly: true,
      requestParameters: { name: '/app/key', withDecryption: true },
      responseElements: null,
      resources,
    })
    await ssm.send(new GetParameterHistoryCommand({ Name: '/app/key', WithDecryption: true }))
    expect(JSON.stringify(calls.records)).not.toContain(SECRET)
  })
})
