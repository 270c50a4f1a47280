import { base64 } from '../identifiers.ts'
import type { JsonObject } from '../json.ts'
import { arnOf, resource, type Scene } from '../scene.ts'
import { isoTime } from '../times.ts'
import type { Body, Catalogue } from './body.ts'

/** S3, DynamoDB, RDS, SQS, SNS, Athena and Glue. */
export const STORAGE: Catalogue = {
  's3:ListBuckets': (scene) => ({
    request: { Host: `s3.${scene.region}.amazonaws.com` },
    additional: s3Additional(scene, 0, 4210),
    host: `s3.${scene.region}.amazonaws.com`,
  }),
  's3:GetBucketLocation': (scene) => bucketCall(scene, { location: [''] }),
  's3:GetBucketAcl': (scene) => bucketCall(scene, { acl: '' }),
  's3:GetBucketVersioning': (scene) => bucketCall(scene, { versioning: '' }),
  's3:GetBucketLogging': (scene) => bucketCall(scene, { logging: '' }),
  's3:GetBucketEncryption': (scene) => bucketCall(scene, { encryption: '' }),
  's3:GetBucketPublicAccessBlock': (scene) => bucketCall(scene, { publicAccessBlock: '' }),
  's3:GetBucketTagging': (scene) =>
    bucketCall(scene, { tagging: '' }, absent(scene, 0.3, 'NoSuchTagSet', 'The TagSet does not exist')),
  's3:GetBucketPolicy': (scene) =>
    bucketCall(
      scene,
      { policy: '' },
      absent(scene, 0.3, 'NoSuchBucketPolicy', 'The bucket policy does not exist'),
    ),
  's3:GetBucketPolicyStatus': (scene) =>
    bucketCall(
      scene,
      { policyStatus: '' },
      absent(scene, 0.3, 'NoSuchBucketPolicy', 'The bucket policy does not exist'),
    ),
  's3:GetBucketLifecycle': (scene) =>
    bucketCall(
      scene,
      { lifecycle: '' },
      absent(scene, 0.3, 'NoSuchLifecycleConfiguration', 'The lifecycle configuration does not exist'),
    ),
  's3:GetBucketCors': (scene) =>
    bucketCall(
      scene,
      { cors: '' },
      absent(scene, 0.5, 'NoSuchCORSConfiguration', 'The CORS configuration does not exist'),
    ),
  's3:GetBucketReplication': (scene) =>
    bucketCall(
      scene,
      { replication: '' },
      absent(
        scene,
        0.6,
        'ReplicationConfigurationNotFoundError',
        'The replication configuration was not found',
      ),
    ),
  's3:PutBucketTagging': (scene) => ({
    ...bucketCall(scene, {
      tagging: '',
      Tagging: { TagSet: { Tag: { Key: 'owner', Value: scene.service } } },
    }),
    write: true,
  }),
  's3:PutBucketLifecycle': (scene) => ({
    ...bucketCall(scene, {
      lifecycle: '',
      LifecycleConfiguration: {
        Rule: { ID: 'expire-old', Status: 'Enabled', Filter: { Prefix: 'tmp/' }, Expiration: { Days: 30 } },
      },
    }),
    write: true,
  }),
  's3:PutBucketPolicy': (scene) => ({
    ...bucketCall(scene, { policy: '', bucketPolicy: tlsOnlyPolicy(scene) }),
    write: true,
  }),
  's3:CreateBucket': (scene) => ({
    ...bucketCall(scene, {
      CreateBucketConfiguration: {
        LocationConstraint: scene.region,
        xmlns: 'http://s3.amazonaws.com/doc/2006-03-01/',
      },
    }),
    write: true,
  }),
  's3:GetObject': (scene) => objectCall(scene, 0, scene.chance.int(900, 4_000_000)),
  's3:HeadObject': (scene) => objectCall(scene, 0, 0),
  's3:PutObject': (scene) => ({ ...objectCall(scene, scene.chance.int(900, 900_000), 0), write: true }),
  's3:DeleteObject': (scene) => ({ ...objectCall(scene, 0, 0), write: true }),
  's3:ListObjects': (scene) => ({
    ...bucketCall(scene, {
      'list-type': '2',
      prefix: objectKey(scene).split('/')[0],
      'encoding-type': 'url',
    }),
    data: true,
  }),
  'dynamodb:ListTables': () => ({ request: { limit: 100 } }),
  'dynamodb:DescribeTable': (scene) => ({
    request: { tableName: scene.table },
    resources: tableResources(scene),
  }),
  'dynamodb:DescribeContinuousBackups': (scene) => ({
    request: { tableName: scene.table },
    resources: tableResources(scene),
  }),
  'dynamodb:DescribeTimeToLive': (scene) => ({
    request: { tableName: scene.table },
    resources: tableResources(scene),
  }),
  'dynamodb:UpdateTable': (scene) => ({
    request: { tableName: scene.table, billingMode: 'PAY_PER_REQUEST' },
    response: {
      tableDescription: {
        tableName: scene.table,
        tableStatus: 'UPDATING',
        tableArn: arnOf(scene, 'dynamodb', `table/${scene.table}`),
        itemCount: scene.chance.int(1000, 900_000),
      },
    },
    resources: tableResources(scene),
  }),
  'dynamodb:GetItem': (scene) => itemCall(scene),
  'dynamodb:PutItem': (scene) => ({ ...itemCall(scene), write: true }),
  'rds:DescribeDBInstances': ({ database, chance }) => ({
    request: chance.happens(0.5) ? { dBInstanceIdentifier: database } : { maxRecords: 100 },
  }),
  'rds:DescribeDBClusters': () => ({ request: { maxRecords: 100 } }),
  'rds:DescribeEvents': ({ database }) => ({
    request: { sourceIdentifier: database, sourceType: 'db-instance', duration: 1440 },
  }),
  'rds:DescribeDBSnapshots': ({ database }) => ({
    request: { dBInstanceIdentifier: database, snapshotType: 'automated' },
  }),
  'rds:DescribePendingMaintenanceActions': () => ({ request: { maxRecords: 100 } }),
  'rds:DescribeDBLogFiles': ({ database }) => ({ request: { dBInstanceIdentifier: database } }),
  'rds:ListTagsForResource': (scene) => ({
    request: { resourceName: arnOf(scene, 'rds', `db:${scene.database}`) },
  }),
  'rds:CreateDBSnapshot': (scene) => {
    const { database } = scene
    const dBSnapshotIdentifier = `${database}-${isoTime(scene.nowMs).slice(0, 10)}`
    return {
      request: { dBSnapshotIdentifier, dBInstanceIdentifier: database },
      response: {
        dBSnapshotIdentifier,
        dBInstanceIdentifier: database,
        engine: 'postgres',
        engineVersion: '16.8',
        allocatedStorage: 200,
        status: 'creating',
        snapshotType: 'manual',
        encrypted: true,
        percentProgress: 0,
        dBSnapshotArn: arnOf(scene, 'rds', `snapshot:${dBSnapshotIdentifier}`),
      },
    }
  },
  'rds:ModifyDBInstance': ({ database }) => ({
    request: { dBInstanceIdentifier: database, backupRetentionPeriod: 14, applyImmediately: true },
    response: {
      dBInstanceIdentifier: database,
      dBInstanceClass: 'db.r6g.xlarge',
      engine: 'postgres',
      dBInstanceStatus: 'available',
      pendingModifiedValues: { backupRetentionPeriod: 14 },
    },
  }),
  'sqs:ListQueues': () => ({ request: { maxResults: 1000 } }),
  'sqs:GetQueueAttributes': (scene) => ({
    request: { queueUrl: queueUrl(scene), attributeNames: ['All'] },
    resources: [resource(scene, 'AWS::SQS::Queue', arnOf(scene, 'sqs', scene.queue))],
  }),
  'sqs:SetQueueAttributes': (scene) => ({
    request: { queueUrl: queueUrl(scene), attributes: { VisibilityTimeout: '120' } },
    write: true,
    resources: [resource(scene, 'AWS::SQS::Queue', arnOf(scene, 'sqs', scene.queue))],
  }),
  'sns:ListTopics': () => ({}),
  'sns:GetTopicAttributes': (scene) => ({ request: { topicArn: arnOf(scene, 'sns', scene.topic) } }),
  'athena:StartQueryExecution': ({ chance, account }) => {
    const queryExecutionId = `${chance.hex(8)}-${chance.hex(4)}-4${chance.hex(3)}-9${chance.hex(3)}-${chance.hex(12)}`
    return {
      request: {
        queryString: '***OMITTED***',
        queryExecutionContext: { database: 'logistics' },
        workGroup: 'analytics',
        resultConfiguration: { outputLocation: `s3://${account.company}-athena-results/analytics/` },
      },
      response: { queryExecutionId },
    }
  },
  'athena:GetQueryExecution': ({ chance }) => ({
    request: {
      queryExecutionId: `${chance.hex(8)}-${chance.hex(4)}-4${chance.hex(3)}-a${chance.hex(3)}-${chance.hex(12)}`,
    },
  }),
  'athena:GetQueryResults': ({ chance }) => ({
    request: {
      queryExecutionId: `${chance.hex(8)}-${chance.hex(4)}-4${chance.hex(3)}-b${chance.hex(3)}-${chance.hex(12)}`,
      maxResults: 1000,
    },
  }),
  'athena:ListWorkGroups': () => ({ request: { maxResults: 50 } }),
  'glue:GetDatabases': () => ({ request: { maxResults: 100 } }),
  'glue:GetTables': () => ({ request: { databaseName: 'logistics' } }),
  'glue:GetTable': ({ chance }) => ({
    request: {
      databaseName: 'logistics',
      name: chance.pick(['shipments', 'orders', 'carrier_events', 'invoices']),
    },
  }),
  'glue:GetPartitions': ({ chance }) => ({
    request: {
      databaseName: 'logistics',
      tableName: chance.pick(['shipments', 'orders', 'carrier_events']),
      maxResults: 1000,
    },
  }),
  'glue:GetJobRun': ({ chance }) => ({
    request: { jobName: 'shipments-to-lake', runId: `jr_${chance.hex(64)}`, predecessorsIncluded: false },
  }),
  'glue:StartJobRun': ({ chance }) => ({
    request: { jobName: 'shipments-to-lake', arguments: '***' },
    response: { jobRunId: `jr_${chance.hex(64)}` },
  }),
}

export function bucketHost(scene: Scene, bucket = scene.bucket): string {
  return `${bucket}.s3.${scene.region}.amazonaws.com`
}

export function s3Additional(scene: Scene, bytesIn: number, bytesOut: number): JsonObject {
  return {
    SignatureVersion: 'SigV4',
    CipherSuite: 'TLS_AES_128_GCM_SHA256',
    bytesTransferredIn: bytesIn,
    AuthenticationMethod: 'AuthHeader',
    'x-amz-id-2': base64(scene.chance, 76),
    bytesTransferredOut: bytesOut,
  }
}

/**
 * A request about a bucket. `publicAccessBlock: ''` and the like name the part that was requested,
 * as S3 writes it.
 */
function bucketCall(scene: Scene, request: JsonObject, error?: NonNullable<Body['error']>): Body {
  const { bucket } = scene
  const host = bucketHost(scene)
  return {
    request: { bucketName: bucket, Host: host, ...request },
    additional: s3Additional(scene, 0, scene.chance.int(180, 900)),
    resources: [resource(scene, 'AWS::S3::Bucket', `arn:aws:s3:::${bucket}`)],
    host,
    ...(error && { error }),
  }
}

/**
 * The error for a setting that a bucket lacks. It depends on the bucket, which always lacks it or
 * never does.
 */
function absent(
  scene: Scene,
  share: number,
  code: string,
  message: string,
): { code: string; message: string } | undefined {
  let sum = 0
  for (const letter of scene.bucket + code) sum = (sum * 31 + letter.charCodeAt(0)) % 1000
  return sum < share * 1000 ? { code, message } : undefined
}

function objectCall(scene: Scene, bytesIn: number, bytesOut: number): Body {
  const { bucket } = scene
  const key = objectKey(scene)
  const host = bucketHost(scene)
  return {
    request: { bucketName: bucket, Host: host, key },
    additional: s3Additional(scene, bytesIn, bytesOut),
    resources: [
      { type: 'AWS::S3::Object', ARN: `arn:aws:s3:::${bucket}/${key}` },
      resource(scene, 'AWS::S3::Bucket', `arn:aws:s3:::${bucket}`),
    ],
    host,
    data: true,
  }
}

function objectKey({ bucket, chance, nowMs }: Scene): string {
  const day = isoTime(nowMs).slice(0, 10)
  if (bucket.endsWith('-labels')) return `labels/${day}/LBL${chance.int(100_000, 999_999)}.pdf`
  if (bucket.endsWith('-invoices')) return `invoices/${day.slice(0, 7)}/INV-${chance.int(10_000, 99_999)}.pdf`
  if (bucket.endsWith('-web-assets')) return `static/js/main.${chance.hex(8)}.js`
  if (bucket.endsWith('-data-lake'))
    return `shipments/dt=${day}/part-${String(chance.int(0, 63)).padStart(5, '0')}.snappy.parquet`
  if (bucket.endsWith('-deploy-artifacts')) return `lambda/${chance.hex(12)}.zip`
  if (bucket.endsWith('-db-backups')) return `orders/${day}/base.tar.zst`
  return `exports/${day}/orders-${chance.int(0, 23)}.csv.gz`
}

function tlsOnlyPolicy({ bucket }: Scene): JsonObject {
  const statement = {
    Sid: 'TlsOnly',
    Effect: 'Deny',
    Principal: '*',
    Action: 's3:*',
    Resource: [`arn:aws:s3:::${bucket}`, `arn:aws:s3:::${bucket}/*`],
    Condition: { Bool: { 'aws:SecureTransport': 'false' } },
  }
  return { Version: '2012-10-17', Statement: [statement] }
}

function tableResources(scene: Scene): readonly JsonObject[] {
  return [resource(scene, 'AWS::DynamoDB::Table', arnOf(scene, 'dynamodb', `table/${scene.table}`))]
}

function itemCall(scene: Scene): Body {
  return {
    request: { tableName: scene.table, key: { pk: `SHIPMENT#${scene.chance.int(100_000, 999_999)}` } },
    resources: tableResources(scene),
    data: true,
  }
}

function queueUrl(scene: Scene): string {
  return `https://sqs.${scene.region}.amazonaws.com/${scene.account.accountId}/${scene.queue}`
}
