import type { AwsRequest, AwsResponse } from '../aws/request.ts'
import type { OperationSchema, Protocol, Service } from '../aws/service.ts'
import { requestHandler } from './sdkRequests.ts'

/** For tests: a client of the SDK for each service, and the service with all operations of the SDK. */
export interface SdkPackage {
  readonly service: Service
  /** The SDK's exports by their names. */
  readonly exports: Readonly<Record<string, unknown>>
  /** Sends a command with the client, whose requests `answer` answers instead of a server. */
  readonly send: (
    operation: string,
    input: object,
    answer: (request: AwsRequest) => AwsResponse | Promise<AwsResponse>,
  ) => Promise<Record<string, unknown>>
}

export const SECRET = 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY'

export const SDK_PACKAGES: readonly (readonly [string, () => Promise<SdkPackage>])[] = [
  [
    'cloudtrail',
    () => load(import('@aws-sdk/client-cloudtrail'), 'CloudTrailClient', 'json-1.1', 'CloudTrail_20131101'),
  ],
  ['ec2', () => load(import('@aws-sdk/client-ec2'), 'EC2Client', 'ec2')],
  ['iam', () => load(import('@aws-sdk/client-iam'), 'IAMClient', 'query')],
  ['kms', () => load(import('@aws-sdk/client-kms'), 'KMSClient', 'json-1.1', 'TrentService')],
  ['lambda', () => load(import('@aws-sdk/client-lambda'), 'LambdaClient', 'rest-json')],
  [
    'logs',
    () =>
      load(import('@aws-sdk/client-cloudwatch-logs'), 'CloudWatchLogsClient', 'json-1.1', 'Logs_20140328'),
  ],
  [
    'monitoring',
    () =>
      load(
        import('@aws-sdk/client-cloudwatch'),
        'CloudWatchClient',
        'json-1.0',
        'GraniteServiceVersion20100801',
      ),
  ],
  ['rds', () => load(import('@aws-sdk/client-rds'), 'RDSClient', 'query')],
  ['s3', () => load(import('@aws-sdk/client-s3'), 'S3Client', 'rest-xml')],
  [
    'secretsmanager',
    () =>
      load(import('@aws-sdk/client-secrets-manager'), 'SecretsManagerClient', 'json-1.1', 'secretsmanager'),
  ],
  ['sns', () => load(import('@aws-sdk/client-sns'), 'SNSClient', 'query')],
  ['ssm', () => load(import('@aws-sdk/client-ssm'), 'SSMClient', 'json-1.1', 'AmazonSSM')],
  ['sts', () => load(import('@aws-sdk/client-sts'), 'STSClient', 'query')],
]

export async function sdkPackage(name: string): Promise<SdkPackage> {
  return SDK_PACKAGES.find(([service]) => service === name)![1]()
}

type Client = new (options: object) => {
  readonly config: { readonly apiVersion: string }
  readonly send: (command: object) => Promise<Record<string, unknown>>
}
type Command = new (input: object) => object

async function load(
  module: Promise<object>,
  clientName: string,
  protocol: Protocol,
  target?: string,
): Promise<SdkPackage> {
  const exports = (await module) as Readonly<Record<string, unknown>>
  let answering: (request: AwsRequest) => AwsResponse | Promise<AwsResponse> = () => {
    throw new Error('Nothing was sent')
  }
  const client = new (exports[clientName] as Client)({
    region: 'eu-central-1',
    endpoint: 'http://127.0.0.1:1',
    credentials: { accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: SECRET },
    maxAttempts: 1,
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    requestHandler: requestHandler((request) => answering(request)),
  })
  const schemas = Object.values(exports).filter(isOperation)
  return {
    exports,
    service: {
      name: serviceNameOf(clientName),
      protocol,
      version: client.config.apiVersion,
      targets: target === undefined ? [] : [target],
      operations: schemas.map((schema) => ({ schema, perform: () => ({}), recording: {} })),
    },
    send: (operation, input, answer) => {
      answering = answer
      return client.send(new (exports[`${operation}Command`] as Command)(input))
    },
  }
}

/** As clients sign, which is not always their own name. */
function serviceNameOf(clientName: string): string {
  const name = clientName.replace('Client', '').toLowerCase()
  return name === 'cloudwatch' ? 'monitoring' : name.replace('cloudwatch', '')
}

const isOperation = (value: unknown): value is OperationSchema => Array.isArray(value) && value[0] === 9
