import { createReadStream, existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { beforeAll, describe, expect, test } from 'vitest'
import { createAccount, recordsBetween } from '../account/account.ts'
import { matches } from '../filter/matches.ts'
import { presetFilter, withEventNames } from '../filter/presets/preset.ts'
import { PRESETS } from '../filter/presets/presets.ts'
import { findInStream } from '../ingest/readForTest.ts'
import { readEvent, type ReadEvent } from './storeOf.ts'

/** A record as JSON.parse gives it: nothing of ours reads it here. */
interface Plain {
  readonly eventID?: string
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
const instancesIn = (elements: Elements | null | undefined) =>
  (elements?.instancesSet?.items ?? []).flatMap(({ instanceId }) => instanceId ?? [])
const deletes = (record: Plain) =>
  /^(Delete|Terminate|Remove|Deregister|Release)/.test(record.eventName ?? '') && !failed(record)
const stops = (record: Plain) => names(record, 'ec2', /^(Stop|Terminate)Instances$/) && !failed(record)

interface Reading {
  /** For a preset that asks for a value: one that these records have. */
  readonly valueIn?: (records: readonly Plain[]) => string | undefined
  readonly finds: (record: Plain, value: string) => boolean
}

/** Each preset in plain code: docs/cloudtrail.md#common-questions */
const READINGS: Readonly<Record<string, Reading>> = {
  'root-user-activity': {
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
  'admin-access-granted': {
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
  'security-services-disabled': {
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
  'data-shared-externally': {
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
    valueIn: (records) => records.find(deletes)?.userIdentity?.accessKeyId,
    finds: ({ userIdentity }, key) => userIdentity?.accessKeyId === key,
  },
  'who-deleted': {
    valueIn: (records) => records.find((record) => deletes(record) && record.eventID)?.eventID?.slice(0, 8),
    finds: (record, text) => deletes(record) && anywhere(record, text),
  },
  'who-stopped-instance': {
    valueIn: (records) =>
      records.filter(stops).flatMap(({ requestParameters }) => instancesIn(requestParameters))[0],
    finds: (record, id) => stops(record) && instancesIn(record.requestParameters).includes(id),
  },
}

/** What nobody does in the simulated account in these days. */
const NOT_DONE_THERE = [
  'root-user-activity',
  'role-chaining',
  'security-groups-opened',
  'security-services-disabled',
  'data-shared-externally',
]

describe('presets on the records of the simulated account', () => {
  const todayMs = Date.parse('2026-03-01T00:00:00Z')
  presetsFindWhatPlainCodeFinds(
    async () => [...recordsBetween(createAccount(7, todayMs), todayMs - 12 * 86_400_000, todayMs)],
    NOT_DONE_THERE,
  )
})

const data = fileURLToPath(new URL('../../../shared/data/', import.meta.url))

describe.skipIf(!existsSync(`${data}index.json`))(
  'presets on public CloudTrail data (skipped where ../shared/data is not)',
  () =>
    presetsFindWhatPlainCodeFinds(async () => {
      const texts: string[] = []
      for (const path of Object.keys(JSON.parse(readFileSync(`${data}index.json`, 'utf8')) as object))
        texts.push(...(await findInStream(createReadStream(data + path))).records)
      return texts
    }),
)

function presetsFindWhatPlainCodeFinds(
  recordTexts: () => Promise<readonly string[]>,
  findNothing: readonly string[] = [],
): void {
  let events: readonly (ReadEvent & { readonly plain: Plain })[]

  beforeAll(async () => {
    events = (await recordTexts()).map((text) => ({ ...readEvent(text), plain: JSON.parse(text) as Plain }))
  })

  test.each(Object.entries(READINGS))('%s finds what plain code finds', (id, { valueIn, finds }) => {
    const preset = PRESETS.find((each) => each.id === id)!
    const value = valueIn?.(events.map(({ plain }) => plain)) ?? ''
    const all = presetFilter(preset, { kind: 'all' }, valueIn ? [value] : [])
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
      events.filter(({ plain }) => finds(plain, value)).map(({ plain }) => plain),
    )
    expect(found.length > 0).toBe(!findNothing.includes(id))
  })
}
