/**
 * The table of CloudTrail logs that the AWS documentation has Athena make, one row a record:
 * docs/cloudtrail.md#athena-table
 */
export interface TableColumn {
  /** In lower case, as Athena has all names. */
  readonly name: string
  /** The name of the member in a record, or in the object around it. */
  readonly member: string
  readonly type: TableType
}

/** `json` is text as well: of an object, as the record has it. */
export type TableType =
  | 'text'
  | 'json'
  | 'map'
  | { readonly struct: readonly TableColumn[] }
  | { readonly list: readonly TableColumn[] }

type Named = string | readonly [member: string, type: TableType]

/** `'awsRegion'` is a text; other types are named. */
function columns(...named: readonly Named[]): readonly TableColumn[] {
  return named.map((each) => {
    const [member, type] = typeof each === 'string' ? ([each, 'text'] as const) : each
    return { name: member.toLowerCase(), member, type }
  })
}

const struct = (...named: readonly Named[]): TableType => ({ struct: columns(...named) })

const USER_IDENTITY = struct(
  'type',
  'principalId',
  'arn',
  'accountId',
  'invokedBy',
  'accessKeyId',
  'userName',
  ['onBehalfOf', struct('userId', 'identityStoreArn')],
  [
    'sessionContext',
    struct(
      ['attributes', struct('mfaAuthenticated', 'creationDate')],
      ['sessionIssuer', struct('type', 'principalId', 'arn', 'accountId', 'userName')],
      'ec2RoleDelivery',
      ['webIdFederationData', struct('federatedProvider', ['attributes', 'map'])],
    ),
  ],
)

/** The columns in the documented order. */
export const LOG_TABLE: readonly TableColumn[] = columns(
  'eventVersion',
  ['userIdentity', USER_IDENTITY],
  'eventTime',
  'eventSource',
  'eventName',
  'awsRegion',
  'sourceIPAddress',
  'userAgent',
  'errorCode',
  'errorMessage',
  ['requestParameters', 'json'],
  ['responseElements', 'json'],
  ['additionalEventData', 'json'],
  'requestID',
  'eventID',
  ['resources', { list: columns('ARN', 'accountId', 'type') }],
  'eventType',
  'apiVersion',
  'readOnly',
  'recipientAccountId',
  ['serviceEventDetails', 'json'],
  'sharedEventID',
  'vpcEndpointId',
  'vpcEndpointAccountId',
  'eventCategory',
  ['addendum', struct('reason', 'updatedFields', 'originalRequestID', 'originalEventID')],
  'sessionCredentialFromConsole',
  ['edgeDeviceDetails', 'json'],
  ['tlsDetails', struct('tlsVersion', 'cipherSuite', 'clientProvidedHostHeader')],
)

/** The name under which the table is queried. */
export const LOG_TABLE_NAME = 'cloudtrail_logs'
