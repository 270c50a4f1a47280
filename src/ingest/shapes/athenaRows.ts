import type { Facts } from './envelopes.ts'

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
 * The text of the record that a row was made from, with its capitals restored; null if the object
 * is not such a row.
 */
export function restoreRow(row: Facts): string | null {
  if (!('eventsource' in row || 'eventversion' in row || 'eventid' in row)) return null
  const record: Record<string, unknown> = {}
  for (const [name, value] of Object.entries(row)) {
    if (value === null || value === '') continue
    record[NAMES.get(name) ?? name] = JSON_TEXTS.has(name) ? fromJsonText(value) : restoreNames(value, name)
  }
  return JSON.stringify(record)
}

function restoreNames(value: unknown, of: string): unknown {
  if (Array.isArray(value)) return value.map((item) => restoreNames(item, of))
  if (typeof value !== 'object' || value === null) return of === 'readonly' ? asBoolean(value) : value
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [
      of === 'resources' && name === 'arn' ? 'ARN' : (NAMES.get(name) ?? name),
      restoreNames(inner, name),
    ]),
  )
}

function asBoolean(value: unknown): unknown {
  return value === 'true' ? true : value === 'false' ? false : value
}

function fromJsonText(value: unknown): unknown {
  if (typeof value !== 'string') return value
  try {
    return JSON.parse(value) as unknown
  } catch {
    return value
  }
}
