import type { CloudTrailEvent, EventResource } from './event.ts'
import { nameIn, readEventName, shorten, textIn, typeWords, withoutVersion } from './summaryWords.ts'

/**
 * The middle of the sentence: `failed to {base}{object}`, `{past}{object}`,
 * `was denied CreateUser{on}`.
 */
export type Action =
  | {
      readonly kind: 'call'
      readonly base: string
      readonly past: string
      readonly object: string
      readonly on: string
    }
  | { readonly kind: 'sign-in'; readonly base: string; readonly past: string; readonly failed: boolean }

export function actionOf(event: CloudTrailEvent, record: unknown): Action {
  const name = withoutVersion(event.eventName ?? '')
  const signIn = signInAction(event, record, name)
  if (signIn) return signIn
  const own = Object.hasOwn(OWN_WORDS, name) ? OWN_WORDS[name]?.(new Reading(event, record)) : undefined
  if (own)
    return { kind: 'call', base: own[0], past: own[1], object: own[2], on: own[3] ?? onResources(event) }
  return plainAction(event, name)
}

/** The values of an event that phrases use. */
class Reading {
  readonly #event: CloudTrailEvent
  readonly #record: unknown
  constructor(event: CloudTrailEvent, record: unknown) {
    this.#event = event
    this.#record = record
  }
  /** ` before name` for the first path with a text, otherwise nothing. */
  part(before: string, ...paths: readonly string[]): string {
    for (const path of paths) {
      const text = textIn(this.#record, path)
      if (text !== null) return ` ${before}${before === '' ? '' : ' '}${nameIn(text)}`
    }
    return ''
  }
  request(path: string): string | null {
    return textIn(this.#record, `requestParameters.${path}`)
  }
  resources(before: string, type: RegExp): string {
    const names = bestNames(this.#event.resources.filter(({ resourceType }) => type.test(resourceType ?? '')))
    return names === '' ? '' : ` ${before}${before === '' ? '' : ' '}${names}`
  }
}

/** base, past, object, and what follows "was denied X" if the resources do not provide it. */
type Phrase = readonly [base: string, past: string, object: string, on?: string]

const p = (name: string) => `requestParameters.${name}`

const instances =
  (base: string, past: string) =>
  (of: Reading): Phrase => {
    const names = of.resources('', /::Instance$/)
    return [
      base,
      past,
      names === '' ? ' instances' : `${names.includes(',') ? ' instances' : ' instance'}${names}`,
    ]
  }

const policy =
  (base: string, past: string, preposition: string, kind: string, field: string) =>
  (of: Reading): Phrase => [
    base,
    past,
    ` policy${of.part('', p('policyArn'), p('policyName'))}${of.part(`${preposition} ${kind}`, p(field))}`,
    of.part(`for ${kind}`, p(field)),
  ]

const accessKey =
  (base: string, past: string, preposition: string) =>
  (of: Reading): Phrase => [
    base,
    past,
    ` access key${of.part('', 'responseElements.accessKey.accessKeyId', p('accessKeyId'))}${of.part(`${preposition} user`, p('userName'), 'responseElements.accessKey.userName')}`,
    of.part('for user', p('userName')),
  ]

const object =
  (base: string, past: string, preposition: string) =>
  (of: Reading): Phrase => {
    const where = of.part(`${preposition} bucket`, p('bucketName'))
    return [
      base,
      past,
      ` object${of.part('', p('key'))}${where}`,
      ` on object${of.part('', p('key'))}${of.part('in bucket', p('bucketName'))}`,
    ]
  }

const assumed =
  (how: string) =>
  (of: Reading): Phrase => {
    const session = of.request('roleSessionName')
    const isInstance = session !== null && /^i-[0-9a-f]+$/.test(session)
    const as =
      session === null ? '' : isInstance ? ` for instance ${session}` : ` as session ${shorten(session)}`
    return [
      'assume',
      'assumed',
      ` role${of.part('', p('roleArn'))}${as}${how}`,
      of.part('on role', p('roleArn')),
    ]
  }

const withKey =
  (base: string, past: string, what: string) =>
  (of: Reading): Phrase => [
    base,
    past,
    `${what}${of.part('with key', p('keyId')) || of.resources('with key', /KMS::Key$/)}`,
    of.part('with key', p('keyId')) || of.resources('with key', /KMS::Key$/),
  ]

const securityGroup =
  (base: string, past: string, direction: string, preposition: string) =>
  (of: Reading): Phrase => {
    const item = 'ipPermissions.items'
    const range =
      of.request(`${item}.ipRanges.items.cidrIp`) ?? of.request(`${item}.ipv6Ranges.items.cidrIpv6`)
    const from = of.request(`${item}.fromPort`)
    const to = of.request(`${item}.toPort`)
    const everything = from === null || from === '-1' || of.request(`${item}.ipProtocol`) === '-1'
    const what = everything
      ? 'traffic'
      : `port ${shorten(from)}${to === null || to === from ? '' : `-${shorten(to)}`}`
    const group = of.part('security group', p('groupId'), p('groupName'))
    const peer = range === null ? '' : ` ${preposition} ${shorten(range)}`
    return [
      base,
      past,
      ` ${direction} ${what}${peer} in${group || ' a security group'}`,
      group && ` on${group}`,
    ]
  }

const trail =
  (base: string, past: string) =>
  (of: Reading): Phrase => [base, past, ` trail${of.part('', p('name'), p('trailName'))}`]

/** Events whose name alone would make a poor sentence. */
const OWN_WORDS: Readonly<Record<string, (of: Reading) => Phrase>> = {
  RunInstances: (of) => ['launch', 'launched', instances('', '')(of)[2]],
  StartInstances: instances('start', 'started'),
  StopInstances: instances('stop', 'stopped'),
  RebootInstances: instances('reboot', 'rebooted'),
  TerminateInstances: instances('terminate', 'terminated'),
  CreateAccessKey: accessKey('create', 'created', 'for'),
  UpdateAccessKey: accessKey('update', 'updated', 'of'),
  DeleteAccessKey: accessKey('delete', 'deleted', 'of'),
  CreateLoginProfile: (of) => [
    'give',
    'gave',
    `${of.part('user', p('userName')) || ' a user'} a console password`,
  ],
  UpdateLoginProfile: (of) => [
    'change',
    'changed',
    ` the console password${of.part('of user', p('userName'))}`,
  ],
  DeleteLoginProfile: (of) => [
    'remove',
    'removed',
    ` the console password${of.part('of user', p('userName'))}`,
  ],
  ChangePassword: () => ['change', 'changed', ' their own password'],
  AttachUserPolicy: policy('attach', 'attached', 'to', 'user', 'userName'),
  AttachRolePolicy: policy('attach', 'attached', 'to', 'role', 'roleName'),
  AttachGroupPolicy: policy('attach', 'attached', 'to', 'group', 'groupName'),
  DetachUserPolicy: policy('detach', 'detached', 'from', 'user', 'userName'),
  DetachRolePolicy: policy('detach', 'detached', 'from', 'role', 'roleName'),
  DetachGroupPolicy: policy('detach', 'detached', 'from', 'group', 'groupName'),
  PutUserPolicy: policy('put', 'put', 'on', 'user', 'userName'),
  PutRolePolicy: policy('put', 'put', 'on', 'role', 'roleName'),
  PutGroupPolicy: policy('put', 'put', 'on', 'group', 'groupName'),
  DeleteUserPolicy: policy('delete', 'deleted', 'of', 'user', 'userName'),
  DeleteRolePolicy: policy('delete', 'deleted', 'of', 'role', 'roleName'),
  UpdateAssumeRolePolicy: (of) => ['change', 'changed', ` who may assume role${of.part('', p('roleName'))}`],
  AddUserToGroup: (of) => [
    'add',
    'added',
    `${of.part('user', p('userName'))}${of.part('to group', p('groupName'))}`,
  ],
  RemoveUserFromGroup: (of) => [
    'remove',
    'removed',
    `${of.part('user', p('userName'))}${of.part('from group', p('groupName'))}`,
  ],
  AssumeRole: assumed(''),
  AssumeRoleWithSAML: assumed(' with SAML'),
  AssumeRoleWithWebIdentity: assumed(' with a web identity'),
  AssumeRoot: (of) => ['assume', 'assumed', ` root${of.part('of account', p('targetPrincipal'))}`],
  GetSessionToken: () => ['get', 'got', ' temporary credentials'],
  GetFederationToken: (of) => ['get', 'got', ` credentials${of.part('for federated user', p('name'))}`],
  GetSigninToken: () => ['get', 'got', ' a token to sign in to the console'],
  GetCallerIdentity: () => ['ask', 'asked', ' who they are (GetCallerIdentity)'],
  GetObject: object('read', 'read', 'from'),
  HeadObject: object('check', 'checked', 'in'),
  PutObject: object('write', 'wrote', 'to'),
  CopyObject: object('copy', 'copied', 'to'),
  DeleteObject: object('delete', 'deleted', 'from'),
  ListObjects: (of) => ['list', 'listed', ` the objects${of.part('of bucket', p('bucketName'))}`],
  Decrypt: withKey('decrypt', 'decrypted', ' data'),
  Encrypt: withKey('encrypt', 'encrypted', ' data'),
  GenerateDataKey: withKey('generate', 'generated', ' a data key'),
  RotateKey: (of) => [
    'rotate',
    'rotated',
    ` key${of.part('', 'serviceEventDetails.keyId') || of.resources('', /KMS::Key$/)}`,
  ],
  Invoke: (of) => [
    'invoke',
    'invoked',
    ` function${of.part('', p('functionName')) || of.resources('', /Lambda::Function$/)}`,
  ],
  GetSecretValue: (of) => [
    'read',
    'read',
    ` the value of secret${of.part('', p('secretId'))}`,
    of.part('on secret', p('secretId')),
  ],
  StartLogging: (of) => ['start', 'started', ` logging on${trail('', '')(of)[2]}`],
  StopLogging: (of) => ['stop', 'stopped', ` logging on${trail('', '')(of)[2]}`],
  CreateTrail: trail('create', 'created'),
  UpdateTrail: trail('update', 'updated'),
  DeleteTrail: trail('delete', 'deleted'),
  AuthorizeSecurityGroupIngress: securityGroup('allow', 'allowed', 'inbound', 'from'),
  AuthorizeSecurityGroupEgress: securityGroup('allow', 'allowed', 'outbound', 'to'),
  RevokeSecurityGroupIngress: securityGroup('revoke', 'revoked', 'inbound', 'from'),
  RevokeSecurityGroupEgress: securityGroup('revoke', 'revoked', 'outbound', 'to'),
}

/**
 * The event's own name, read as English: `created user bob`, `put bucket policy on bucket logs`.
 */
function plainAction(event: CloudTrailEvent, name: string): Action {
  const words = readEventName(name)
  const on = onResources(event)
  if (!words) {
    const called = name === '' ? ' an unnamed action' : ` ${shorten(event.eventName ?? '')}`
    // A service event is named after what happened rather than after a call.
    const past = event.eventType === 'AwsServiceEvent' ? 'reported' : 'called'
    return { kind: 'call', base: past === 'called' ? 'call' : 'report', past, object: `${called}${on}`, on }
  }
  const same = event.resources.filter(({ resourceType }) => {
    const type = typeWords(resourceType ?? '')
    return type !== '' && isSameNoun(words.words, type)
  })
  const names = bestNames(same)
  const said =
    words.words === ''
      ? on.replace(/^ on/, '')
      : names === ''
        ? ` ${words.words}${on}`
        : ` ${words.words} ${names}`
  return { kind: 'call', base: words.base, past: words.past, object: said || ` (${name})`, on }
}

/** ` on bucket logs`: the first resource type that has a name. */
function onResources({ resources }: CloudTrailEvent): string {
  const first = resources.find(({ resourceName }) => resourceName !== null)
  if (!first) return ''
  const names = bestNames(resources.filter(({ resourceType }) => resourceType === first.resourceType))
  const type = typeWords(first.resourceType ?? '')
  return ` on ${type === '' ? '' : `${type} `}${names}`
}

/**
 * Resources come with several names each. The plain name is best, then the end of an ARN, then a
 * unique ID.
 */
function bestNames(resources: readonly EventResource[]): string {
  const names = resources.map(({ resourceName }) => resourceName).filter((name) => name !== null)
  const plain = names.filter(
    (name) => !name.startsWith('arn:') && !/^(?:AIDA|AROA|AGPA|ANPA|AIPA)[A-Z0-9]/.test(name),
  )
  const arns = names.filter((name) => name.startsWith('arn:'))
  const chosen = [...new Set((plain.length > 0 ? plain : arns.length > 0 ? arns : names).map(nameIn))]
  if (chosen.length <= 3) return chosen.join(', ')
  return `${chosen.slice(0, 3).join(', ')} and ${chosen.length - 3} more`
}

function isSameNoun(words: string, type: string): boolean {
  return singular(words) === singular(type)
}

function singular(text: string): string {
  return text.toLowerCase().replace(/ies$/, 'y').replace(/s$/, '').replace(/^ami$/, 'image')
}

/** null if the event is not a sign-in: docs/cloudtrail.md#sign-in-events */
function signInAction(event: CloudTrailEvent, record: unknown, name: string): Action | null {
  if (!/^(?:signin|sso)\./.test(event.eventSource ?? '') && !/signin$/i.test(event.eventType ?? ''))
    return null
  const words = Object.hasOwn(SIGN_INS, name) ? SIGN_INS[name] : undefined
  if (!words) return null
  const response = textIn(record, `responseElements.${name}`)
  const failed = response?.toLowerCase() === 'failure' || textIn(record, 'errorMessage') !== null
  const role = name === 'SwitchRole' ? textIn(record, 'additionalEventData.SwitchFrom') : null
  const past = role === null ? words[1] : `${words[1]} from ${nameIn(role)}`
  return { kind: 'sign-in', base: words[0], past, failed }
}

const SIGN_INS: Readonly<Record<string, readonly [base: string, past: string]>> = {
  ConsoleLogin: ['sign in to the console', 'signed in to the console'],
  CheckMfa: ['pass the MFA check of the console sign-in', 'was asked for MFA by the console sign-in'],
  SwitchRole: ['switch to this role in the console', 'was switched to in the console'],
  ExitRole: ['leave a switched role in the console', 'left a switched role in the console'],
  RenewRole: ['renew a switched role in the console', 'renewed a switched role in the console'],
  PasswordUpdated: ['change the sign-in password', 'changed the sign-in password'],
  PasswordRecoveryRequested: ['ask for a new sign-in password', 'asked for a new sign-in password'],
  PasswordRecoveryCompleted: ['recover the sign-in password', 'recovered the sign-in password'],
  EmailUpdated: ['change the sign-in e-mail address', 'changed the sign-in e-mail address'],
  UserAuthentication: ['sign in to IAM Identity Center', 'signed in to IAM Identity Center'],
  CredentialChallenge: [
    'be asked for a credential by IAM Identity Center',
    'was asked for a credential by IAM Identity Center',
  ],
  CredentialVerification: [
    'pass a credential check of IAM Identity Center',
    'passed a credential check of IAM Identity Center',
  ],
  Authenticate: ['sign in to IAM Identity Center', 'signed in to IAM Identity Center'],
  Federate: [
    'enter an account through IAM Identity Center',
    'entered an account through IAM Identity Center',
  ],
}
