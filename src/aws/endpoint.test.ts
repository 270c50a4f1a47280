import { CreateUserCommand, IAMClient, ListUsersCommand } from '@aws-sdk/client-iam'
import { AssumeRoleCommand, GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts'
import { expect, test } from 'vitest'
import { testAccount } from '../testing/testAccount.ts'

test('a call is answered, changes the account and leaves a record of who, from where and with what', async () => {
  const account = testAccount()
  const iam = new IAMClient(account.client())
  const { User } = await iam.send(new CreateUserCommand({ UserName: 'photo-app' }))
  expect(User).toMatchObject({ UserName: 'photo-app', Path: '/' })
  const { Users } = await iam.send(new ListUsersCommand({}))
  expect(Users!.map(({ UserName }) => UserName)).toContain('photo-app')
  const [created, listed] = account.records
  expect(created).toMatchObject({
    eventSource: 'iam.amazonaws.com',
    eventName: 'CreateUser',
    awsRegion: 'us-east-1',
    readOnly: false,
    userIdentity: { type: 'IAMUser', userName: 'learner' },
    sourceIPAddress: '203.0.113.5',
    userAgent: expect.stringContaining('aws-sdk-js/3') as string,
    requestParameters: { userName: 'photo-app' },
    responseElements: { user: { userName: 'photo-app', path: '/', userId: User!.UserId, arn: User!.Arn } },
    eventTime: '2026-02-04T10:00:00Z',
    eventType: 'AwsApiCall',
    managementEvent: true,
    recipientAccountId: account.account.accountId,
  })
  expect(listed).toMatchObject({ eventName: 'ListUsers', readOnly: true, responseElements: null })
})

test('a call that fails changes nothing, says so in the service’s words, and is recorded too', async () => {
  const account = testAccount()
  const iam = new IAMClient(account.client())
  const failed = iam.send(new CreateUserCommand({ UserName: 'learner' }))
  await expect(failed).rejects.toMatchObject({
    name: 'EntityAlreadyExistsException',
    $metadata: { httpStatusCode: 409 },
  })
  expect(account.records).toMatchObject([
    { eventName: 'CreateUser', errorCode: 'EntityAlreadyExistsException', responseElements: null },
  ])
})

test('what a role does says through whom', async () => {
  const account = testAccount()
  const role = Object.values(account.state.iam.roles).find(({ assumeRolePolicy }) =>
    assumeRolePolicy.includes(':root'),
  )!
  const sts = new STSClient(account.client())
  const { Credentials } = await sts.send(
    new AssumeRoleCommand({ RoleArn: role.arn, RoleSessionName: 'release-42' }),
  )
  const asRole = new STSClient(
    account.client({
      accessKeyId: Credentials!.AccessKeyId!,
      secretAccessKey: Credentials!.SecretAccessKey!,
      sessionToken: Credentials!.SessionToken!,
    }),
  )
  const { Arn } = await asRole.send(new GetCallerIdentityCommand({}))
  expect(Arn).toBe(`arn:aws:sts::${account.account.accountId}:assumed-role/${role.roleName}/release-42`)
  const [assumed, asked] = account.records
  expect(assumed).toMatchObject({
    eventName: 'AssumeRole',
    readOnly: true,
    userIdentity: { userName: 'learner' },
    responseElements: { credentials: { accessKeyId: Credentials!.AccessKeyId } },
  })
  expect(JSON.stringify(assumed)).not.toContain(Credentials!.SecretAccessKey)
  expect(asked).toMatchObject({
    userIdentity: {
      type: 'AssumedRole',
      arn: Arn,
      accessKeyId: Credentials!.AccessKeyId,
      sessionContext: { sessionIssuer: { type: 'Role', arn: role.arn, userName: role.roleName } },
    },
  })
})

test('a wrong secret is refused for session credentials, and for all where the console has a token', async () => {
  const token = 'correct-horse-battery-staple'
  const locked = testAccount({ token })
  const learner = Object.values(locked.state.iam.accessKeys).find(({ userName }) => userName === 'learner')!
  const ask = (secretAccessKey: string) =>
    new STSClient(locked.client({ accessKeyId: learner.accessKeyId, secretAccessKey })).send(
      new GetCallerIdentityCommand({}),
    )
  await expect(ask(learner.secretAccessKey)).rejects.toMatchObject({ name: 'SignatureDoesNotMatch' })
  expect(await ask(token)).toMatchObject({ Arn: expect.stringMatching(/:user\/learner$/) as string })
})

test('an unknown access key acts as the learner; a forgotten session does not', async () => {
  const account = testAccount()
  const ask = (accessKeyId: string) =>
    new STSClient(account.client({ accessKeyId, secretAccessKey: 'x' })).send(
      new GetCallerIdentityCommand({}),
    )
  expect(await ask('test')).toMatchObject({ Arn: expect.stringMatching(/:user\/learner$/) as string })
  expect(account.records[0]).toMatchObject({ userIdentity: { accessKeyId: 'test' } })
  await expect(ask('ASIAIOSFODNN7EXAMPLE')).rejects.toMatchObject({ name: 'InvalidClientTokenId' })
})
