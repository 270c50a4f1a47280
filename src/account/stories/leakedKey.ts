import type { SimulatedAccount } from '../simulatedAccount.ts'
import { roleCaller, userCaller, type Caller } from '../caller.ts'
import { assumeRole } from '../calls/identity.ts'
import { consoleLogin } from '../calls/signIn.ts'
import { Chance } from '../chance.ts'
import { accessKeyId, uniqueId } from '../identifiers.ts'
import type { Journal } from '../journal.ts'
import { roleNamed, HOME_REGION } from '../resources.ts'
import { setScene, type Scene } from '../scene.ts'
import { decryptFor } from '../shifts.ts'
import { DAY, dayOf, elementTime, HOUR, MINUTE, SECOND } from '../times.ts'
import type { JsonObject } from '../json.ts'
import { denied, type Call } from '../record.ts'
import { defend } from './defence.ts'
import type { Intrusion } from './intrusion.ts'
import { mineCoins } from './mining.ts'

const SCANNER =
  'python-requests/2.25.1 aws-cli/1.18.69 Python/3.8.10 Linux/5.15.0-kali3-amd64 botocore/1.16.19'
const FIRST_ADDRESS = '192.0.2.66'
const SECOND_ADDRESS = '192.0.2.147'
const LOOKED_AT = [
  'us-east-1',
  'us-west-2',
  'eu-west-1',
  HOME_REGION,
  'ap-southeast-1',
  'ap-southeast-2',
  'sa-east-1',
]

/** From when to when the trail is stopped: nothing is delivered in between. */
export function trailSilence({ todayMs }: SimulatedAccount): readonly [fromMs: number, toMs: number] {
  return [todayMs - 9 * DAY + 20.95 * HOUR, todayMs - 8 * DAY + 7.64 * HOUR]
}

/**
 * Nine days before today. The key of the old Jenkins has leaked: its thief looks around and is
 * mostly denied, waits for office hours, finds that the user may assume a role with more
 * permissions, creates a user that sounds like a service, and returns in the evening. The company
 * cleans up the next morning.
 */
export function tellLeakedKey(journal: Journal, day: number): void {
  const { account } = journal
  if (day !== dayOf(account.todayMs) - 9) return
  const chance = new Chance(account.seed, 'leaked key')
  const scene = setScene(account, chance)
  const user = account.resources.users.legacyDeployer
  const thief = userCaller(account.accountId, user, { sourceIPAddress: FIRST_ADDRESS, userAgent: SCANNER })
  const midnightMs = day * DAY

  lookAround(journal, scene, thief, midnightMs + 2.2403 * HOUR)
  const intrusion = makeUser(journal, scene, thief, midnightMs + 8.6892 * HOUR)
  const session = signInAsUser(journal, scene, intrusion, midnightMs + 20.8731 * HOUR)
  takeSecrets(journal, scene, session, midnightMs + 20.9 * HOUR)
  mineCoins(journal, scene, session, intrusion, midnightMs + 21.6714 * HOUR)
  defend(journal, scene, intrusion, midnightMs + DAY + 7 * HOUR)
}

function lookAround(journal: Journal, scene: Scene, thief: Caller, fromMs: number): void {
  const { chance, account } = scene
  let timeMs = fromMs
  const next = () => (timeMs += chance.between(0.4, 7) * SECOND)
  const refuse = (service: string, name: string, resource: string) => {
    const call: Call = { service, name, readOnly: true, request: null, response: null }
    journal.write(next(), thief, scene, denied(call, thief.arn, resource))
  }
  journal.write(timeMs, thief, scene, 'sts:GetCallerIdentity')
  refuse('iam', 'ListUsers', `arn:aws:iam::${account.accountId}:user/`)
  refuse('iam', 'ListAttachedUserPolicies', `user ${account.resources.users.legacyDeployer.login}`)
  refuse('iam', 'ListRoles', `arn:aws:iam::${account.accountId}:role/`)
  refuse('iam', 'GetAccountAuthorizationDetails', '*')
  refuse('iam', 'GetAccountSummary', '*')
  journal.write(next(), thief, scene, 's3:ListBuckets')
  for (const region of LOOKED_AT) {
    const there = setScene(account, chance, region)
    journal.write(next(), thief, there, {
      service: 'ec2',
      name: 'DescribeInstances',
      readOnly: true,
      request: { maxResults: 1000, instancesSet: {}, filterSet: {} },
      response: null,
    })
  }
  for (const bucket of account.resources.buckets) {
    const call: Call = {
      service: 's3',
      name: 'GetBucketPolicy',
      readOnly: true,
      request: { bucketName: bucket, Host: `${bucket}.s3.${HOME_REGION}.amazonaws.com`, policy: '' },
      response: null,
      resources: [{ accountId: account.accountId, type: 'AWS::S3::Bucket', ARN: `arn:aws:s3:::${bucket}` }],
    }
    journal.write(next(), thief, scene, denied(call, thief.arn, `"arn:aws:s3:::${bucket}"`))
  }
  refuse('secretsmanager', 'ListSecrets', '*')
  refuse('lambda', 'ListFunctions20150331', '*')
  refuse('rds', 'DescribeDBInstances', `arn:aws:rds:${HOME_REGION}:${account.accountId}:db:*`)
  refuse('dynamodb', 'ListTables', `arn:aws:dynamodb:${HOME_REGION}:${account.accountId}:table/*`)
  refuse('ssm', 'DescribeParameters', `arn:aws:ssm:${HOME_REGION}:${account.accountId}:*`)
  refuse('cloudtrail', 'DescribeTrails', '*')
  refuse('guardduty', 'ListDetectors', `arn:aws:guardduty:${HOME_REGION}:${account.accountId}:detector/*`)
  refuse('organizations', 'DescribeOrganization', '*')
  // It may read the deployment artifacts, which contain the name of a role.
  const artifacts = { ...scene, bucket: `${account.company}-deploy-artifacts` }
  journal.write(next(), thief, artifacts, 's3:ListObjects')
  for (let object = 0; object < 6; object++) journal.write(next(), thief, artifacts, 's3:GetObject')
}

/** Denied as the user, allowed as the role that the user may assume. */
function makeUser(journal: Journal, scene: Scene, thief: Caller, fromMs: number): Intrusion {
  const { account, chance } = scene
  const login = 'svc-cloudwatch-sync'
  const user = { login, userId: uniqueId(chance, 'AIDA'), keyId: accessKeyId(chance, 'AKIA') }
  const userArn = `arn:aws:iam::${account.accountId}:user/${login}`
  const create: Call = {
    service: 'iam',
    name: 'CreateUser',
    readOnly: false,
    request: { userName: login },
    response: {
      user: {
        path: '/',
        userName: login,
        userId: user.userId,
        arn: userArn,
        createDate: elementTime(fromMs + 6.18 * MINUTE),
      },
    },
  }
  journal.write(fromMs, thief, scene, 'sts:GetCallerIdentity')
  journal.write(fromMs + 50 * SECOND, thief, scene, denied(create, thief.arn, userArn))
  const other = roleNamed(account, 'prod-operator')
  const refused = assumeRole(scene, { role: other, name: 'deploy', keyId: '', startMs: fromMs })
  journal.write(fromMs + 2.28 * MINUTE, thief, scene, denied(refused, thief.arn, other.arn, 'sts:AssumeRole'))

  const startMs = fromMs + 4.11 * MINUTE
  const role = roleNamed(account, 'legacy-deploy')
  const session = { role, name: 'deploy', keyId: accessKeyId(chance, 'ASIA'), startMs }
  journal.write(startMs, thief, scene, assumeRole({ ...scene, nowMs: startMs }, session))
  const deployer = roleCaller(account.accountId, session, {
    sourceIPAddress: FIRST_ADDRESS,
    userAgent: SCANNER,
  })
  const change = (minutes: number, name: string, request: JsonObject, response: JsonObject | null = null) =>
    journal.write(fromMs + minutes * MINUTE, deployer, scene, {
      service: 'iam',
      name,
      readOnly: false,
      request,
      response,
    })
  journal.write(fromMs + 4.62 * MINUTE, deployer, scene, 'iam:ListUsers')
  journal.write(fromMs + 6.18 * MINUTE, deployer, scene, create)
  change(
    7.43,
    'CreateAccessKey',
    { userName: login },
    {
      accessKey: {
        accessKeyId: user.keyId,
        status: 'Active',
        userName: login,
        createDate: elementTime(fromMs + 7.43 * MINUTE),
      },
    },
  )
  const administrator = 'arn:aws:iam::aws:policy/AdministratorAccess'
  change(8.05, 'AttachUserPolicy', { userName: login, policyArn: administrator })
  change(
    9.71,
    'CreateLoginProfile',
    { userName: login, passwordResetRequired: false },
    {
      loginProfile: {
        userName: login,
        createDate: elementTime(fromMs + 9.71 * MINUTE),
        passwordResetRequired: false,
      },
    },
  )
  return { user, role }
}

function signInAsUser(journal: Journal, scene: Scene, { user }: Intrusion, fromMs: number): Caller {
  const { account, chance } = scene
  const userAgent = 'Mozilla/5.0 (Windows NT 10.0; rv:128.0) Gecko/20100101 Firefox/128.0'
  const origin = { sourceIPAddress: SECOND_ADDRESS, userAgent, fromConsole: true }
  const east = { ...setScene(account, chance, 'us-east-1'), nowMs: fromMs }
  const bare = userCaller(account.accountId, user, origin)
  const { accessKeyId: _, ...identity } = bare.identity
  journal.write(fromMs, { ...bare, identity }, east, consoleLogin(east, {}))
  return userCaller(account.accountId, user, origin, {
    keyId: accessKeyId(chance, 'ASIA'),
    startMs: fromMs,
    mfa: false,
  })
}

function takeSecrets(journal: Journal, scene: Scene, session: Caller, fromMs: number): void {
  const { account, chance } = scene
  let timeMs = fromMs
  const next = () => (timeMs += chance.between(3, 30) * SECOND)
  for (const key of [
    'iam:GetAccountSummary',
    'iam:ListUsers',
    's3:ListBuckets',
    'secretsmanager:ListSecrets',
    'rds:DescribeDBInstances',
    'guardduty:ListDetectors',
    'cloudtrail:DescribeTrails',
    'cloudtrail:GetTrailStatus',
  ])
    journal.write(next(), session, scene, key)
  journal.write(next(), session, scene, {
    service: 'cloudtrail',
    name: 'StopLogging',
    readOnly: false,
    request: { name: account.resources.trail },
    response: null,
  })
  for (const secret of account.resources.secrets) {
    const of = { ...scene, secret, nowMs: next() }
    journal.write(timeMs, session, of, 'secretsmanager:GetSecretValue')
    decryptFor(journal, session, of, timeMs, 'secretsmanager')
  }
  const exports = { ...scene, bucket: `${account.company}-order-exports` }
  journal.write(next(), session, exports, 's3:GetBucketPolicy')
  journal.write(next(), session, exports, 's3:ListObjects')
  for (let object = 0; object < 24; object++) journal.write(next(), session, exports, 's3:GetObject')
  journal.write(next(), session, exports, openBucket(exports))
}

/** The bucket is opened to an account unknown to the company. */
function openBucket({ bucket, account }: Scene): Call {
  const bucketPolicy = {
    Version: '2012-10-17',
    Statement: [
      {
        Sid: 'Sync',
        Effect: 'Allow',
        Principal: { AWS: 'arn:aws:iam::666677778888:root' },
        Action: ['s3:GetObject', 's3:ListBucket'],
        Resource: [`arn:aws:s3:::${bucket}`, `arn:aws:s3:::${bucket}/*`],
      },
    ],
  }
  return {
    service: 's3',
    name: 'PutBucketPolicy',
    readOnly: false,
    request: { bucketPolicy, bucketName: bucket, Host: `s3.${HOME_REGION}.amazonaws.com`, policy: '' },
    response: null,
    resources: [{ accountId: account.accountId, type: 'AWS::S3::Bucket', ARN: `arn:aws:s3:::${bucket}` }],
  }
}
