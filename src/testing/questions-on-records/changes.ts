import {
  at,
  caller,
  columns,
  failed,
  firstScalar,
  inDetails,
  inRequest,
  inResponse,
  items,
  json,
  msOf,
  names,
  scalar,
  startersOfSessions,
  text,
  who,
  type Plain,
  type Reading,
} from './plainRecord.ts'

const arnsOf = (record: Plain): readonly (string | null)[] =>
  items(record['resources']).map((resource) => text(at(resource, 'ARN')))

const changedBy = (record: Plain): string | null =>
  arnsOf(record)[0] ??
  firstScalar(
    ...['bucketName', 'functionName', 'roleName', 'userName', 'groupId'].map((name) =>
      inRequest(record, name),
    ),
    inRequest(record, 'instancesSet', 'items', 0, 'instanceId'),
    inRequest(record, 'name'),
  )

export const CHANGES: Readonly<Record<string, Reading>> = {
  'what-changed': {
    rows: (records) => {
      const newestMs = Math.max(...records.map((record) => msOf(record) ?? 0))
      const changes = records.filter(
        (record) =>
          text(record['readOnly']) === 'false' &&
          !failed(record) &&
          (msOf(record) ?? 0) >= newestMs - 86_400_000,
      )
      return changes.map((record) => ({
        ...columns(record, 'eventTime', 'eventName', 'eventID'),
        resource: changedBy(record),
        changes:
          changedBy(record) === null
            ? 0
            : changes.filter((each) => changedBy(each) === changedBy(record)).length,
        caller: caller(record),
      }))
    },
    order: ['eventtime'],
  },
  'who-deleted': {
    rows: (records) => {
      const starters = startersOfSessions(records)
      return records
        .filter(
          (record) =>
            /^(Delete|Terminate|Remove|Deregister|Release)/.test(text(record['eventName']) ?? '') &&
            !failed(record),
        )
        .map((record) => ({
          ...columns(record, 'eventTime', 'eventName', 'requestParameters', 'eventID'),
          caller: caller(record),
          startedby: starters.get(who(record, 'accessKeyId') ?? '') ?? null,
          arns: Array.isArray(record['resources'])
            ? arnsOf(record)
                .filter((arn) => arn !== null)
                .join(', ')
            : null,
        }))
    },
  },
  'who-stopped-instance': {
    rows: (records) => [
      ...records
        .filter((record) => names(record, 'ec2', /^(Stop|Terminate)Instances$/) && !failed(record))
        .flatMap((record) =>
          items(
            inResponse(record, 'instancesSet', 'items') ?? inRequest(record, 'instancesSet', 'items'),
          ).map((item) => ({
            ...columns(record, 'eventTime', 'eventName', 'eventID'),
            instanceid: scalar(at(item, 'instanceId')),
            previousstate: scalar(at(item, 'previousState', 'name')),
            currentstate: scalar(at(item, 'currentState', 'name')),
            caller: caller(record),
            invokedby: who(record, 'invokedBy'),
          })),
        ),
      ...records
        .filter((record) => names(record, 'ec2', /^BidEvictedEvent$/))
        .flatMap((record) =>
          items(inDetails(record, 'instanceIdSet')).map((id) => ({
            ...columns(record, 'eventTime', 'eventName', 'eventID'),
            instanceid: id,
            previousstate: null,
            currentstate: null,
            caller: caller(record),
            invokedby: who(record, 'invokedBy'),
          })),
        ),
    ],
    order: ['-eventtime', 'instanceid'],
  },
  'who-launched-instance': {
    rows: (records) =>
      records
        .filter((record) => names(record, 'ec2', /^RunInstances$/))
        .flatMap((record) =>
          items(inResponse(record, 'instancesSet', 'items')).map((item) => ({
            ...columns(record, 'eventTime', 'awsRegion', 'eventID'),
            instanceid: scalar(at(item, 'instanceId')),
            imageid: scalar(at(item, 'imageId')),
            instancetype: firstScalar(at(item, 'instanceType'), inRequest(record, 'instanceType')),
            launchtemplate: firstScalar(
              inRequest(record, 'launchTemplate', 'launchTemplateName'),
              inRequest(record, 'launchTemplate', 'launchTemplateId'),
            ),
            caller: caller(record),
            invokedby: who(record, 'invokedBy'),
          })),
        ),
    order: ['-eventtime', 'instanceid'],
  },
  'remote-shells': {
    rows: (records) =>
      records
        .filter(
          (record) =>
            names(record, 'ssm', /^(SendCommand|StartSession|ResumeSession)$/) ||
            names(record, 'ec2-instance-connect', /^SendSSHPublicKey$/),
        )
        .map((record) => ({
          ...columns(record, 'eventTime', 'eventName', 'sourceIPAddress', 'errorCode', 'eventID'),
          instance:
            firstScalar(inRequest(record, 'target'), inRequest(record, 'instanceId')) ??
            json(inRequest(record, 'instanceIds')),
          documentname: scalar(inRequest(record, 'documentName')),
          caller: caller(record),
        })),
  },
  'function-changes': {
    rows: (records) =>
      records
        .filter((record) =>
          names(
            record,
            'lambda',
            /^(CreateFunction|UpdateFunctionCode|UpdateFunctionConfiguration|AddPermission|CreateEventSourceMapping)(\d{8}(v\d+)?)?$/,
          ),
        )
        .map((record) => ({
          ...columns(record, 'eventTime', 'eventName', 'sourceIPAddress', 'errorCode', 'eventID'),
          functionname: scalar(inRequest(record, 'functionName')),
          caller: caller(record),
        })),
  },
  'organization-changes': {
    rows: (records) =>
      records
        .filter((record) =>
          names(
            record,
            'organizations',
            /^(LeaveOrganization|RemoveAccountFromOrganization|InviteAccountToOrganization|CreateAccount|DetachPolicy|CloseAccount)$/,
          ),
        )
        .map((record) => ({
          ...columns(record, 'eventTime', 'eventName', 'errorCode', 'eventID'),
          account: firstScalar(
            inRequest(record, 'accountId'),
            inRequest(record, 'target', 'id'),
            inRequest(record, 'targetId'),
            inRequest(record, 'accountName'),
            text(record['recipientAccountId']),
          ),
          policyid: scalar(inRequest(record, 'policyId')),
          caller: caller(record),
        })),
  },
  'database-and-tag-changes': {
    rows: (records) =>
      records
        .filter(
          (record) =>
            names(record, 'rds', /^(Delete|Modify)DBInstance$/) ||
            names(record, 'ec2', /^(Create|Delete)Tags$/),
        )
        .map((record) => ({
          ...columns(record, 'eventTime', 'eventName', 'errorCode', 'eventID'),
          changed:
            scalar(inRequest(record, 'dBInstanceIdentifier')) ??
            json(inRequest(record, 'resourcesSet', 'items')),
          tags: json(inRequest(record, 'tagSet', 'items')),
          caller: caller(record),
        })),
  },
}
