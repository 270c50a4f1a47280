import {
  CreateFunctionCommand,
  DeleteFunctionCommand,
  GetFunctionCommand,
  LambdaClient,
  AddPermissionCommand,
  RemovePermissionCommand,
  ListVersionsByFunctionCommand,
  UpdateFunctionCodeCommand,
  UpdateFunctionConfigurationCommand,
} from '@aws-sdk/client-lambda'
import {
  KMSClient,
  CreateKeyCommand,
  EncryptCommand,
  DecryptCommand,
  GenerateDataKeyCommand,
  PutKeyPolicyCommand,
} from '@aws-sdk/client-kms'
import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3'
import {
  SecretsManagerClient,
  CreateSecretCommand,
  DeleteSecretCommand,
  DescribeSecretCommand,
  GetResourcePolicyCommand,
  GetSecretValueCommand,
  ListSecretsCommand,
  PutSecretValueCommand,
} from '@aws-sdk/client-secrets-manager'
import {
  SSMClient,
  DeleteParameterCommand,
  DescribeParametersCommand,
  GetParameterCommand,
  GetParametersCommand,
  ListTagsForResourceCommand,
  PutParameterCommand,
} from '@aws-sdk/client-ssm'
import { describe, expect, it } from 'vitest'
import { entriesFor, hasRealRecords, realCallsOf, shapeDifferences } from '../../testing/recordShapes.ts'
import { testAccount } from '../../testing/testAccount.ts'
import { zipOf } from './lambda/zip.ts'

const SOURCES = ['kms', 'lambda', 'secretsmanager', 'ssm'].map((name) => `${name}.amazonaws.com`)

/** Members of real records that ours do not have, and why. */
const MISSING: Readonly<Record<string, string>> = {
  'Encrypt requestParameters.encryptionContext': 'its members are the caller’s own',
  'Decrypt requestParameters.encryptionContext': 'its members are the caller’s own',
  'GenerateDataKey requestParameters.encryptionContext': 'its members are the caller’s own',
  'CreateFunction20150331 requestParameters.tags': 'the keys of tags are the caller’s own',
  'UpdateFunctionConfiguration20150331v2 responseElements.layers[]':
    'the sizes of layers, which the simulated account does not have',
}

/** Members of ours that no real record in the data has, and why. */
const ADDED: Readonly<Record<string, string>> = {
  'CreateKey requestParameters.customerMasterKeySpec': 'as the guide of KMS has it',
  'CreateKey requestParameters.bypassPolicyLockoutSafetyCheck': 'as the guide of KMS has it',
  'CreateKey requestParameters.multiRegion': 'as the guide of KMS has it',
  'CreateKey responseElements.keyMetadata.aWSAccountId': 'as the guide of KMS has it',
  'CreateKey responseElements.keyMetadata.customerMasterKeySpec': 'as the guide of KMS has it',
  'CreateKey responseElements.keyMetadata.encryptionAlgorithms': 'as the guide of KMS has it',
  'PutKeyPolicy responseElements.keyId': 'since December 2022; the only record is older',
  'Encrypt requestParameters.encryptionContext': 'its members are the caller’s own',
  'Decrypt requestParameters.encryptionContext': 'its members are the caller’s own',
  'GenerateDataKey requestParameters.encryptionContext': 'its members are the caller’s own',
  'CreateFunction20150331 requestParameters.tags': 'the keys of tags are the caller’s own',
  'CreateFunction20150331 responseElements.loggingConfig':
    'since November 2023; the only records that succeeded are older, those of updates have it',
}

async function ourRecords() {
  const test = testAccount()
  const { account } = test
  const kms = new KMSClient(test.client())
  const { alias: KeyId, arn } = account.resources.keyFor.data
  const EncryptionContext = { purpose: 'test' }
  await kms.send(new CreateKeyCommand({ Description: 'd', KeyUsage: 'ENCRYPT_DECRYPT', Origin: 'AWS_KMS' }))
  const { CiphertextBlob } = await kms.send(
    new EncryptCommand({ KeyId, Plaintext: Buffer.from('a'), EncryptionContext }),
  )
  await kms.send(new DecryptCommand({ CiphertextBlob, EncryptionContext, KeyId: arn }))
  await kms.send(new GenerateDataKeyCommand({ KeyId, KeySpec: 'AES_256', EncryptionContext }))
  await kms.send(new PutKeyPolicyCommand({ KeyId, Policy: '{"Version":"2012-10-17","Statement":[]}' }))

  const lambda = new LambdaClient(test.client())
  const FunctionName = `arn:aws:lambda:eu-central-1:${account.accountId}:function:mine`
  const ZipFile = zipOf('index.mjs', 'export const handler = () => 1\n')
  const [S3Bucket, S3Key] = [account.resources.buckets[0], 'mine.zip']
  const s3 = new S3Client(test.client())
  await s3.send(new PutObjectCommand({ Bucket: S3Bucket, Key: S3Key, Body: ZipFile }))
  await lambda.send(
    new CreateFunctionCommand({
      FunctionName: 'mine',
      Runtime: 'nodejs22.x',
      Handler: 'index.handler',
      Role: account.resources.roles['lambda-execution']!.arn,
      Code: { S3Bucket, S3Key },
      Description: '',
      Timeout: 3,
      MemorySize: 128,
      Publish: false,
      PackageType: 'Zip',
      Environment: {},
      Tags: { team: 'data' },
    }),
  )
  await lambda.send(new GetFunctionCommand({ FunctionName: 'mine' }))
  await lambda.send(new ListVersionsByFunctionCommand({ FunctionName: 'mine', MaxItems: 50 }))
  await lambda.send(
    new AddPermissionCommand({
      FunctionName: 'mine',
      StatementId: 'all',
      Action: 'lambda:InvokeFunction',
      Principal: '*',
    }),
  )
  await lambda.send(new RemovePermissionCommand({ FunctionName: 'mine', StatementId: 'all' }))
  test.nowMs += 3000
  await lambda.send(new UpdateFunctionCodeCommand({ FunctionName, S3Bucket, S3Key, Publish: true }))
  test.nowMs += 3000
  const layer = `arn:aws:lambda:eu-central-1:${account.accountId}:layer:tools:1`
  await lambda.send(
    new UpdateFunctionConfigurationCommand({ FunctionName, Environment: {}, Layers: [layer] }),
  )
  await lambda.send(new DeleteFunctionCommand({ FunctionName: 'mine' }))

  const secrets = new SecretsManagerClient(test.client())
  const { ARN: SecretId, VersionId } = await secrets.send(
    new CreateSecretCommand({ Name: 'mine', SecretString: 'a', Description: '' }),
  )
  await secrets.send(new GetSecretValueCommand({ SecretId, VersionId }))
  await secrets.send(new PutSecretValueCommand({ SecretId, SecretString: 'b' }))
  await secrets.send(new DescribeSecretCommand({ SecretId }))
  await secrets.send(new GetResourcePolicyCommand({ SecretId }))
  await secrets.send(new ListSecretsCommand({ MaxResults: 100, Filters: [{ Key: 'name', Values: ['m'] }] }))
  await secrets.send(new DeleteSecretCommand({ SecretId, ForceDeleteWithoutRecovery: true }))

  const ssm = new SSMClient(test.client())
  const Name = '/app/key'
  const filter = { Key: 'Name', Option: 'Equals', Values: [Name] }
  await ssm.send(
    new PutParameterCommand({
      Name,
      Value: 'a',
      Type: 'SecureString',
      Overwrite: false,
      AllowedPattern: '',
      Tags: [{ Key: 'team', Value: 'data' }],
      Tier: 'Standard',
    }),
  )
  await ssm.send(new GetParameterCommand({ Name, WithDecryption: true }))
  await ssm.send(new GetParametersCommand({ Names: [Name], WithDecryption: true }))
  const first = await ssm.send(new DescribeParametersCommand({ MaxResults: 10 }))
  await ssm.send(
    new DescribeParametersCommand({ ParameterFilters: [filter], MaxResults: 10, NextToken: first.NextToken }),
  )
  await ssm.send(new ListTagsForResourceCommand({ ResourceType: 'Parameter', ResourceId: Name }))
  await ssm.send(new DeleteParameterCommand({ Name }))
  return test.records as { readonly eventName: string; readonly errorCode?: string }[]
}

describe.skipIf(!hasRealRecords)(
  'records of KMS, Lambda, Secrets Manager and SSM (skipped where ../shared/data is not)',
  () => {
    it('have the members of real ones, but for those that are listed with a reason', async () => {
      const records = await ourRecords()
      expect(records.filter(({ errorCode }) => errorCode !== undefined)).toEqual([])
      const real = new Map(SOURCES.flatMap((source) => [...realCallsOf(source)]))
      const { missing, added, compared } = shapeDifferences(records, real)
      // Every member that differs is listed, and every listed one still differs.
      expect(entriesFor(missing, MISSING)).toEqual(new Set(Object.keys(MISSING)))
      expect(entriesFor(added, ADDED)).toEqual(new Set(Object.keys(ADDED)))
      expect(compared.size).toBe(26)
    })
  },
)
