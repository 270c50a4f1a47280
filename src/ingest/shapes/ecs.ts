import { itemsOf, objectOf, type JsonMember } from './jsonMembers.ts'
import { JsonTree } from './jsonTree.ts'

/**
 * The text of the record that an ECS document was made from, as Elastic does (`aws.cloudtrail`);
 * null for other objects, and if the document has the record itself (`event.original`). Members are
 * given the names and the places that they had, and everything else is in the member `ecs`, by which
 * such a record can be told from an original one. `object` is valid JSON.
 */
export function recordOfEcs(object: string): string | null {
  const document = nested(JsonTree.of(object))
  const isOfCloudTrail =
    document.get(['aws', 'cloudtrail', 'event_version']) !== null ||
    document.get(['aws', 'cloudtrail', 'event_type']) !== null
  if (!isOfCloudTrail || document.get(['event', 'original']) !== null) return null
  const record = new JsonTree()
  for (const [from, to] of PLACES) {
    const path = from.split('.')
    const value = document.get(path)
    if (value !== null && record.add(to.split('.'), value)) document.take(path)
  }
  for (const name of FLATTENED) {
    const value = document.take(['aws', 'cloudtrail', 'flattened', name])
    if (value !== null) {
      record.add([camelCase(name)], value)
      // The same as text, as Java prints it.
      document.take(['aws', 'cloudtrail', name])
    }
  }
  const resources = document.take(['aws', 'cloudtrail', 'resources'])
  if (resources?.startsWith('[')) record.add(['resources'], resourcesOf(resources))
  for (const name of document.namesAt(['aws', 'cloudtrail'])) {
    if (NOT_OF_RECORDS.has(name)) continue
    const value = document.take(['aws', 'cloudtrail', name])!
    record.add([camelCase(name)], value)
  }
  record.add(['ecs'], document.text())
  return record.text()
}

/** Members whose names are paths, as in exports of single fields, in the objects that they name. */
function nested(document: JsonTree): JsonTree {
  for (const name of document.namesAt([])) {
    if (!name.includes('.')) continue
    const value = document.get([name])!
    const items = value.startsWith('[') ? itemsOf(value) : []
    if (document.add(name.split('.'), items.length === 1 ? items[0]! : value)) document.take([name])
  }
  return document
}

function resourcesOf(resources: string): string {
  const items = itemsOf(resources).map((item) => {
    if (!item.startsWith('{')) return item
    const tree = JsonTree.of(item)
    const members = tree
      .namesAt([])
      .map((name): JsonMember => [name === 'arn' ? 'ARN' : camelCase(name), tree.get([name])!])
    return objectOf(members)
  })
  return `[${items.join(',')}]`
}

function camelCase(name: string): string {
  return NAMES.get(name) ?? name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase())
}

/** Names whose words cannot be told from the underscores. */
const NAMES: ReadonlyMap<string, string> = new Map([
  ['additional_eventdata', 'additionalEventData'],
  ['request_id', 'requestID'],
  ['shared_event_id', 'sharedEventID'],
])

const FLATTENED = ['request_parameters', 'response_elements', 'additional_eventdata', 'service_event_details']

/** Members that Elastic adds, or that are placed already. */
const NOT_OF_RECORDS = new Set(['user_identity', 'flattened', 'console_login', 'digest', 'insight_details'])

const IDENTITY = 'aws.cloudtrail.user_identity'
const SESSION = 'userIdentity.sessionContext'

/** Where a record's members are in a document, in the order of records. */
const PLACES: readonly (readonly [from: string, to: string])[] = [
  ['aws.cloudtrail.event_version', 'eventVersion'],
  [`${IDENTITY}.type`, 'userIdentity.type'],
  ['user.id', 'userIdentity.principalId'],
  [`${IDENTITY}.arn`, 'userIdentity.arn'],
  [`${IDENTITY}.account_id`, 'userIdentity.accountId'],
  [`${IDENTITY}.access_key_id`, 'userIdentity.accessKeyId'],
  [`${IDENTITY}.user_name`, 'userIdentity.userName'],
  ['user.name', 'userIdentity.userName'],
  [`${IDENTITY}.invoked_by`, 'userIdentity.invokedBy'],
  ...['type', 'principal_id', 'arn', 'account_id', 'user_name'].map(
    (name) =>
      [
        `${IDENTITY}.session_context.session_issuer.${name}`,
        `${SESSION}.sessionIssuer.${camelCase(name)}`,
      ] as const,
  ),
  [`${IDENTITY}.session_context.creation_date`, `${SESSION}.attributes.creationDate`],
  [`${IDENTITY}.session_context.mfa_authenticated`, `${SESSION}.attributes.mfaAuthenticated`],
  ['@timestamp', 'eventTime'],
  ['event.provider', 'eventSource'],
  ['event.action', 'eventName'],
  ['cloud.region', 'awsRegion'],
  ['source.address', 'sourceIPAddress'],
  ['source.ip', 'sourceIPAddress'],
  ['user_agent.original', 'userAgent'],
  ['aws.cloudtrail.error_code', 'errorCode'],
  ['aws.cloudtrail.error_message', 'errorMessage'],
  ['aws.cloudtrail.request_id', 'requestID'],
  ['event.id', 'eventID'],
  ['aws.cloudtrail.read_only', 'readOnly'],
  ['aws.cloudtrail.event_type', 'eventType'],
  ['aws.cloudtrail.management_event', 'managementEvent'],
  ['aws.cloudtrail.recipient_account_id', 'recipientAccountId'],
  ['cloud.account.id', 'recipientAccountId'],
  ['aws.cloudtrail.event_category', 'eventCategory'],
  ['tls.client.server_name', 'tlsDetails.clientProvidedHostHeader'],
  ['tls.cipher', 'tlsDetails.cipherSuite'],
]
