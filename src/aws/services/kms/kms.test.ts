import {
  CancelKeyDeletionCommand,
  CreateAliasCommand,
  CreateGrantCommand,
  CreateKeyCommand,
  DecryptCommand,
  DeleteAliasCommand,
  DescribeKeyCommand,
  DisableKeyCommand,
  EnableKeyCommand,
  EnableKeyRotationCommand,
  EncryptCommand,
  GenerateDataKeyCommand,
  GenerateDataKeyWithoutPlaintextCommand,
  GetKeyPolicyCommand,
  GetKeyRotationStatusCommand,
  KMSClient,
  ListAliasesCommand,
  ListGrantsCommand,
  ListKeysCommand,
  ListResourceTagsCommand,
  PutKeyPolicyCommand,
  ReEncryptCommand,
  ScheduleKeyDeletionCommand,
  TagResourceCommand,
} from '@aws-sdk/client-kms'
import { describe, expect, it } from 'vitest'
import { testAccount } from '../../../testing/testAccount.ts'

const DAY = 86_400_000
const PLAIN = Buffer.from('the quick brown fox')

function open() {
  const calls = testAccount()
  const kms = new KMSClient(calls.client())
  const { arn, alias } = calls.account.resources.keyFor.data
  return { calls, kms, arn, alias, keyId: arn.slice(arn.indexOf('/') + 1) }
}

async function newKey(kms: KMSClient): Promise<string> {
  return (await kms.send(new CreateKeyCommand({}))).KeyMetadata!.Arn!
}

describe('encryption', () => {
  it('gives back what it was given, by any name of the key and after a restart', async () => {
    const { calls, kms, arn, alias, keyId } = open()
    for (const KeyId of [arn, keyId, alias, arn.replace(/key\/.*/, alias)]) {
      const { CiphertextBlob, KeyId: used } = await kms.send(new EncryptCommand({ KeyId, Plaintext: PLAIN }))
      expect(used).toBe(arn)
      Object.assign(calls.state.kms, JSON.parse(JSON.stringify(calls.state.kms)))
      const { Plaintext } = await kms.send(new DecryptCommand({ CiphertextBlob }))
      expect(Buffer.from(Plaintext!)).toEqual(PLAIN)
    }
  })

  it('needs the same encryption context, in any order', async () => {
    const { kms, alias } = open()
    const { CiphertextBlob } = await kms.send(
      new EncryptCommand({ KeyId: alias, Plaintext: PLAIN, EncryptionContext: { a: '1', b: '2' } }),
    )
    const decrypt = (EncryptionContext?: Record<string, string>) =>
      kms.send(new DecryptCommand({ CiphertextBlob, EncryptionContext }))
    expect(Buffer.from((await decrypt({ b: '2', a: '1' })).Plaintext!)).toEqual(PLAIN)
    await expect(decrypt()).rejects.toMatchObject({ name: 'InvalidCiphertextException' })
    await expect(decrypt({ a: '1', b: '3' })).rejects.toMatchObject({ name: 'InvalidCiphertextException' })
  })

  it('refuses what is no ciphertext, a ciphertext that was changed, and another key', async () => {
    const { kms, alias } = open()
    const other = await newKey(kms)
    const { CiphertextBlob } = await kms.send(new EncryptCommand({ KeyId: alias, Plaintext: PLAIN }))
    const changed = Buffer.from(CiphertextBlob!)
    changed[changed.length - 1]! ^= 1
    for (const wrong of [changed, Buffer.from('x'), changed.subarray(0, 30)])
      await expect(kms.send(new DecryptCommand({ CiphertextBlob: wrong }))).rejects.toMatchObject({
        name: 'InvalidCiphertextException',
      })
    await expect(kms.send(new DecryptCommand({ CiphertextBlob, KeyId: other }))).rejects.toMatchObject({
      name: 'IncorrectKeyException',
    })
  })

  it('makes data keys whose ciphertext decrypts to their plaintext', async () => {
    const { kms, alias } = open()
    const made = await kms.send(new GenerateDataKeyCommand({ KeyId: alias, KeySpec: 'AES_256' }))
    expect(made.Plaintext).toHaveLength(32)
    const { Plaintext } = await kms.send(new DecryptCommand({ CiphertextBlob: made.CiphertextBlob }))
    expect(Buffer.from(Plaintext!)).toEqual(Buffer.from(made.Plaintext!))
    const hidden = await kms.send(
      new GenerateDataKeyWithoutPlaintextCommand({ KeyId: alias, NumberOfBytes: 24 }),
    )
    expect(hidden).not.toHaveProperty('Plaintext')
    const opened = await kms.send(new DecryptCommand({ CiphertextBlob: hidden.CiphertextBlob }))
    expect(opened.Plaintext).toHaveLength(24)
    await expect(kms.send(new GenerateDataKeyCommand({ KeyId: alias }))).rejects.toMatchObject({
      name: 'ValidationException',
    })
  })

  it('encrypts anew under another key and context', async () => {
    const { kms, alias, arn } = open()
    const other = await newKey(kms)
    const { CiphertextBlob } = await kms.send(new EncryptCommand({ KeyId: alias, Plaintext: PLAIN }))
    const again = await kms.send(
      new ReEncryptCommand({
        CiphertextBlob,
        DestinationKeyId: other,
        DestinationEncryptionContext: { level: '3' },
      }),
    )
    expect(again).toMatchObject({ SourceKeyId: arn, KeyId: other })
    const opened = await kms.send(
      new DecryptCommand({ CiphertextBlob: again.CiphertextBlob, EncryptionContext: { level: '3' } }),
    )
    expect(Buffer.from(opened.Plaintext!)).toEqual(PLAIN)
  })
})

describe('the state of a key', () => {
  it('decides on its use: disabled, pending deletion, deleted', async () => {
    const { calls, kms } = open()
    const KeyId = await newKey(kms)
    const encrypt = () => kms.send(new EncryptCommand({ KeyId, Plaintext: PLAIN }))
    await kms.send(new DisableKeyCommand({ KeyId }))
    await expect(encrypt()).rejects.toMatchObject({
      name: 'DisabledException',
      message: `${KeyId} is disabled.`,
    })
    await kms.send(new EnableKeyCommand({ KeyId }))
    await encrypt()
    const scheduled = await kms.send(new ScheduleKeyDeletionCommand({ KeyId, PendingWindowInDays: 7 }))
    expect(scheduled.DeletionDate).toEqual(new Date(calls.nowMs + 7 * DAY))
    await expect(encrypt()).rejects.toMatchObject({
      name: 'KMSInvalidStateException',
      message: `${KeyId} is pending deletion.`,
    })
    await kms.send(new CancelKeyDeletionCommand({ KeyId }))
    const { KeyMetadata } = await kms.send(new DescribeKeyCommand({ KeyId }))
    expect(KeyMetadata).toMatchObject({ KeyState: 'Disabled', Enabled: false })
    await kms.send(new ScheduleKeyDeletionCommand({ KeyId, PendingWindowInDays: 7 }))
    calls.nowMs += 7 * DAY
    await expect(kms.send(new DescribeKeyCommand({ KeyId }))).rejects.toMatchObject({
      name: 'NotFoundException',
      message: `Key '${KeyId}' does not exist`,
    })
  })

  it('cannot be changed for the keys of AWS', async () => {
    const { calls, kms } = open()
    const { arn } = calls.account.resources.keyFor.secrets
    await expect(kms.send(new DisableKeyCommand({ KeyId: arn }))).rejects.toMatchObject({
      name: 'AccessDeniedException',
    })
  })

  it('has a rotation, tags, a policy and grants', async () => {
    const { kms, arn } = open()
    const status = () => kms.send(new GetKeyRotationStatusCommand({ KeyId: arn }))
    expect((await status()).KeyRotationEnabled).toBe(false)
    await kms.send(new EnableKeyRotationCommand({ KeyId: arn, RotationPeriodInDays: 180 }))
    expect(await status()).toMatchObject({ KeyRotationEnabled: true, RotationPeriodInDays: 180 })
    await kms.send(new TagResourceCommand({ KeyId: arn, Tags: [{ TagKey: 'team', TagValue: 'data' }] }))
    expect((await kms.send(new ListResourceTagsCommand({ KeyId: arn }))).Tags).toEqual([
      { TagKey: 'team', TagValue: 'data' },
    ])
    const Policy = '{"Version":"2012-10-17","Statement":[]}'
    await kms.send(new PutKeyPolicyCommand({ KeyId: arn, Policy }))
    expect((await kms.send(new GetKeyPolicyCommand({ KeyId: arn }))).Policy).toBe(Policy)
    await expect(kms.send(new PutKeyPolicyCommand({ KeyId: arn, Policy: 'no' }))).rejects.toMatchObject({
      name: 'MalformedPolicyDocumentException',
    })
    const GranteePrincipal = 'arn:aws:iam::123456789012:role/worker'
    const { GrantId } = await kms.send(
      new CreateGrantCommand({ KeyId: arn, GranteePrincipal, Operations: ['Decrypt'] }),
    )
    expect((await kms.send(new ListGrantsCommand({ KeyId: arn }))).Grants).toMatchObject([
      { GrantId, GranteePrincipal, Operations: ['Decrypt'] },
    ])
  })
})

describe('names of keys', () => {
  it('are aliases, which can be created and deleted', async () => {
    const { kms, arn } = open()
    await kms.send(new CreateAliasCommand({ AliasName: 'alias/mine', TargetKeyId: arn }))
    await expect(
      kms.send(new CreateAliasCommand({ AliasName: 'alias/mine', TargetKeyId: arn })),
    ).rejects.toMatchObject({ name: 'AlreadyExistsException' })
    const { Aliases } = await kms.send(new ListAliasesCommand({ KeyId: arn }))
    expect(Aliases!.map(({ AliasName }) => AliasName)).toContain('alias/mine')
    await kms.send(new DeleteAliasCommand({ AliasName: 'alias/mine' }))
    await expect(kms.send(new DescribeKeyCommand({ KeyId: 'alias/mine' }))).rejects.toMatchObject({
      name: 'NotFoundException',
      message: `Alias ${arn.replace(/key\/.*/, 'alias/mine')} is not found.`,
    })
  })

  it('are none in another Region, and none that are no names', async () => {
    const { calls, kms, arn } = open()
    const abroad = new KMSClient(calls.client(undefined, 'us-west-2'))
    await expect(abroad.send(new DescribeKeyCommand({ KeyId: arn }))).rejects.toMatchObject({
      name: 'NotFoundException',
    })
    await expect(kms.send(new DescribeKeyCommand({ KeyId: 'nothing' }))).rejects.toMatchObject({
      message: "Invalid keyId 'nothing'",
    })
  })

  it('are listed in pages that have each key once', async () => {
    const { kms } = open()
    const created = [await newKey(kms), await newKey(kms), await newKey(kms)]
    const seen: string[] = []
    let Marker: string | undefined
    do {
      const page = await kms.send(new ListKeysCommand({ Limit: 2, Marker }))
      expect(page.Truncated).toBe(page.NextMarker !== undefined)
      seen.push(...page.Keys!.map(({ KeyArn }) => KeyArn!))
      Marker = page.NextMarker
    } while (Marker !== undefined)
    expect(seen).toEqual([...new Set(seen)])
    expect(seen).toHaveLength(7)
    expect(seen).toEqual(expect.arrayContaining(created))
  })
})

describe('records', () => {
  it('name the key as resource, and have neither plaintext nor ciphertext', async () => {
    const { calls, kms, arn, alias } = open()
    const EncryptionContext = { purpose: 'test' }
    const { CiphertextBlob } = await kms.send(
      new EncryptCommand({ KeyId: alias, Plaintext: PLAIN, EncryptionContext }),
    )
    const resources = [{ accountId: calls.account.accountId, type: 'AWS::KMS::Key', ARN: arn }]
    const encryptionAlgorithm = 'SYMMETRIC_DEFAULT'
    expect(calls.records.at(-1)).toMatchObject({
      eventName: 'Encrypt',
      readOnly: true,
      requestParameters: { keyId: alias, encryptionAlgorithm, encryptionContext: EncryptionContext },
      responseElements: null,
      resources,
    })
    await kms.send(new DecryptCommand({ CiphertextBlob, EncryptionContext }))
    expect(calls.records.at(-1)).toMatchObject({ eventName: 'Decrypt', readOnly: true, resources })
    expect(calls.records.at(-1)!['requestParameters']).toEqual({
      encryptionAlgorithm,
      encryptionContext: EncryptionContext,
    })
    await kms.send(new GenerateDataKeyCommand({ KeyId: alias, KeySpec: 'AES_128' }))
    expect(calls.records.at(-1)).toMatchObject({ readOnly: true, responseElements: null, resources })
    const KeyId = await newKey(kms)
    expect(calls.records.at(-1)).toMatchObject({ readOnly: false, resources: [{ ARN: KeyId }] })
    await kms.send(new DisableKeyCommand({ KeyId }))
    expect(calls.records.at(-1)).toMatchObject({
      responseElements: { keyId: KeyId },
      resources: [{ ARN: KeyId }],
    })
    const text = JSON.stringify(calls.records)
    for (const secret of [PLAIN, Buffer.from(CiphertextBlob!)])
      expect(text).not.toContain(secret.toString('base64'))
    expect(text).not.toContain('quick brown')
  })
})
