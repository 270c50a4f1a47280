import {
  caller,
  columns,
  failed,
  firstScalar,
  greatest,
  groupsBy,
  inAdditional,
  inRequest,
  json,
  least,
  names,
  scalar,
  times,
  who,
  type Plain,
  type Reading,
} from './plainRecord.ts'

export const DATA: Readonly<Record<string, Reading>> = {
  'bucket-access-changes': {
    rows: (records) =>
      records
        .filter((record) =>
          names(
            record,
            's3',
            /^((Put|Delete)BucketPolicy|PutBucketAcl|(Put|Delete)(Bucket|Account)PublicAccessBlock|PutBucketCors|PutBucketReplication)$/,
          ),
        )
        .map((record) => ({
          ...columns(record, 'eventTime', 'eventName', 'errorCode', 'eventID'),
          bucket: scalar(inRequest(record, 'bucketName')),
          statement: json(inRequest(record, 'bucketPolicy', 'Statement')),
          publicaccessblock: json(inRequest(record, 'PublicAccessBlockConfiguration')),
          caller: caller(record),
        })),
  },
  'who-read-or-deleted-object': {
    rows: (records) =>
      records
        .filter((record) => names(record, 's3', /^(Get|Put|Copy)Object$|^DeleteObjects?$/))
        .map((record) => {
          const bytes = scalar(inAdditional(record, 'bytesTransferredOut'))
          return {
            ...columns(record, 'eventTime', 'eventName', 'sourceIPAddress', 'errorCode', 'eventID'),
            bucket: scalar(inRequest(record, 'bucketName')),
            objectkey: scalar(inRequest(record, 'key')),
            caller:
              who(record, 'arn') ??
              (who(record, 'principalId') || (who(record, 'invokedBy') ?? who(record, 'accountId'))),
            bytesout: bytes === null ? null : Number(bytes),
          }
        }),
  },
  'secrets-read': {
    rows: (records) => {
      const cells = (record: Plain) => ({
        secret:
          firstScalar(...['secretId', 'name', 'path'].map((name) => inRequest(record, name))) ??
          json(inRequest(record, 'names')) ??
          json(inRequest(record, 'secretIdList')),
        caller: caller(record),
        eventname: record['eventName'],
        withdecryption: scalar(inRequest(record, 'withDecryption')),
      })
      return groupsBy(
        records.filter(
          (record) =>
            names(record, 'secretsmanager', /^(Batch)?GetSecretValue$/) ||
            names(record, 'ssm', /^GetParameter(s|sByPath)?$/),
        ),
        (record) => [cells(record)],
      ).map((group) => ({
        ...cells(group[0]!),
        calls: group.length,
        failures: group.filter(failed).length,
        firstcall: least(times(group)),
        lastcall: greatest(times(group)),
      }))
    },
    order: ['calls', '-lastcall'],
  },
  'data-shared-externally': {
    rows: (records) =>
      records
        .filter(
          (record) =>
            names(
              record,
              'ec2',
              /^(Modify(Snapshot|Image)Attribute|SharedSnapshot(CopyInitiated|VolumeCreated))$/,
            ) ||
            names(record, 'rds', /^ModifyDB(Cluster)?SnapshotAttribute$/) ||
            names(record, 'lambda', /^AddPermission/),
        )
        .map((record) => ({
          ...columns(record, 'eventTime', 'eventName', 'errorCode', 'eventID'),
          shared: firstScalar(
            ...[
              'snapshotId',
              'imageId',
              'dBSnapshotIdentifier',
              'dBClusterSnapshotIdentifier',
              'functionName',
            ].map((name) => inRequest(record, name)),
          ),
          sharedwith:
            json(inRequest(record, 'createVolumePermission', 'add', 'items')) ??
            json(inRequest(record, 'launchPermission', 'add', 'items')) ??
            json(inRequest(record, 'valuesToAdd')) ??
            scalar(inRequest(record, 'principal')),
          caller: caller(record),
        })),
  },
}
