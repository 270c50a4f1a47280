import { RECORD_PATHS, type PathKind } from '../../cloudtrail/recordPaths.ts'

/** A column of a table, by its place. */
export interface Column {
  /** As in the header; empty if it has none. */
  readonly name: string
  /** Where its values belong in the record; null if that is not known. */
  readonly path: readonly string[] | null
  /** What the path contains. `leaf`: something below a member that services fill. */
  readonly kind: PathKind | 'leaf'
}

/**
 * The columns of a header. Names are compared with those of the record's members without their case
 * and their separators, so `userIdentity.userName`, `user_identity_user_name`,
 * `UserIdentityUserName` and `User identity/user name` are one. Two columns never have the same
 * path: the better name gets it.
 */
export function columnsOf(header: readonly string[]): Column[] {
  const taken = new Set<string>()
  const columns: (Column | undefined)[] = header.map(() => undefined)
  const isElastic = header.includes('event.action')
  for (const find of [knownPath, otherName])
    header.forEach((name, i) => {
      if (columns[i] || (isElastic && ELASTIC_NAMES.has(name))) return
      const found = find(name)
      if (!found || taken.has(found.path.join('.'))) return
      taken.add(found.path.join('.'))
      columns[i] = { name, ...found }
    })
  return columns.map((column, i) => column ?? { name: header[i]!.trim(), path: null, kind: 'leaf' })
}

interface KnownPath {
  readonly path: readonly string[]
  readonly kind: Column['kind']
}

/** The path that a column is named after. */
function knownPath(name: string): KnownPath | null {
  if (name.length > LONGEST_NAME) return null
  // The names that people and tools put before: `detail.eventName`, `aws.cloudtrail.event_version`.
  for (let rest = name.trim(); rest !== '';) {
    const path = BY_PLAIN_NAME.get(plain(rest))
    if (path !== undefined) return pathOf(path)
    const below = belowKnown(rest)
    if (below) return below
    rest = /^[^./]*[./](.*)$/s.exec(rest)?.[1] ?? ''
  }
  return null
}

/** What else columns are called that have a member's value. */
function otherName(name: string): KnownPath | null {
  const path = OTHER_NAMES.get(plain(name))
  return path === undefined ? null : pathOf(path)
}

function pathOf(path: string): KnownPath {
  return { path: path.split('.'), kind: RECORD_PATHS.get(path)! }
}

/** A path below a known member, with the names and the case that it has in the header. */
function belowKnown(name: string): KnownPath | null {
  const start = BELOW.exec(name)
  if (!start) return null
  const [member, separator = ''] = start
  const known = BY_PLAIN_NAME.get(plain(member))!
  // Splunk marks arrays: `items{}.instanceId`.
  const rest = name
    .slice(member.length)
    .replaceAll('{}', '.0')
    .replace(/^[\s./_:[\]>-]+/, '')
  if (rest === '') return null
  const names = separator === '_' ? [rest] : rest.split(/[./[\]]+|__/).filter((part) => part !== '')
  return { path: [...known.split('.'), ...names], kind: 'leaf' }
}

/** A name without what people and tools vary in it. */
export function plain(name: string): string {
  return name.toLowerCase().replaceAll(/[^\p{L}\p{N}]+/gu, '')
}

const BY_PLAIN_NAME: ReadonlyMap<string, string> = new Map(
  Array.from(RECORD_PATHS.keys(), (path) => [plain(path), path]),
)

/** Members with others below them that are not known, the longest first. */
const BELOW = new RegExp(
  `^(?:${Array.from(RECORD_PATHS)
    .filter(([, kind]) => kind === 'free' || kind === 'object')
    .map(([path]) => path.split('.').map(spelling).join('[\\s./_-]*'))
    .toSorted((a, b) => b.length - a.length)
    .join('|')})(?=([\\s./_:[\\]>-]*).)`,
  'i',
)

/** `requestParameters`, `request_parameters`, `Request parameters`. */
function spelling(name: string): string {
  return name.replaceAll(/(?<=[a-z])(?=[A-Z])/g, '[\\s_-]*')
}

/** Fields of the Elastic Common Schema with another meaning than CloudTrail's of the same name. */
const ELASTIC_NAMES: ReadonlySet<string> = new Set(['event.type', 'event.category', 'event.kind'])

/** Longer texts are no names, and would take long to compare. */
const LONGEST_NAME = 500

/** By what comes out of {@link plain}. */
const OTHER_NAMES: ReadonlyMap<string, string> = new Map(
  Object.entries({
    // The AWS console, lookup-events, Get-CTEvent.
    'userIdentity.userName': 'username user',
    'userIdentity.accessKeyId': 'awsaccesskey accesskeyid accesskey awsaccesskeyid',
    resources: 'resourcename',
    // Microsoft Sentinel, Steampipe, Elastic, and tables of one's own.
    'userIdentity.type': 'usertype identitytype',
    'userIdentity.arn': 'userarn principalarn identityarn useridentifier',
    'userIdentity.principalId': 'principalid userid',
    'userIdentity.accountId': 'useraccountid',
    'userIdentity.invokedBy': 'invokedby',
    'userIdentity.sessionContext.attributes.mfaAuthenticated': 'sessionmfaauthenticated mfaauthenticated',
    'userIdentity.sessionContext.attributes.creationDate': 'sessioncreationdate',
    'userIdentity.sessionContext.sessionIssuer.type': 'sessionissuertype',
    'userIdentity.sessionContext.sessionIssuer.principalId': 'sessionissuerprincipalid',
    'userIdentity.sessionContext.sessionIssuer.arn': 'sessionissuerarn rolearn',
    'userIdentity.sessionContext.sessionIssuer.accountId': 'sessionissueraccountid',
    'userIdentity.sessionContext.sessionIssuer.userName': 'sessionissuerusername rolename',
    'userIdentity.sessionContext.ec2RoleDelivery': 'ec2roledelivery',
    eventTime:
      'timegenerated timegeneratedutc timestamp time datetime eventtimeutc eventtimestamp eventdatetime timestamputc',
    eventName: 'eventaction operationname apicall',
    eventSource: 'eventprovider servicename',
    eventID: 'awseventid',
    requestID: 'awsrequestid',
    eventType: 'eventtypename',
    awsRegion: 'region cloudregion',
    sourceIPAddress: 'sourceip sourceipaddr sourceaddress clientip clientipaddress srcip ipaddress',
    userAgent: 'useragentoriginal',
    recipientAccountId: 'accountid account awsaccountid cloudaccountid recipientaccount awsaccount',
    'tlsDetails.tlsVersion': 'tlsversion',
    'tlsDetails.cipherSuite': 'ciphersuite',
    'tlsDetails.clientProvidedHostHeader': 'clientprovidedhostheader',
  }).flatMap(([path, names]) => names.split(' ').map((name): [string, string] => [name, path])),
)
