import { itemsOf, membersOf, objectOf, soundJson, type JsonMember } from './jsonMembers.ts'
import { JsonTree } from './jsonTree.ts'

/**
 * The text of the record that an OCSF event was made from, as Security Lake does; null for other
 * objects. It is the original record if the event has it (`raw_data`). Otherwise it is put
 * together: members are given the names and the places that they had, and everything else is in the
 * member `ocsf`, by which such a record can be told from an original one. `object` is valid JSON.
 */
export function recordOfOcsf(object: string): string | null {
  const event = JsonTree.of(object)
  if (event.get(['class_uid']) === null || !isOfCloudTrail(event)) return null
  return originalIn(object) ?? assemble(event)
}

function isOfCloudTrail(event: JsonTree): boolean {
  return (
    event.get(['metadata', 'product', 'name']) === '"CloudTrail"' ||
    (event.get(['api', 'operation']) !== null && event.get(['api', 'service', 'name']) !== null)
  )
}

function originalIn(object: string): string | null {
  const raw = membersOf(object).find(([name]) => name === 'raw_data')?.[1]
  const text = raw === undefined ? null : jsonOf(raw)
  return text !== null && /^\{[^]*"event(?:Version|Name|ID)"/.test(text) ? text : null
}

function assemble(event: JsonTree): string {
  const record = new JsonTree()
  const move = (from: string, to: string, as: (value: string) => string | null = same) => {
    const path = from.split('.')
    const value = event.get(path)
    const changed = value === null ? null : as(value)
    if (changed !== null && record.add(to.split('.'), changed)) event.take(path)
  }
  move('metadata.product.version', 'eventVersion')
  moveIdentity(event, move)
  for (const from of ['time_dt', 'time']) move(from, 'eventTime', timeOf)
  // The other one says the same.
  if (record.get(['eventTime']) !== null) event.take(['time'])
  for (const [from, to] of PLACES) move(from, to)
  for (const [from, to] of TEXTS_OF_JSON) move(from, to, jsonOf)
  move('resources', 'resources', resourcesOf)
  moveUnmapped(event, record)
  if (record.get(['eventName']) === '"ConsoleLogin"')
    move('status', 'responseElements', (status) => `{"ConsoleLogin":${status}}`)
  record.add(['ocsf'], event.isEmpty ? '{}' : event.text())
  return record.text()
}

type Move = (from: string, to: string, as?: (value: string) => string | null) => void

function moveIdentity(event: JsonTree, move: Move): void {
  // A sign-in is an event of its user; in other classes, `user` is who was changed.
  const who =
    event.get(['actor', 'user']) === null && event.get(['class_uid']) === '3002' ? 'user' : 'actor.user'
  const isArn = (value: string) => (value.startsWith('"arn:') ? value : null)
  move(`${who}.type`, 'userIdentity.type')
  move(`${who}.uid_alt`, 'userIdentity.principalId')
  move(`${who}.uuid`, 'userIdentity.arn')
  move(`${who}.uid`, 'userIdentity.arn', isArn)
  move(`${who}.uid`, 'userIdentity.principalId')
  move(`${who}.account.uid`, 'userIdentity.accountId')
  move(`${who}.account_uid`, 'userIdentity.accountId')
  move(`${who}.credential_uid`, 'userIdentity.accessKeyId')
  move(`${who}.name`, 'userIdentity.userName')
  move('actor.invoked_by', 'userIdentity.invokedBy')
  const session = 'userIdentity.sessionContext'
  move('actor.session.issuer', `${session}.sessionIssuer.arn`, isArn)
  for (const from of ['created_time_dt', 'created_time'])
    move(`actor.session.${from}`, `${session}.attributes.creationDate`, timeOf)
  if (event.get(['actor', 'session', 'created_time_dt']) === null)
    event.take(['actor', 'session', 'created_time'])
  for (const from of ['is_mfa', 'mfa'])
    move(`actor.session.${from}`, `${session}.attributes.mfaAuthenticated`, quoted)
  const isSignedInByProvider = /"(?:SAML|WebIdentity)User"/.test(event.get(who.split('.')) ?? '')
  move(
    'actor.idp.name',
    isSignedInByProvider
      ? 'userIdentity.identityProvider'
      : `${session}.webIdFederationData.federatedProvider`,
  )
  move('actor.idp.uid', 'userIdentity.onBehalfOf.identityStoreArn')
}

/** Members that `unmapped` has by their paths in the record, as text. */
function moveUnmapped(event: JsonTree, record: JsonTree): void {
  for (const name of event.namesAt(['unmapped'])) {
    const path = ['unmapped', name]
    const value = event.get(path)!
    const isWhole = record.add(name.split('.'), valueOfUnmapped(name, value))
    if (isWhole) event.take(path)
  }
}

/** Map values are text: which of them were something else follows from their names. */
function valueOfUnmapped(name: string, value: string): string {
  if (BOOLEANS.has(name) && /^"(?:true|false)"$/.test(value)) return value.slice(1, -1)
  const json = OBJECTS.has(name) ? jsonOf(value) : null
  return json !== null && /^[[{n]/.test(json) ? json : value
}

/** ISO 8601, as records have it: without a fraction if that is zero. */
function timeOf(value: string): string | null {
  if (value.startsWith('"')) {
    const iso =
      /^"(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d:\d\d)(?:\.0*(?=[Z+"])|(\.\d*?[1-9])0*(?=[Z+"]))?(?:Z|\+00(?::?00)?)?"$/.exec(
        value,
      )
    return iso ? `"${iso[1]}T${iso[2]}${iso[3] ?? ''}Z"` : value
  }
  if (!/^\d{9,19}$/.test(value)) return null
  const digits = value.length <= 11 ? `${value}000` : value
  const date = new Date(Number(digits.slice(0, 13)))
  return Number.isNaN(date.getTime()) ? null : `"${date.toISOString().replace('.000', '')}"`
}

/** JSON, or the JSON that is the text of a string; null if it is neither. */
function jsonOf(value: string): string | null {
  return value.startsWith('"') ? soundJson(JSON.parse(value) as string) : value
}

function quoted(value: string): string {
  return value.startsWith('"') ? value : `"${value}"`
}

function same(value: string): string {
  return value
}

function resourcesOf(value: string): string | null {
  if (!value.startsWith('[')) return null
  return `[${itemsOf(value).map(resourceOf).join(',')}]`
}

function resourceOf(item: string): string {
  if (!item.startsWith('{')) return item
  const resource = JsonTree.of(item)
  const members: JsonMember[] = []
  for (const [from, to] of RESOURCE_PLACES) {
    const value = resource.take(from.split('.'))
    if (value !== null && !members.some(([name]) => name === to)) members.push([to, value])
  }
  if (!resource.isEmpty) members.push(['ocsf', resource.text()])
  return objectOf(members)
}

const RESOURCE_PLACES: readonly (readonly [from: string, to: string])[] = [
  ['uid', 'ARN'],
  ['owner.account.uid', 'accountId'],
  ['account_uid', 'accountId'],
  ['type', 'type'],
]

/** Where a record's members are in an event, in the order of records. */
const PLACES: readonly (readonly [from: string, to: string])[] = [
  ['api.service.name', 'eventSource'],
  ['api.operation', 'eventName'],
  ['cloud.region', 'awsRegion'],
  ['src_endpoint.ip', 'sourceIPAddress'],
  ['src_endpoint.domain', 'sourceIPAddress'],
  ['http_request.user_agent', 'userAgent'],
  ['api.response.error', 'errorCode'],
  ['api.response.message', 'errorMessage'],
  ['api.request.uid', 'requestID'],
  ['metadata.uid', 'eventID'],
  ['metadata.event_code', 'eventType'],
  ['api.version', 'apiVersion'],
  ['metadata.product.feature.name', 'eventCategory'],
  ['cloud.account.uid', 'recipientAccountId'],
  ['cloud.account_uid', 'recipientAccountId'],
  ['src_endpoint.uid', 'vpcEndpointId'],
  ['tls.version', 'tlsDetails.tlsVersion'],
  ['tls.cipher', 'tlsDetails.cipherSuite'],
  ['tls.sni', 'tlsDetails.clientProvidedHostHeader'],
]

const TEXTS_OF_JSON: readonly (readonly [from: string, to: string])[] = [
  ['api.request.data', 'requestParameters'],
  ['api.response.data', 'responseElements'],
]

const BOOLEANS = new Set(['readOnly', 'managementEvent'])
const OBJECTS = new Set([
  'requestParameters',
  'responseElements',
  'additionalEventData',
  'serviceEventDetails',
  'addendum',
  'edgeDeviceDetails',
  'insightDetails',
  'tlsDetails',
  'userIdentity',
  'resources',
  'eventContext',
])
