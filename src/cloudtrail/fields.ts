/**
 * A named place in an event: columns, filter tokens, URL keys and CSV headers all read this
 * catalogue.
 */
export interface Field {
  /** As in a filter and in a URL. */
  readonly name: string
  /** As the AWS console titles it. */
  readonly label: string
  /** What it contains, in one sentence. */
  readonly description: string
}

/**
 * Fields of an event as a whole, read or derived from its record (see describe.ts), by their names
 * in {@link CloudTrailEvent}. `resourceType` and `resourceName` are those of any of its resources.
 */
export const EVENT_FIELDS = [
  { name: 'eventName', label: 'Event name', description: 'The API action, or what happened.' },
  { name: 'eventTime', label: 'Event time', description: 'When the request completed, in UTC.' },
  {
    name: 'userName',
    label: 'User name',
    description:
      'Who: a user, the session name of an assumed role, or root. Empty when an AWS service acted.',
  },
  { name: 'eventSource', label: 'Event source', description: 'The service, such as ec2.amazonaws.com.' },
  {
    name: 'resourceType',
    label: 'Resource type',
    description: 'The type of a resource it refers to, such as AWS::S3::Bucket.',
  },
  {
    name: 'resourceName',
    label: 'Resource name',
    description: 'The name, ID or ARN of a resource it refers to.',
  },
  { name: 'awsRegion', label: 'AWS region', description: 'The Region that handled the request.' },
  {
    name: 'sourceIPAddress',
    label: 'Source IP address',
    description:
      'The address of the caller, or the name of the calling AWS service. Accepts CIDR blocks such as 10.0.0.0/8.',
  },
  { name: 'userAgent', label: 'User agent', description: 'The program that called.' },
  {
    name: 'errorCode',
    label: 'Error code',
    description: 'The failure, such as AccessDenied. Empty when it succeeded.',
  },
  { name: 'readOnly', label: 'Read-only', description: 'true when it changed nothing.' },
  { name: 'accessKeyId', label: 'AWS access key', description: 'The key that signed the request.' },
  { name: 'accountId', label: 'Account ID', description: 'The account that received the event.' },
  {
    name: 'invokedBy',
    label: 'Invoked by',
    description: 'The AWS service that called on behalf of the user.',
  },
  { name: 'eventType', label: 'Event type', description: 'AwsApiCall, AwsConsoleSignIn, AwsServiceEvent, …' },
  {
    name: 'eventCategory',
    label: 'Event category',
    description: 'Management, Data, NetworkActivity or Insight.',
  },
  { name: 'eventID', label: 'Event ID', description: 'The GUID of the event.' },
] as const satisfies readonly Field[]

export type EventFieldName = (typeof EVENT_FIELDS)[number]['name']

/** Fields with a type of their own in an event. Every other field has one text. */
const OTHER_FIELDS = ['eventTime', 'readOnly', 'resourceType', 'resourceName'] as const

export type TextFieldName = Exclude<EventFieldName, (typeof OTHER_FIELDS)[number]>

export const TEXT_FIELDS = EVENT_FIELDS.map(({ name }) => name).filter(
  (name): name is TextFieldName => !OTHER_FIELDS.some((other) => other === name),
)

/**
 * Users' notes on an event in this console (see eventNotes.ts). Records do not have them, and paths
 * of these names cannot be used.
 */
export const NOTE_FIELDS = [
  { name: 'starred', label: 'Starred', description: 'true when it is starred here, false when it is not.' },
  { name: 'tag', label: 'Tag', description: 'A tag that it has here.' },
  { name: 'comment', label: 'Comment', description: 'The comment on it here.' },
] as const satisfies readonly Field[]

export type NoteFieldName = (typeof NOTE_FIELDS)[number]['name']

/** What digest files say of the log files that contain an event (see integrity.ts). Not in its record either. */
const INTEGRITY_FIELD = {
  name: 'integrity',
  label: 'Integrity',
  description:
    'Whether digest files vouch for its log file: verified, hash-only, broken or not-covered. Empty if it was not validated.',
} as const satisfies Field

/** Paths into the record that people use by name. Any other path works as well. */
const PATH_FIELDS = [
  { name: 'userIdentity.type', label: 'User type', description: 'IAMUser, AssumedRole, Root, AWSService, …' },
  { name: 'userIdentity.arn', label: 'User ARN', description: 'The ARN of the caller.' },
  { name: 'userIdentity.principalId', label: 'Principal ID', description: 'The unique ID of the caller.' },
  { name: 'userIdentity.accountId', label: 'User account ID', description: 'The account of the caller.' },
  {
    name: 'userIdentity.sessionContext.sessionIssuer.userName',
    label: 'Role name',
    description: 'The role (or user) that issued the session.',
  },
  {
    name: 'userIdentity.sessionContext.sessionIssuer.arn',
    label: 'Role ARN',
    description: 'The ARN of the role (or user) that issued the session.',
  },
  {
    name: 'userIdentity.sessionContext.attributes.mfaAuthenticated',
    label: 'MFA authenticated',
    description:
      'true when an IAM user or root signed in with MFA. Role sessions have false, however they began.',
  },
  { name: 'errorMessage', label: 'Error message', description: 'Why it failed, in the service’s words.' },
  { name: 'requestID', label: 'Request ID', description: 'The ID that the service gave the request.' },
  {
    name: 'recipientAccountId',
    label: 'Recipient Account Id',
    description: 'The account that received the event.',
  },
  {
    name: 'sharedEventID',
    label: 'Shared event ID',
    description: 'Shared by the records of one action in several accounts.',
  },
  {
    name: 'vpcEndpointId',
    label: 'VPC endpoint ID',
    description: 'The VPC endpoint that the request came through.',
  },
  { name: 'eventVersion', label: 'Event version', description: 'The version of the record’s format.' },
  { name: 'managementEvent', label: 'Management event', description: 'true for management events.' },
  { name: 'apiVersion', label: 'API version', description: 'The version of the service’s API.' },
  {
    name: 'sessionCredentialFromConsole',
    label: 'From the console',
    description: 'true when a console session made the request.',
  },
] as const satisfies readonly Field[]

export const FIELDS: readonly Field[] = [...EVENT_FIELDS, ...PATH_FIELDS, ...NOTE_FIELDS, INTEGRITY_FIELD]

const byName = new Map(FIELDS.map((field) => [field.name, field]))
const eventFieldNames: ReadonlySet<string> = new Set(EVENT_FIELDS.map((field) => field.name))
const noteFieldNames: ReadonlySet<string> = new Set(NOTE_FIELDS.map((field) => field.name))

export function fieldNamed(name: string): Field | undefined {
  return byName.get(name)
}

export function isEventField(name: string): name is EventFieldName {
  return eventFieldNames.has(name)
}

export function isNoteField(name: string): name is NoteFieldName {
  return noteFieldNames.has(name)
}

export function isIntegrityField(name: string): boolean {
  return name === INTEGRITY_FIELD.name
}

const SEVERAL: ReadonlySet<string> = new Set(['resourceType', 'resourceName', 'tag'])

/** Whether no event has several values of it. A path may lead through a list. */
export function hasOneValue(name: string): boolean {
  return fieldNamed(name) !== undefined && !isPath(name) && !SEVERAL.has(name)
}

/** Whether it is kept beside the records, in none of them. */
export function isKeptField(name: string): boolean {
  return isNoteField(name) || isIntegrityField(name)
}

/** Whether it is a path into the record rather than a field of the event as a whole. */
export function isPath(name: string): boolean {
  return !isEventField(name) && !isKeptField(name)
}

/** The name of a field on screen: its label, or the path itself. */
export function labelOf(name: string): string {
  return byName.get(name)?.label ?? name
}

/**
 * Every top-level member that CloudTrail documents (docs/cloudtrail.md#record-members): a path may
 * start with it even if no stored record has it.
 */
export const RECORD_MEMBERS: ReadonlySet<string> = new Set([
  'eventVersion',
  'userIdentity',
  'eventTime',
  'eventSource',
  'eventName',
  'awsRegion',
  'sourceIPAddress',
  'userAgent',
  'errorCode',
  'errorMessage',
  'requestParameters',
  'responseElements',
  'additionalEventData',
  'requestID',
  'eventID',
  'eventType',
  'apiVersion',
  'managementEvent',
  'readOnly',
  'resources',
  'recipientAccountId',
  'serviceEventDetails',
  'sharedEventID',
  'vpcEndpointId',
  'vpcEndpointAccountId',
  'eventCategory',
  'addendum',
  'sessionCredentialFromConsole',
  'edgeDeviceDetails',
  'tlsDetails',
  'eventContext',
  'insightDetails',
  'accountId',
  'eventId',
  'timeWindow',
  'summary',
])

/** Members of records that other objects have too. */
const ALSO_ELSEWHERE = new Set([
  'resources',
  'addendum',
  'eventContext',
  'accountId',
  'timeWindow',
  'summary',
])

/** Members by which an object is taken for a CloudTrail record and read whole. */
export const TELLING_RECORD_MEMBERS: ReadonlySet<string> = new Set(
  [...RECORD_MEMBERS].filter((name) => !ALSO_ELSEWHERE.has(name)),
)
