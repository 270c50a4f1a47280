import { logFileKey } from '../cloudtrail/logFileKey.ts'
import { roleCaller, rootCaller, serviceCaller, serviceRoleCaller, withinAws, type Caller } from './caller.ts'
import { callOf } from './calls/catalogue.ts'
import { assumeRole, keyUse } from './calls/identity.ts'
import { bucketHost, s3Additional } from './calls/storage.ts'
import { consoleLogin } from './calls/signIn.ts'
import { Chance } from './chance.ts'
import { accessKeyId, guid } from './identifiers.ts'
import type { Journal } from './journal.ts'
import type { Call } from './record.ts'
import { roleNamed, HOME_REGION, SECOND_REGION } from './resources.ts'
import { setScene, type Scene } from './scene.ts'
import { trailSilence } from './stories/leakedKey.ts'
import { DAY, HOUR, MINUTE, SECOND } from './times.ts'

/**
 * What AWS does in the account by itself, and what comes from outside: a vendor, and the owner once
 * a month.
 */
export function runServices(journal: Journal, day: number): void {
  const chance = new Chance(journal.account.seed, 'services', day)
  deliverTrail(journal, chance, day)
  for (const round of ROUNDS) makeRounds(journal, chance, round, day)
  watchFromOutside(journal, chance, day)
  rotate(journal, chance, day)
  if (day % 31 === journal.account.seed % 31) visitAsOwner(journal, chance, day)
}

/** CloudTrail checks its bucket, then writes to it, encrypted. */
function deliverTrail(journal: Journal, chance: Chance, day: number): void {
  const { account } = journal
  const { trailBucket, trail, keyFor } = account.resources
  const caller = serviceCaller('cloudtrail.amazonaws.com')
  const [silentFromMs, silentToMs] = trailSilence(account)
  for (let slot = 0; slot < 16; slot++) {
    const timeMs = day * DAY + slot * 1.5 * HOUR + chance.between(0, 85) * MINUTE
    const scene = { ...setScene(account, chance), bucket: trailBucket, nowMs: timeMs }
    if (timeMs >= silentFromMs && timeMs < silentToMs) continue
    journal.write(timeMs, caller, scene, 's3:GetBucketAcl')
    const context = { 'aws:cloudtrail:arn': trail, 'aws:s3:arn': `arn:aws:s3:::${trailBucket}` }
    journal.write(timeMs + SECOND, caller, scene, keyUse(scene, 'GenerateDataKey', keyFor.trail.arn, context))
    journal.write(timeMs + 2 * SECOND, caller, scene, putLogFile(scene, timeMs))
  }
}

function putLogFile(scene: Scene, timeMs: number): Call {
  const { account, chance, bucket } = scene
  const key = logFileKey({
    prefix: null,
    organizationId: null,
    accountId: account.accountId,
    kind: 'CloudTrail',
    region: HOME_REGION,
    deliveredMs: timeMs,
    unique: chance.characters('ABCDEFabcdef0123456789', 16),
  })
  return {
    service: 's3',
    name: 'PutObject',
    readOnly: false,
    request: {
      bucketName: bucket,
      Host: bucketHost(scene),
      key,
      'x-amz-acl': 'bucket-owner-full-control',
      'x-amz-server-side-encryption': 'aws:kms',
    },
    response: { 'x-amz-server-side-encryption': 'aws:kms' },
    additional: s3Additional(scene, chance.int(2000, 60_000), 0),
    resources: [
      { type: 'AWS::S3::Object', ARN: `arn:aws:s3:::${bucket}/${key}` },
      { accountId: account.accountId, type: 'AWS::S3::Bucket', ARN: `arn:aws:s3:::${bucket}` },
    ],
    data: true,
  }
}

/** A service that inspects the account with its service-linked role, a number of times a day. */
interface Round {
  readonly service: string
  readonly role: string
  readonly session: string
  readonly times: number
  readonly regions: readonly string[]
  readonly calls: readonly string[]
}

const ROUNDS: readonly Round[] = [
  {
    service: 'backup.amazonaws.com',
    role: 'AWSServiceRoleForBackup',
    session: 'AWSBackup',
    times: 1,
    regions: [HOME_REGION],
    calls: ['ec2:CreateSnapshot', 'ec2:CreateSnapshot', 'ec2:DescribeSnapshots', 'ec2:DeleteSnapshot'],
  },
  {
    service: 'config.amazonaws.com',
    role: 'AWSServiceRoleForConfig',
    session: 'AWSConfig-Describe',
    times: 3,
    regions: [HOME_REGION, SECOND_REGION],
    calls: [
      'ec2:DescribeInstances',
      'ec2:DescribeSecurityGroups',
      's3:GetBucketAcl',
      's3:GetBucketPolicy',
      'iam:ListRolePolicies',
      'lambda:GetPolicy20150331v2',
      'config:PutEvaluations',
    ],
  },
  {
    service: 'trustedadvisor.amazonaws.com',
    role: 'AWSServiceRoleForTrustedAdvisor',
    session: 'TrustedAdvisor',
    times: 1,
    regions: [HOME_REGION, SECOND_REGION, 'us-east-1', 'eu-west-1'],
    calls: [
      'ec2:DescribeAddresses',
      'ec2:DescribeInstances',
      'ec2:DescribeVolumes',
      'rds:DescribeDBInstances',
      'elasticloadbalancing:DescribeLoadBalancers',
      'autoscaling:DescribeAutoScalingGroups',
      'iam:GetAccountPasswordPolicy',
    ],
  },
  {
    service: 'elasticloadbalancing.amazonaws.com',
    role: 'AWSServiceRoleForElasticLoadBalancing',
    session: 'ElasticLoadBalancing',
    times: 5,
    regions: [HOME_REGION],
    calls: ['ec2:DescribeInstances', 'ec2:DescribeNetworkInterfaces', 'ec2:DescribeSubnets'],
  },
  {
    service: 'ecs.amazonaws.com',
    role: 'AWSServiceRoleForECS',
    session: 'ecs-service-scheduler',
    times: 7,
    regions: [HOME_REGION],
    calls: [
      'elasticloadbalancing:DescribeTargetHealth',
      'ec2:DescribeNetworkInterfaces',
      'elasticloadbalancing:RegisterTargets',
    ],
  },
  {
    service: 'guardduty.amazonaws.com',
    role: 'AWSServiceRoleForAmazonGuardDuty',
    session: 'GuardDuty',
    times: 3,
    regions: [HOME_REGION, SECOND_REGION],
    calls: ['ec2:DescribeInstances', 'ec2:DescribeVpcs', 's3:GetBucketPublicAccessBlock', 'ecs:ListClusters'],
  },
  {
    service: 'access-analyzer.amazonaws.com',
    role: 'AWSServiceRoleForAccessAnalyzer',
    session: 'access-analyzer',
    times: 4,
    regions: [HOME_REGION],
    calls: [
      's3:GetBucketPolicy',
      's3:GetBucketAcl',
      'kms:GetKeyPolicy',
      'iam:GetRole',
      'sqs:GetQueueAttributes',
    ],
  },
  {
    service: 'rds.amazonaws.com',
    role: 'AWSServiceRoleForRDS',
    session: 'SLRManagement',
    times: 3,
    regions: [HOME_REGION],
    calls: ['ec2:DescribeSecurityGroups', 'ec2:DescribeSubnets', 'ec2:DescribeVpcs'],
  },
]

function makeRounds(journal: Journal, chance: Chance, round: Round, day: number): void {
  const { account } = journal
  const role = roleNamed(account, round.role)
  for (let time = 0; time < round.times; time++) {
    const fromMs = day * DAY + ((time + chance.next()) / round.times) * DAY
    for (const region of round.regions) {
      const scene = { ...setScene(account, chance, region), nowMs: fromMs }
      let timeMs = fromMs + chance.between(0, 50) * SECOND
      const session = { role, name: round.session, keyId: accessKeyId(chance, 'ASIA'), startMs: timeMs }
      journal.write(timeMs, serviceCaller(round.service), scene, assumeRole(scene, session))
      const caller = serviceRoleCaller(account.accountId, role, round.session, timeMs, round.service)
      for (const key of round.calls) {
        timeMs += chance.between(0.1, 2) * SECOND
        journal.write(timeMs, caller, setScene(account, chance, region), key)
      }
    }
  }
}

/** The observability vendor, from an account of its own, with the agreed external ID. */
function watchFromOutside(journal: Journal, chance: Chance, day: number): void {
  const { account } = journal
  const role = roleNamed(account, 'observability-vendor')
  for (let hour = 0; hour < 24; hour += 6) {
    const startMs = day * DAY + hour * HOUR + chance.between(0, 60) * MINUTE
    const scene = { ...setScene(account, chance), nowMs: startMs }
    const session = { role, name: 'integration', keyId: accessKeyId(chance, 'ASIA'), startMs }
    const vendor: Caller = {
      ...serviceCaller(''),
      identity: {
        type: 'AWSAccount',
        principalId: 'AROAVENDORCRAWEXAMPLE:crawler',
        accountId: '999988887777',
      },
      sourceIPAddress: '198.51.100.201',
      userAgent:
        'Boto3/1.37.4 md/Botocore#1.37.4 ua/2.0 os/linux#5.15.0 md/arch#x86_64 lang/python#3.11.9 Botocore/1.37.4',
      tls: true,
    }
    const externalId = 'b1f6c7e2a9d04c35'
    journal.write(
      startMs,
      vendor,
      scene,
      assumeRole(scene, session, { request: { externalId }, sharedEventID: guid(chance) }),
    )
    const caller = roleCaller(account.accountId, session, {
      sourceIPAddress: vendor.sourceIPAddress,
      userAgent: vendor.userAgent,
    })
    let timeMs = startMs
    for (const key of [
      'ec2:DescribeInstances',
      'rds:DescribeDBInstances',
      'ecs:ListClusters',
      'elasticloadbalancing:DescribeLoadBalancers',
      'sqs:ListQueues',
      'lambda:ListFunctions20150331',
      'monitoring:ListMetrics',
    ]) {
      timeMs += chance.between(0.2, 3) * SECOND
      journal.write(timeMs, caller, scene, key)
    }
  }
}

/**
 * Keys once a month, one secret a week: events of the service itself, whose identity has no type.
 */
function rotate(journal: Journal, chance: Chance, day: number): void {
  const { account } = journal
  account.resources.keys.forEach((key, index) => {
    if (day % 30 !== index * 5) return
    const timeMs = day * DAY + chance.between(0, DAY - MINUTE)
    const keyId = key.arn.split('/').at(-1)
    const scene = { ...setScene(account, chance), nowMs: timeMs }
    journal.write(timeMs, withinAws(account.accountId), scene, {
      service: 'kms',
      name: 'RotateKey',
      readOnly: false,
      request: null,
      response: null,
      resources: [{ accountId: account.accountId, type: 'AWS::KMS::Key', ARN: key.arn }],
      eventType: 'AwsServiceEvent',
      serviceEventDetails: { rotationType: 'AUTOMATIC', keyId },
    })
  })
  account.resources.secrets.forEach((secret, index) => {
    if (day % 7 !== index) return
    let timeMs = day * DAY + 3 * HOUR + chance.between(0, 30) * MINUTE
    const scene = { ...setScene(account, chance), secret, nowMs: timeMs }
    for (const name of ['RotationStarted', 'TestRotationSucceeded', 'RotationSucceeded']) {
      journal.write(timeMs, withinAws(account.accountId, 'secretsmanager.amazonaws.com'), scene, {
        service: 'secretsmanager',
        name,
        readOnly: false,
        request: null,
        response: null,
        additional: { SecretId: secret },
        eventType: 'AwsServiceEvent',
      })
      timeMs += chance.between(2, 12) * SECOND
    }
  })
}

/** The root user is only used for billing, about once a month. */
function visitAsOwner(journal: Journal, chance: Chance, day: number): void {
  const { account } = journal
  let timeMs = day * DAY + chance.between(9, 16) * HOUR
  const scene = { ...setScene(account, chance, 'us-east-1'), nowMs: timeMs }
  const owner = account.people.at(-1)
  if (owner === undefined) return
  const origin = { sourceIPAddress: owner.officeAddress, userAgent: owner.browser, fromConsole: true }
  const root = rootCaller(account.accountId, origin, accessKeyId(chance, 'ASIA'), timeMs)
  const { sessionContext: _, ...identity } = root.identity
  const mfa = `arn:aws:iam::${account.accountId}:mfa/root-account-mfa-device`
  const login = consoleLogin(scene, { mfa, page: 'billing/home' })
  journal.write(timeMs, { ...root, identity: { ...identity, accessKeyId: '' } }, scene, login)
  for (const key of [
    'ce:GetCostAndUsage',
    'ce:GetCostForecast',
    'budgets:DescribeBudgets',
    'iam:GetAccountSummary',
    'health:DescribeEventAggregates',
  ]) {
    timeMs += chance.between(3, 60) * SECOND
    journal.write(timeMs, root, scene, callOf(key, { ...scene, nowMs: timeMs }))
  }
}
