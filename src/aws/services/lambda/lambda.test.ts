import { CreateRoleCommand, IAMClient } from '@aws-sdk/client-iam'
import {
  AddPermissionCommand,
  CreateFunctionCommand,
  DeleteFunctionCommand,
  GetAccountSettingsCommand,
  GetFunctionCommand,
  GetFunctionConfigurationCommand,
  GetPolicyCommand,
  InvokeCommand,
  LambdaClient,
  ListAliasesCommand,
  ListFunctionsCommand,
  ListTagsCommand,
  ListVersionsByFunctionCommand,
  PublishVersionCommand,
  RemovePermissionCommand,
  TagResourceCommand,
  UpdateFunctionCodeCommand,
  UpdateFunctionConfigurationCommand,
  type CreateFunctionCommandInput,
} from '@aws-sdk/client-lambda'
import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3'
import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { testAccount } from '../../../testing/testAccount.ts'
import { zipOf } from './zip.ts'

const CODE = zipOf('index.mjs', 'export const handler = () => 1\n')
const OTHER_CODE = zipOf('index.mjs', 'export const handler = () => 2\n')
const NAME = 'mine'
const SETTLED_MS = 3000

function open() {
  const test = testAccount()
  const { account } = test
  const lambda = new LambdaClient(test.client())
  const role = account.resources.roles['lambda-execution']!.arn
  const create = (input: Partial<CreateFunctionCommandInput> = {}) =>
    lambda.send(
      new CreateFunctionCommand({
        FunctionName: NAME,
        Runtime: 'nodejs22.x',
        Handler: 'index.handler',
        Role: role,
        Code: { ZipFile: CODE },
        ...input,
      }),
    )
  const arn = `arn:aws:lambda:eu-central-1:${account.accountId}:function:${NAME}`
  return { test, account, lambda, role, create, arn }
}

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('base64')

describe('functions', () => {
  it('of the company are listed in pages, and their code can be read', async () => {
    const { account, lambda } = open()
    const names: string[] = []
    let Marker: string | undefined
    do {
      const page = await lambda.send(new ListFunctionsCommand({ MaxItems: 3, Marker }))
      names.push(...page.Functions!.map(({ FunctionName }) => FunctionName!))
      Marker = page.NextMarker
    } while (Marker !== undefined)
    expect(names).toEqual([...account.resources.functions].toSorted())
    const { Code, Configuration } = await lambda.send(new GetFunctionCommand({ FunctionName: names[0] }))
    const zip = Buffer.from(await (await fetch(Code!.Location!)).arrayBuffer())
    expect(sha256(zip)).toBe(Configuration!.CodeSha256)
    expect(zip).toHaveLength(Configuration!.CodeSize!)
    expect(zip.includes(names[0]!)).toBe(true)
  })

  it('are created, are pending for a moment, and give back their code', async () => {
    const { test, lambda, role, create, arn } = open()
    const created = await create({ Environment: { Variables: { LEVEL: 'debug' } }, Tags: { team: 'data' } })
    expect(created).toMatchObject({
      FunctionArn: arn,
      Role: role,
      State: 'Pending',
      Version: '$LATEST',
      Timeout: 3,
      MemorySize: 128,
      CodeSha256: sha256(CODE),
    })
    test.nowMs += SETTLED_MS
    const { Code, Configuration, Tags } = await lambda.send(new GetFunctionCommand({ FunctionName: arn }))
    expect(Configuration).toMatchObject({
      State: 'Active',
      LastUpdateStatus: 'Successful',
      Environment: { Variables: { LEVEL: 'debug' } },
    })
    expect(Tags).toEqual({ team: 'data' })
    expect(Buffer.from(await (await fetch(Code!.Location!)).arrayBuffer())).toEqual(CODE)
    await expect(create()).rejects.toMatchObject({
      name: 'ResourceConflictException',
      message: `Function already exist: ${NAME}`,
      $metadata: { httpStatusCode: 409 },
    })
  })

  it.each<[string, Partial<CreateFunctionCommandInput>, string]>([
    ['text as its zip file', { Code: { ZipFile: Buffer.from('no zip') } }, 'InvalidParameterValueException'],
    ['no code', { Code: {} }, 'InvalidParameterValueException'],
    [
      'an empty zip file',
      { Code: { ZipFile: Buffer.from(`PK\x05\x06${'\0'.repeat(18)}`) } },
      'InvalidParameterValueException',
    ],
    ['no runtime', { Runtime: undefined }, 'InvalidParameterValueException'],
    ['an unknown runtime', { Runtime: 'cobol' as 'provided' }, 'InvalidParameterValueException'],
    ['a role that is no ARN', { Role: 'admin' }, 'ValidationException'],
    ['a name with a space', { FunctionName: 'a b' }, 'ValidationException'],
    ['a timeout of an hour', { Timeout: 3600 }, 'ValidationException'],
  ])('are not created with %s', async (_, input, name) => {
    const { lambda, create } = open()
    await expect(create(input)).rejects.toMatchObject({ name })
    await expect(lambda.send(new GetFunctionCommand({ FunctionName: NAME }))).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
    })
  })

  it('can have their code in a bucket', async () => {
    const { test, account, create } = open()
    const S3Bucket = account.resources.buckets[0]
    const Code = { S3Bucket, S3Key: 'code/mine.zip' }
    await expect(create({ Code })).rejects.toMatchObject({
      name: 'InvalidParameterValueException',
      message:
        'Error occurred while GetObject. S3 Error Code: NoSuchKey. S3 Error Message: The specified key does not exist.',
    })
    await new S3Client(test.client()).send(
      new PutObjectCommand({ Bucket: S3Bucket, Key: Code.S3Key, Body: CODE }),
    )
    expect(await create({ Code })).toMatchObject({ CodeSha256: sha256(CODE) })
  })

  it('need a role that exists and that Lambda may assume', async () => {
    const { test, account, create } = open()
    const Role = `arn:aws:iam::${account.accountId}:role/for-functions`
    const failure = {
      name: 'InvalidParameterValueException',
      message: 'The role defined for the function cannot be assumed by Lambda.',
    }
    await expect(create({ Role })).rejects.toMatchObject(failure)
    const trusting = (Service: string) =>
      JSON.stringify({
        Version: '2012-10-17',
        Statement: [{ Effect: 'Allow', Principal: { Service }, Action: 'sts:AssumeRole' }],
      })
    const iam = new IAMClient(test.client())
    const createRole = (RoleName: string, service: string) =>
      iam.send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument: trusting(service) }))
    await createRole('for-instances', 'ec2.amazonaws.com')
    await expect(create({ Role: Role.replace('for-functions', 'for-instances') })).rejects.toMatchObject(
      failure,
    )
    await createRole('for-functions', 'lambda.amazonaws.com')
    expect(await create({ Role })).toMatchObject({ Role })
  })

  it('are updated, and every published version keeps its code', async () => {
    const { test, lambda, create, arn } = open()
    await create()
    const update = (input: object = {}) =>
      lambda.send(new UpdateFunctionCodeCommand({ FunctionName: NAME, ZipFile: OTHER_CODE, ...input }))
    await expect(update()).rejects.toMatchObject({ name: 'ResourceConflictException' })
    test.nowMs += SETTLED_MS
    const publish = () => lambda.send(new PublishVersionCommand({ FunctionName: NAME }))
    expect(await publish()).toMatchObject({ Version: '1', FunctionArn: `${arn}:1` })
    expect((await publish()).Version).toBe('1')
    expect(await update({ DryRun: true })).toMatchObject({ CodeSha256: sha256(OTHER_CODE) })
    await expect(update({ RevisionId: 'another' })).rejects.toMatchObject({
      name: 'PreconditionFailedException',
    })
    expect(await update({ Publish: true })).toMatchObject({ Version: '2', CodeSha256: sha256(OTHER_CODE) })
    const first = await lambda.send(new GetFunctionCommand({ FunctionName: NAME, Qualifier: '1' }))
    expect(first.Configuration!.CodeSha256).toBe(sha256(CODE))
    test.nowMs += SETTLED_MS
    const configured = await lambda.send(
      new UpdateFunctionConfigurationCommand({ FunctionName: NAME, Timeout: 30, MemorySize: 256 }),
    )
    expect(configured).toMatchObject({ Timeout: 30, MemorySize: 256, LastUpdateStatus: 'InProgress' })
    const { Versions } = await lambda.send(new ListVersionsByFunctionCommand({ FunctionName: NAME }))
    expect(Versions!.map(({ Version, Timeout }) => [Version, Timeout])).toEqual([
      ['$LATEST', 30],
      ['1', 3],
      ['2', 3],
    ])
    expect((await lambda.send(new ListAliasesCommand({ FunctionName: NAME }))).Aliases).toEqual([])
    const { Functions } = await lambda.send(new ListFunctionsCommand({ FunctionVersion: 'ALL' }))
    expect(Functions!.filter(({ FunctionName }) => FunctionName === NAME)).toHaveLength(3)
  })

  it('are deleted, a version of them or all', async () => {
    const { test, lambda, create } = open()
    await create({ Publish: true })
    test.nowMs += SETTLED_MS
    const remove = (Qualifier?: string) =>
      lambda.send(new DeleteFunctionCommand({ FunctionName: NAME, Qualifier }))
    const configuration = (Qualifier?: string) =>
      lambda.send(new GetFunctionConfigurationCommand({ FunctionName: NAME, Qualifier }))
    await remove('1')
    await expect(configuration('1')).rejects.toMatchObject({ name: 'ResourceNotFoundException' })
    await configuration()
    await remove()
    await expect(configuration()).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
      message: expect.stringContaining('Function not found: arn:aws:lambda:') as string,
      $metadata: { httpStatusCode: 404 },
    })
  })

  it('have permissions, tags, and a part in the usage of the account', async () => {
    const { lambda, create, arn } = open()
    const settings = async () => (await lambda.send(new GetAccountSettingsCommand({}))).AccountUsage!
    const before = await settings()
    await create()
    const after = await settings()
    expect(after.FunctionCount! - before.FunctionCount!).toBe(1)
    expect(after.TotalCodeSize! - before.TotalCodeSize!).toBe(CODE.length)
    const policy = async () => {
      const { Policy } = await lambda.send(new GetPolicyCommand({ FunctionName: NAME }))
      return (JSON.parse(Policy!) as { readonly Statement: unknown[] }).Statement
    }
    const permit = () =>
      lambda.send(
        new AddPermissionCommand({
          FunctionName: NAME,
          StatementId: 'bucket',
          Action: 'lambda:InvokeFunction',
          Principal: 's3.amazonaws.com',
          SourceArn: 'arn:aws:s3:::labels',
        }),
      )
    await expect(policy()).rejects.toMatchObject({ name: 'ResourceNotFoundException' })
    await permit()
    expect(await policy()).toEqual([
      {
        Sid: 'bucket',
        Effect: 'Allow',
        Principal: { Service: 's3.amazonaws.com' },
        Action: 'lambda:InvokeFunction',
        Resource: arn,
        Condition: { ArnLike: { 'AWS:SourceArn': 'arn:aws:s3:::labels' } },
      },
    ])
    await expect(permit()).rejects.toMatchObject({ name: 'ResourceConflictException' })
    await lambda.send(new RemovePermissionCommand({ FunctionName: NAME, StatementId: 'bucket' }))
    await expect(policy()).rejects.toMatchObject({ name: 'ResourceNotFoundException' })
    await lambda.send(new TagResourceCommand({ Resource: arn, Tags: { team: 'data' } }))
    expect((await lambda.send(new ListTagsCommand({ Resource: arn }))).Tags).toEqual({ team: 'data' })
  })
})

describe('invocations', () => {
  it('run no code, and say so', async () => {
    const { account, lambda } = open()
    const FunctionName = account.resources.functions[0]
    const invoke = (input: object = {}) => lambda.send(new InvokeCommand({ FunctionName, ...input }))
    const answered = await invoke({ Payload: Buffer.from('{"a":1}'), LogType: 'Tail' })
    expect(answered).toMatchObject({ StatusCode: 200, ExecutedVersion: '$LATEST' })
    expect(JSON.parse(Buffer.from(answered.Payload!).toString())).toEqual({
      message: 'This account is simulated: the code of the function was not run.',
      functionName: FunctionName,
      functionVersion: '$LATEST',
    })
    expect((await invoke({ InvocationType: 'Event' })).StatusCode).toBe(202)
    expect((await invoke({ InvocationType: 'DryRun' })).StatusCode).toBe(204)
    await expect(invoke({ Payload: Buffer.from('{') })).rejects.toMatchObject({
      name: 'InvalidRequestContentException',
    })
    await expect(invoke({ FunctionName: 'none' })).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
    })
  })

  it('are data events with the ARN of the function and without the payload', async () => {
    const { test, account, lambda } = open()
    const FunctionName = account.resources.functions[0]
    await lambda.send(new InvokeCommand({ FunctionName, Payload: Buffer.from('"payload of mine"') }))
    const ARN = `arn:aws:lambda:eu-central-1:${account.accountId}:function:${FunctionName}`
    expect(test.records.at(-1)).toMatchObject({
      eventName: 'Invoke',
      readOnly: false,
      managementEvent: false,
      eventCategory: 'Data',
      requestParameters: { functionName: ARN, invocationType: 'RequestResponse' },
      responseElements: null,
      additionalEventData: { functionVersion: `${ARN}:$LATEST` },
      resources: [{ accountId: account.accountId, type: 'AWS::Lambda::Function', ARN }],
    })
    expect(JSON.stringify(test.records)).not.toContain('payload of mine')
  })
})

describe('records', () => {
  it('have the API date in their names, and neither code nor variables', async () => {
    const { test, lambda, create } = open()
    await create({ Environment: { Variables: { PASSWORD: 'correct horse' } } })
    expect(test.records.at(-1)).toMatchObject({
      eventName: 'CreateFunction20150331',
      requestParameters: { functionName: NAME, code: {}, environment: {}, publish: false },
      responseElements: { functionName: NAME, environment: {}, state: 'Pending' },
    })
    test.nowMs += SETTLED_MS
    await lambda.send(new GetFunctionCommand({ FunctionName: NAME }))
    await lambda.send(new UpdateFunctionCodeCommand({ FunctionName: NAME, ZipFile: OTHER_CODE }))
    test.nowMs += SETTLED_MS
    await lambda.send(
      new UpdateFunctionConfigurationCommand({
        FunctionName: NAME,
        Environment: { Variables: { PASSWORD: 'battery staple' } },
      }),
    )
    await lambda.send(new ListFunctionsCommand({}))
    expect(test.records.map(({ eventName }) => eventName)).toEqual([
      'CreateFunction20150331',
      'GetFunction20150331v2',
      'UpdateFunctionCode20150331v2',
      'UpdateFunctionConfiguration20150331v2',
      'ListFunctions20150331',
    ])
    const text = JSON.stringify(test.records)
    for (const secret of ['correct horse', 'battery staple', CODE.toString('base64')])
      expect(text).not.toContain(secret)
  })
})
