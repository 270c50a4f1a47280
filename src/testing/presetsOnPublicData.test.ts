import { createReadStream, existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { beforeAll, describe, expect, test } from 'vitest'
import { matches } from '../filter/matches.ts'
import { presetFilter, withEventNames } from '../filter/presets/preset.ts'
import { PRESETS } from '../filter/presets/presets.ts'
import { findInStream } from '../ingest/readForTest.ts'
import { readEvent, type ReadEvent } from './storeOf.ts'

const data = fileURLToPath(new URL('../../../shared/data/', import.meta.url))

/** A record as JSON.parse gives it: nothing of ours reads it here. */
interface Plain {
  readonly eventSource?: string
  readonly eventName?: string
  readonly eventType?: string
  readonly errorCode?: string
  readonly sourceIPAddress?: string
  readonly userIdentity?: {
    readonly type?: string
    readonly invokedBy?: string
    readonly principalId?: string
    readonly accessKeyId?: string
  }
  readonly requestParameters?: Elements | null
  readonly responseElements?: { readonly ConsoleLogin?: string } | null
  readonly additionalEventData?: { readonly MFAUsed?: string }
}

interface Elements {
  readonly policyArn?: string
  readonly instancesSet?: { readonly items?: readonly { readonly instanceId?: string }[] }
}

const names = (record: Plain, source: string, pattern: RegExp) =>
  record.eventSource === `${source}.amazonaws.com` && pattern.test(record.eventName ?? '')
const failed = (record: Plain) => Boolean(record.errorCode)
const anywhere = (record: Plain, text: string) =>
  JSON.stringify(record).toLowerCase().includes(text.toLowerCase())
const instanceIn = (elements: Elements | null | undefined, id: string) =>
  (elements?.instancesSet?.items ?? []).some(({ instanceId }) => instanceId === id)

/** Each preset in plain code, with a value for those that need one: docs/cloudtrail.md#common-questions */
const READINGS: Readonly<Record<string, { value?: string; finds: (record: Plain) => boolean }>> = {
  'root-use': {
    finds: ({ userIdentity, eventType }) =>
      userIdentity?.type === 'Root' && !userIdentity.invokedBy && eventType !== 'AwsServiceEvent',
  },
  'console-logins-without-mfa': {
    finds: ({ eventName, userIdentity, responseElements, additionalEventData }) =>
      eventName === 'ConsoleLogin' &&
      responseElements?.ConsoleLogin === 'Success' &&
      /^(IAMUser|Root)$/.test(userIdentity?.type ?? '') &&
      !/^yes$/i.test(additionalEventData?.MFAUsed ?? ''),
  },
  'failed-console-logins': {
    finds: ({ eventName, responseElements }) =>
      eventName === 'ConsoleLogin' && responseElements?.ConsoleLogin === 'Failure',
  },
  'denied-calls': {
    finds: ({ errorCode }) =>
      /^(AccessDenied(Exception)?|.*UnauthorizedOperation|UnauthorizedAccess|Forbidden|AuthFailure|VpceAccessDenied|NotAuthorized.*)$/.test(
        errorCode ?? '',
      ),
  },
  'new-access-keys': { finds: (record) => names(record, 'iam', /^CreateAccessKey$/) && !failed(record) },
  'new-users-and-passwords': {
    finds: (record) => names(record, 'iam', /^(CreateUser|(Create|Update)LoginProfile)$/) && !failed(record),
  },
  'privilege-changes': {
    finds: (record) =>
      names(
        record,
        'iam',
        /^((Attach|Detach|Put|Delete)(User|Role|Group)Policy|(Create|Delete)Policy(Version)?|SetDefaultPolicyVersion|AddUserToGroup|UpdateAssumeRolePolicy|(Put|Delete)(User|Role)PermissionsBoundary)$/,
      ),
  },
  'administrators-made': {
    finds: (record) =>
      names(record, 'iam', /^Attach(User|Role|Group)Policy$/) &&
      record.requestParameters?.policyArn?.endsWith('/AdministratorAccess') === true &&
      !failed(record),
  },
  'role-chaining': {
    finds: (record) => names(record, 'sts', /^AssumeRole$/) && record.userIdentity?.type === 'AssumedRole',
  },
  'security-group-changes': {
    finds: (record) =>
      names(
        record,
        'ec2',
        /^((Authorize|Revoke)SecurityGroup(Ingress|Egress)|(Create|Delete)SecurityGroup|ModifySecurityGroupRules)$/,
      ),
  },
  'security-groups-opened': {
    finds: (record) =>
      names(record, 'ec2', /^(AuthorizeSecurityGroupIngress|ModifySecurityGroupRules)$/) &&
      !failed(record) &&
      anywhere(record, '0.0.0.0/0'),
  },
  'trail-tampering': {
    finds: (record) =>
      names(record, 'cloudtrail', /^(StopLogging|DeleteTrail|UpdateTrail|Put(Event|Insight)Selectors)$/),
  },
  'guards-switched-off': {
    finds: (record) =>
      names(record, 'guardduty', /^(Delete|Update)Detector$/) ||
      names(record, 'config', /^((Stop|Delete)ConfigurationRecorder|DeleteDeliveryChannel)$/) ||
      names(record, 'securityhub', /^DisableSecurityHub$/) ||
      names(record, 'ec2', /^DeleteFlowLogs$/) ||
      names(record, 'access-analyzer', /^DeleteAnalyzer$/),
  },
  'secrets-read': {
    finds: (record) =>
      names(record, 'secretsmanager', /^(BatchGet|Get)SecretValue$/) ||
      names(record, 'ssm', /^GetParameter(s|sByPath)?$/),
  },
  'data-shared-out': {
    finds: (record) =>
      names(record, 'ec2', /^(Modify(Snapshot|Image)Attribute|SharedSnapshot.*)$/) ||
      names(record, 'rds', /^ModifyDB(Cluster)?SnapshotAttribute$/) ||
      names(record, 'lambda', /^AddPermission(2.*)?$/),
  },
  'remote-shells': {
    finds: (record) =>
      names(record, 'ssm', /^(SendCommand|StartSession|ResumeSession)$/) ||
      names(record, 'ec2-instance-connect', /^SendSSHPublicKey$/),
  },
  'function-changes': {
    finds: (record) =>
      names(
        record,
        'lambda',
        /^(CreateFunction|UpdateFunction(Code|Configuration)|AddPermission|CreateEventSourceMapping)(2\d{7}(v2)?)?$/,
      ),
  },
  'instance-credentials-elsewhere': {
    finds: ({ userIdentity, sourceIPAddress }) =>
      userIdentity?.type === 'AssumedRole' &&
      /:i-/.test(userIdentity.principalId ?? '') &&
      /^\d|:/.test(sourceIPAddress ?? '') &&
      !/^(10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.|f[cd])/.test(sourceIPAddress ?? ''),
  },
  'access-key-use': {
    value: 'ASIATFQR7NSCS5BLNV76',
    finds: ({ userIdentity }) => userIdentity?.accessKeyId === 'ASIATFQR7NSCS5BLNV76',
  },
  'who-deleted': {
    value: 'stratus',
    finds: (record) =>
      /^(Delete|Terminate|Remove|Deregister|Release)/.test(record.eventName ?? '') &&
      !failed(record) &&
      anywhere(record, 'stratus'),
  },
  'who-stopped-instance': {
    value: 'i-EXAMPLEaff4840c22',
    finds: (record) =>
      names(record, 'ec2', /^(Stop|Terminate)Instances$/) &&
      instanceIn(record.requestParameters, 'i-EXAMPLEaff4840c22') &&
      !failed(record),
  },
}

describe.skipIf(!existsSync(`${data}index.json`))(
  'presets on public CloudTrail data (skipped where ../shared/data is not)',
  () => {
    const events: (ReadEvent & { readonly plain: Plain })[] = []

    beforeAll(async () => {
      for (const path of Object.keys(JSON.parse(readFileSync(`${data}index.json`, 'utf8')) as object))
        for (const text of (await findInStream(createReadStream(data + path))).records)
          events.push({ ...readEvent(text), plain: JSON.parse(text) as Plain })
    })

    test.each(Object.entries(READINGS))('%s finds what plain code finds', (id, { value, finds }) => {
      const preset = PRESETS.find((each) => each.id === id)!
      const all = presetFilter(preset, { kind: 'all' }, value === undefined ? [] : [value])
      const beginnings = preset.asks?.eventNames
      const filter = beginnings
        ? withEventNames(
            all,
            beginnings,
            events.flatMap(({ event }) => event.eventName ?? []),
          )
        : all
      const found = events.filter((event) => matches(filter, event, 0))
      expect(found.map(({ plain }) => plain)).toEqual(
        events.filter(({ plain }) => finds(plain)).map(({ plain }) => plain),
      )
      expect(found.length).toBeGreaterThan(0)
    })
  },
)
