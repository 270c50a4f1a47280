import { named, type Target } from './summaryTarget.ts'
import { nameIn, shorten, textIn } from './summaryWords.ts'

/** base, past, object, and what follows `was denied X` if the resources do not provide it. */
type Phrase = readonly [base: string, past: string, object: string, on?: string | undefined]

/** The values of an event that phrases use. */
export class Reading {
  readonly #record: unknown
  readonly #targets: readonly Target[]
  constructor(record: unknown, targets: readonly Target[]) {
    this.#record = record
    this.#targets = targets
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
    return textIn(this.#record, p(path))
  }
  /** ` instances i-1, i-2`: the resources of a type, if there are any. */
  resources(type: RegExp): string {
    const found = this.#targets.find((target) => type.test(target.type))
    return found ? ` ${named(found)}` : ''
  }
  /** All resources, whatever their type. */
  all(): string {
    return this.#targets.length === 0 ? '' : ` ${this.#targets.map(named).join(', ')}`
  }
}

const p = (name: string) => `requestParameters.${name}`

type Words = (of: Reading) => Phrase

const instances =
  (base: string, past: string): Words =>
  (of) => [base, past, of.resources(/^instance$/) || ' instances']

const policy =
  (base: string, past: string, preposition: string, kind: string): Words =>
  (of) => {
    const owner = p(`${kind}Name`)
    const name = of.part('', p('policyArn'), p('policyName'))
    return [
      base,
      past,
      `${name === '' ? ' a policy' : ` policy${name}`}${of.part(`${preposition} ${kind}`, owner)}`,
      of.part(`for ${kind}`, owner),
    ]
  }

const accessKey =
  (base: string, past: string, preposition: string): Words =>
  (of) => {
    const key = of.part('access key', 'responseElements.accessKey.accessKeyId', p('accessKeyId'))
    const user = of.part(`${preposition} user`, p('userName'), 'responseElements.accessKey.userName')
    return [base, past, `${key || ' an access key'}${user}`, of.part('for user', p('userName'))]
  }

const object =
  (base: string, past: string, preposition: string): Words =>
  (of) => {
    const key = of.part('', p('key'))
    return [
      base,
      past,
      `${key === '' ? ' an object' : ` object${key}`}${of.part(`${preposition} bucket`, p('bucketName'))}`,
      key === ''
        ? of.part('on bucket', p('bucketName'))
        : ` on object${key}${of.part('in bucket', p('bucketName'))}`,
    ]
  }

const assumed =
  (how: string): Words =>
  (of) => {
    const session = of.request('roleSessionName')
    const isInstance = session !== null && /^i-[0-9a-f]+$/.test(session)
    const as =
      session === null ? '' : isInstance ? ` for instance ${session}` : ` as session ${shorten(session)}`
    return [
      'assume',
      'assumed',
      `${of.part('role', p('roleArn')) || ' a role'}${as}${how}`,
      of.part('on role', p('roleArn')),
    ]
  }

const underKey =
  (base: string, past: string, what: string): Words =>
  (of) => {
    const key = of.part('under KMS key', p('keyId')) || of.resources(/^key$/).replace(/^ /, ' under KMS ')
    return [base, past, ` ${what}${key}`, of.part('on key', p('keyId')) || undefined]
  }

const securityGroup =
  (base: string, past: string, direction: string): Words =>
  (of) => {
    const item = 'ipPermissions.items'
    const range =
      of.request(`${item}.ipRanges.items.cidrIp`) ?? of.request(`${item}.ipv6Ranges.items.cidrIpv6`)
    const from = of.request(`${item}.fromPort`)
    const to = of.request(`${item}.toPort`)
    const isAll = from === null || from === '-1' || of.request(`${item}.ipProtocol`) === '-1'
    const ports =
      isAll || from === null
        ? ''
        : to === null || to === from
          ? ` on port ${shorten(from)}`
          : ` on ports ${shorten(from)}-${shorten(to)}`
    const group = of.part('security group', p('groupId'), p('groupName'))
    return [
      base,
      past,
      ` ${direction} traffic${ports}${range === null ? '' : ` for ${shorten(range)}`} in${group || ' a security group'}`,
      group && ` on${group}`,
    ]
  }

const trail = (of: Reading) => of.part('trail', p('name'), p('trailName')) || ' a trail'

/** A phrase around one parameter, such as ` command on instance i-1`. */
const around =
  (base: string, past: string, what: string, before = '', ...paths: readonly string[]): Words =>
  (of) => [
    base,
    past,
    `${what === '' ? '' : ` ${what}`}${paths.length === 0 ? '' : of.part(before, ...paths)}`,
  ]

/** Events whose name alone would make a poor sentence. */
export const PHRASES: Readonly<Record<string, Words>> = {
  RunInstances: instances('launch', 'launched'),
  StartInstances: instances('start', 'started'),
  StopInstances: instances('stop', 'stopped'),
  RebootInstances: instances('reboot', 'rebooted'),
  TerminateInstances: instances('terminate', 'terminated'),
  CreateTags: (of) => ['tag', 'tagged', of.all() || ' a resource'],
  DeleteTags: (of) => ['remove', 'removed', ` tags from${of.all() || ' a resource'}`],
  ReleaseAddress: around('release', 'released', 'Elastic IP address', '', p('publicIp'), p('allocationId')),
  AllocateAddress: around('allocate', 'allocated', 'Elastic IP address', '', 'responseElements.publicIp'),
  AuthorizeSecurityGroupIngress: securityGroup('allow', 'allowed', 'inbound'),
  AuthorizeSecurityGroupEgress: securityGroup('allow', 'allowed', 'outbound'),
  RevokeSecurityGroupIngress: securityGroup('revoke', 'revoked', 'inbound'),
  RevokeSecurityGroupEgress: securityGroup('revoke', 'revoked', 'outbound'),
  CreateAccessKey: accessKey('create', 'created', 'for'),
  UpdateAccessKey: (of) => {
    const status = of.request('status')
    if (status === 'Active') return accessKey('activate', 'activated', 'of')(of)
    if (status === 'Inactive') return accessKey('deactivate', 'deactivated', 'of')(of)
    return accessKey('update', 'updated', 'of')(of)
  },
  DeleteAccessKey: accessKey('delete', 'deleted', 'of'),
  GetAccessKeyLastUsed: (of) => [
    'check',
    'checked',
    ` when${of.part('access key', p('accessKeyId')) || ' an access key'} was last used`,
  ],
  CreateLoginProfile: (of) => [
    'create',
    'created',
    ` a console password for${of.part('user', p('userName')) || ' a user'}`,
  ],
  UpdateLoginProfile: around('change', 'changed', 'the console password', 'of user', p('userName')),
  DeleteLoginProfile: around('delete', 'deleted', 'the console password', 'of user', p('userName')),
  GetLoginProfile: around('read', 'read', 'the login profile', 'of user', p('userName')),
  ChangePassword: around('change', 'changed', 'their own password'),
  AttachUserPolicy: policy('attach', 'attached', 'to', 'user'),
  AttachRolePolicy: policy('attach', 'attached', 'to', 'role'),
  AttachGroupPolicy: policy('attach', 'attached', 'to', 'group'),
  DetachUserPolicy: policy('detach', 'detached', 'from', 'user'),
  DetachRolePolicy: policy('detach', 'detached', 'from', 'role'),
  DetachGroupPolicy: policy('detach', 'detached', 'from', 'group'),
  PutUserPolicy: policy('write', 'wrote', 'for', 'user'),
  PutRolePolicy: policy('write', 'wrote', 'for', 'role'),
  PutGroupPolicy: policy('write', 'wrote', 'for', 'group'),
  GetUserPolicy: policy('read', 'read', 'of', 'user'),
  GetRolePolicy: policy('read', 'read', 'of', 'role'),
  GetGroupPolicy: policy('read', 'read', 'of', 'group'),
  DeleteUserPolicy: policy('delete', 'deleted', 'of', 'user'),
  DeleteRolePolicy: policy('delete', 'deleted', 'of', 'role'),
  DeleteGroupPolicy: policy('delete', 'deleted', 'of', 'group'),
  UpdateAssumeRolePolicy: (of) => [
    'change',
    'changed',
    ` who can assume${of.part('role', p('roleName')) || ' a role'}`,
  ],
  AddUserToGroup: (of) => [
    'add',
    'added',
    `${of.part('user', p('userName')) || ' a user'}${of.part('to group', p('groupName'))}`,
  ],
  RemoveUserFromGroup: (of) => [
    'remove',
    'removed',
    `${of.part('user', p('userName')) || ' a user'}${of.part('from group', p('groupName'))}`,
  ],
  AssumeRole: assumed(''),
  AssumeRoleWithSAML: assumed(' using SAML'),
  AssumeRoleWithWebIdentity: assumed(' using a web identity'),
  AssumeRoot: around('assume', 'assumed', 'root', 'of account', p('targetPrincipal')),
  GetSessionToken: around('get', 'got', 'temporary credentials'),
  GetFederationToken: around('get', 'got', 'credentials', 'for federated user', p('name')),
  GetSigninToken: around('get', 'got', 'a console sign-in token'),
  GetCallerIdentity: around('check', 'checked', 'the identity of the current credentials'),
  GetObject: object('read', 'read', 'in'),
  HeadObject: object('check', 'checked', 'in'),
  PutObject: object('write', 'wrote', 'to'),
  CopyObject: object('copy', 'copied', 'to'),
  DeleteObject: object('delete', 'deleted', 'in'),
  ListObjects: (of) => ['list', 'listed', ` objects${of.part('in bucket', p('bucketName'))}`],
  HeadBucket: (of) => ['check', 'checked', of.part('bucket', p('bucketName')) || ' a bucket'],
  Decrypt: underKey('decrypt', 'decrypted', 'data'),
  Encrypt: underKey('encrypt', 'encrypted', 'data'),
  GenerateDataKey: underKey('generate', 'generated', 'a data key'),
  GenerateDataKeyWithoutPlaintext: underKey('generate', 'generated', 'an encrypted data key'),
  RotateKey: (of) => [
    'rotate',
    'rotated',
    of.part('key', 'serviceEventDetails.keyId') || of.resources(/^key$/) || ' a key',
  ],
  Invoke: (of) => [
    'invoke',
    'invoked',
    of.part('function', p('functionName')) || of.resources(/^function$/) || ' a function',
  ],
  GetSecretValue: (of) => [
    'read',
    'read',
    of.part('the value of secret', p('secretId')) || ' the value of a secret',
    of.part('on secret', p('secretId')),
  ],
  PutSecretValue: (of) => [
    'write',
    'wrote',
    of.part('a new value of secret', p('secretId')) || ' a new value of a secret',
  ],
  BatchGetSecretValue: around('read', 'read', 'the values of secrets'),
  StartSecretVersionDelete: around('start', 'started', 'deleting a version of a secret'),
  GetParametersByPath: around('read', 'read', 'parameters', 'under', p('path')),
  SendCommand: around('send', 'sent', 'command', '', p('documentName')),
  StartSession: around('start', 'started', 'a session', 'on', p('target')),
  TerminateSession: around('end', 'ended', 'session', '', p('sessionId')),
  StartLogging: (of) => ['start', 'started', ` logging on${trail(of)}`],
  StopLogging: (of) => ['stop', 'stopped', ` logging on${trail(of)}`],
  CreateTrail: (of) => ['create', 'created', trail(of)],
  UpdateTrail: (of) => ['update', 'updated', trail(of)],
  DeleteTrail: (of) => ['delete', 'deleted', trail(of)],
  CreateLogStream: (of) => [
    'create',
    'created',
    `${of.part('log stream', p('logStreamName')) || ' a log stream'}${of.part('in log group', p('logGroupName'))}`,
  ],
  FilterLogEvents: around('search', 'searched', 'log events', 'in log group', p('logGroupName')),
  StartQuery: around(
    'start',
    'started',
    'a log query',
    'on log group',
    p('logGroupName'),
    p('logGroupNames'),
  ),
  GetQueryResults: around('read', 'read', 'the results', 'of query', p('queryId'), p('queryExecutionId')),
  StartQueryExecution: around('run', 'ran', 'an Athena query', 'in workgroup', p('workGroup')),
  StartPipelineExecution: around('start', 'started', 'pipeline', '', p('name')),
  StartJobRun: around('start', 'started', 'job', '', p('jobName')),
  StartBuild: around('start', 'started', 'a build', 'of project', p('projectName')),
  PutMetricAlarm: around('create or update', 'created or updated', 'alarm', '', p('alarmName')),
  BatchCheckLayerAvailability: around(
    'check',
    'checked',
    'which layers exist',
    'in repository',
    p('repositoryName'),
  ),
  PutRetentionPolicy: around('set', 'set', 'the retention period', 'of log group', p('logGroupName')),
  GetPipelineState: around('read', 'read', 'the state', 'of pipeline', p('name')),
  AddMemberToGroup: around('add', 'added', 'a member to a group'),
  RemoveMemberFromGroup: around('remove', 'removed', 'a member from a group'),
  PutImage: around('push', 'pushed', 'an image', 'to repository', p('repositoryName')),
  BatchGetImage: around('pull', 'pulled', 'images', 'from repository', p('repositoryName')),
  GetAuthorizationToken: around('get', 'got', 'a registry token'),
}
