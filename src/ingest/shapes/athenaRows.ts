import { itemsOf, membersOf, objectOf, soundJson } from './jsonMembers.ts'

/**
 * Names of record members that have capitals. Athena and CloudTrail Lake write them in lower case:
 * docs/cloudtrail.md#lower-case-names
 */
const NAMES: ReadonlyMap<string, string> = new Map(
  [
    'eventVersion userIdentity eventTime eventSource eventName awsRegion sourceIPAddress userAgent errorCode errorMessage',
    'requestParameters responseElements additionalEventData requestID eventID eventType eventCategory apiVersion readOnly',
    'managementEvent recipientAccountId serviceEventDetails sharedEventID vpcEndpointId vpcEndpointAccountId tlsDetails',
    'insightDetails edgeDeviceDetails sessionCredentialFromConsole tlsVersion cipherSuite clientProvidedHostHeader',
    'principalId accountId accessKeyId userName invokedBy sessionContext sessionIssuer webIdFederationData attributes',
    'mfaAuthenticated creationDate ec2RoleDelivery sourceIdentity federatedProvider identityProvider onBehalfOf userId',
    'identityStoreArn credentialId updatedFields originalRequestID originalEventID',
  ]
    .join(' ')
    .split(' ')
    .map((name) => [name.toLowerCase(), name]),
)

/** Names without capitals. */
const PLAIN_NAMES = new Set(['type', 'arn', 'attributes', 'resources', 'addendum', 'reason'])

/** Whether Athena's table has a column or a member with this name. */
export function isTableName(name: string): boolean {
  return NAMES.has(name) || PLAIN_NAMES.has(name)
}

/** Columns that contain JSON text in Athena's table, with its capitals intact. */
const JSON_TEXTS = new Set([
  'requestparameters',
  'responseelements',
  'additionaleventdata',
  'serviceeventdetails',
])

/**
 * The text of the record that a row was made from, with its capitals restored and its values as
 * written; null if the object is not such a row. `row` is valid JSON.
 */
export function restoreRow(row: string): string | null {
  const members = membersOf(row)
  if (!members.some(([name]) => name === 'eventsource' || name === 'eventversion' || name === 'eventid'))
    return null
  return objectOf(
    members
      .filter(([, value]) => value !== 'null' && value !== '""')
      .map(([name, value]) => [
        NAMES.get(name) ?? name,
        JSON_TEXTS.has(name) ? jsonInString(value) : restoreNames(value, name, 0),
      ]),
  )
}

function restoreNames(value: string, of: string, depth: number): string {
  if (depth > MAX_DEPTH) return value
  if (value.startsWith('['))
    return `[${itemsOf(value)
      .map((item) => restoreNames(item, of, depth + 1))
      .join(',')}]`
  if (!value.startsWith('{')) return of === 'readonly' ? asBoolean(value) : value
  return objectOf(
    membersOf(value).map(([name, inner]) => [
      of === 'resources' && name === 'arn' ? 'ARN' : (NAMES.get(name) ?? name),
      restoreNames(inner, name, depth + 1),
    ]),
  )
}

function asBoolean(value: string): string {
  return value === '"true"' ? 'true' : value === '"false"' ? 'false' : value
}

/** JSON that is the text of a string; any other value as it is. */
function jsonInString(value: string): string {
  return value.startsWith('"') ? (soundJson(JSON.parse(value) as string) ?? value) : value
}

/** No structure of Athena's table is deeper. */
const MAX_DEPTH = 10
