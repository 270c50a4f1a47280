import ipaddr from 'ipaddr.js'
import { parseCidr } from '../cidr.ts'
import { detectArn } from './arn.ts'
import { asks, asksBy, known, type Suggestion, type Indicator } from './suggestion.ts'

const ISSUER = 'userIdentity.sessionContext.sessionIssuer'

type Detect = (text: string) => Indicator | null

/**
 * What a single identifier is, without surrounding characters; null if it is none. The first match
 * counts.
 */
export const detectIdentifier: Detect = (text) => (text.length > LONGEST ? null : first(IDENTIFIERS, text))

/** Longer texts are not identifiers, and would make unreadable conditions. */
const LONGEST = 2000

const IDENTIFIERS: readonly Detect[] = [
  detectArn,
  address,
  accountId,
  accessKeyId,
  principalId,
  guid,
  requestId,
  bucketAddress,
  serviceName,
  resourceType,
  region,
  resourceId,
  errorCode,
]

function first(all: readonly Detect[], text: string): Indicator | null {
  for (const detect of all) {
    const indicator = detect(text)
    if (indicator) return indicator
  }
  return null
}

/** Also with defanged dots, as in incident reports, and with a port. */
function address(text: string): Indicator | null {
  if (text.length > 100 || !/^[[:\da-fA-F]/.test(text)) return null
  const plain = text
    .replaceAll(/\[\.\]|\(\.\)|\[dot\]|\(dot\)/gi, '.')
    .replaceAll('[:]', ':')
    .replace(/^\[([\da-fA-F:.]+)\](?::\d{1,5})?$/, '$1')
    .replace(/^(\d{1,3}(?:\.\d{1,3}){3}):\d{1,5}$/, '$1')
  if (parseCidr(plain)) {
    return known(
      'CIDR block',
      asks('Calls from this block', ['sourceIPAddress', plain]),
      asks('Requests with exactly this block, such as for rules', ['requestParameters.cidrIp', plain]),
    )
  }
  if (ipaddr.IPv4.isValidFourPartDecimal(plain)) {
    const block = `${plain.split('.').slice(0, 3).join('.')}.0/24`
    return known(
      'IPv4 address',
      asks('Calls from this address', ['sourceIPAddress', plain]),
      asks(`Calls from nearby addresses (${block})`, ['sourceIPAddress', block]),
    )
  }
  if (!plain.includes(':') || !/^[\da-f:.]+$/i.test(plain) || !ipaddr.IPv6.isValid(plain)) return null
  const parsed = ipaddr.IPv6.parse(plain)
  if (parsed.isIPv4MappedAddress()) return address(parsed.toIPv4Address().toString())
  return known(
    'IPv6 address',
    asks('Calls from this address in any notation', ['sourceIPAddress', `${plain.toLowerCase()}/128`]),
    asks('Calls from its network', ['sourceIPAddress', `${plain.toLowerCase()}/64`]),
  )
}

function accountId(text: string): Indicator | null {
  if (!/^(?:\d{12}|\d{4}-\d{4}-\d{4})$/.test(text)) return null
  const id = text.replaceAll('-', '')
  return known(
    'Account ID',
    asks('Events of this account', ['accountId', id]),
    asks('Calls by identities of this account', ['userIdentity.accountId', id]),
    asks('Events on resources of this account', ['resources.accountId', id]),
    asks('Records delivered to this account', ['recipientAccountId', id]),
  )
}

/** Of any length, since AWS does not fix it: docs/cloudtrail.md#unique-ids */
function accessKeyId(text: string): Indicator | null {
  const [, prefix] = /^(AKIA|ASIA)[A-Z0-9]{6,124}$/.exec(text) ?? []
  if (prefix === undefined) return null
  const used = asks('Calls signed with this key', ['accessKeyId', text])
  return prefix === 'ASIA'
    ? known(
        'Temporary access key',
        used,
        asks('The event that issued it', ['responseElements.credentials.accessKeyId', text]),
        asks('Events on this resource', ['resourceName', text]),
      )
    : known(
        'Access key',
        used,
        asks('Events on this resource', ['resourceName', text]),
        asks('The event that created it', ['responseElements.accessKey.accessKeyId', text]),
        asks('Requests that change it', ['requestParameters.accessKeyId', text]),
      )
}

const PRINCIPALS: Readonly<Record<string, string>> = {
  AIDA: 'Unique ID of a user',
  AROA: 'Unique ID of a role',
  AIPA: 'Unique ID of an instance profile',
  AGPA: 'Unique ID of a group',
  ANPA: 'Unique ID of a managed policy',
}

function principalId(text: string): Indicator | null {
  const match = /^((AIDA|AROA|AIPA|AGPA|ANPA)[A-Z0-9]{6,124})(?::([\w+=,.@-]{1,128}))?$/.exec(text)
  if (!match) return null
  const [, id = '', prefix = '', session] = match
  const about = asks('Events on this resource', ['resourceName', text])
  if (session !== undefined) {
    return known(
      'Principal ID of a role’s session',
      asks('Calls in sessions with this name', ['userIdentity.principalId', text]),
      asks('Who started this session', ['responseElements.assumedRoleUser.assumedRoleId', text]),
      asks('Calls in any session of the role', [`${ISSUER}.principalId`, id]),
      about,
    )
  }
  const what = PRINCIPALS[prefix] ?? 'Unique ID'
  if (prefix === 'AROA') {
    return known(
      what,
      asks('Calls in sessions of this role', [`${ISSUER}.principalId`, id]),
      asksBy('Calls by principals of this role', 'userIdentity.principalId', '^', `${id}:`),
      about,
    )
  }
  if (prefix !== 'AIDA') return known(what, about)
  return known(
    what,
    asks('Calls by this user', ['userIdentity.principalId', id]),
    asks('Calls by sessions of this user', [`${ISSUER}.principalId`, id]),
    about,
  )
}

function guid(text: string): Indicator | null {
  if (!/^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i.test(text)) return null
  return known(
    'Event ID, or another ID in this format',
    asks('The event with this ID', ['eventID', text]),
    asks('Events with this request ID', ['requestID', text]),
    asks('Events with this shared event ID', ['sharedEventID', text]),
    asks('Requests for the KMS key with this ID', ['requestParameters.keyId', text]),
  )
}

/** As S3 writes them. `20131102T010628Z` is a time. */
function requestId(text: string): Indicator | null {
  return /^(?=.*\d)(?=.*[A-Z])[\dA-Z]{16}$/.test(text) && !/^\d{8}T\d{6}Z$/.test(text)
    ? known('Request ID', asks('Events with this request ID', ['requestID', text]))
    : null
}

function bucketAddress(text: string): Indicator | null {
  const [, bucket, key] = /^s3:\/\/([a-z0-9][\w.-]{1,62})(?:\/(\S*))?$/.exec(text) ?? []
  if (bucket === undefined) return null
  const object: Suggestion[] = key
    ? [
        asks(
          'Requests for this object',
          ['requestParameters.bucketName', bucket],
          ['requestParameters.key', key],
        ),
      ]
    : []
  return known(
    key ? 'Address of an S3 object' : 'Address of an S3 bucket',
    ...object,
    asks('Requests to the bucket and its objects', ['requestParameters.bucketName', bucket]),
    asks('Events on the bucket', ['resourceName', bucket]),
  )
}

function serviceName(text: string): Indicator | null {
  if (!/^[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){0,3}\.amazonaws\.com(?:\.cn)?$/.test(text)) return null
  return known(
    'AWS service',
    asks('Calls to this service', ['eventSource', text]),
    asks('Calls from this service', ['sourceIPAddress', text]),
    asks('Calls it made on behalf of users', ['invokedBy', text]),
  )
}

function resourceType(text: string): Indicator | null {
  return /^AWS::[A-Za-z\d]{1,60}::[A-Za-z\d:]{1,60}$/.test(text)
    ? known('Resource type', asks('Events on resources of this type', ['resourceType', text]))
    : null
}

function region(text: string): Indicator | null {
  return /^(?:af|ap|ca|cn|eu|il|me|mx|sa|us)(?:-gov|-iso[a-z]?)?-(?:north|south|east|west|central)(?:east|west)?-\d$/.test(
    text,
  )
    ? known('AWS Region', asks('Events in this Region', ['awsRegion', text]))
    : null
}

/** `i-0abc…`, `sg-…`, `vpc-…`: 8 or 17 hexadecimal digits. */
function resourceId(text: string): Indicator | null {
  const [, prefix] = /^([a-z]{1,12}(?:-[a-z]{1,12})?)-(?:[\da-f]{17}|[\da-f]{8})$/.exec(text) ?? []
  if (prefix === undefined) return null
  const about = asks('Events on this resource', ['resourceName', text])
  if (prefix === 'i')
    return known('Instance ID', about, asks('Calls made by this instance’s role', ['userName', text]))
  if (prefix === 'vpce')
    return known('VPC endpoint ID', about, asks('Calls through this endpoint', ['vpcEndpointId', text]))
  return known('Resource ID', about)
}

/** docs/cloudtrail.md#errors */
function errorCode(text: string): Indicator | null {
  const isOne =
    /^(?:Client|Server)\.[A-Z][\w.]{2,100}$/.test(text) ||
    (/^[A-Z][A-Za-z.]{4,100}$/.test(text) &&
      /(?:Exception|Error|Denied|Failure|NotFound|UnauthorizedOperation|NoSuchEntity)$/.test(text))
  return isOne ? known('Error code', asks('Calls with this error code', ['errorCode', text])) : null
}
