import type { Journal } from '../journal.ts'
import { personAt, type Person } from '../people.ts'
import type { JsonObject } from '../json.ts'
import { HOME_REGION } from '../resources.ts'
import { setScene, type Scene } from '../scene.ts'
import { openSession } from '../sessions.ts'
import { isoTime, MINUTE, SECOND } from '../times.ts'
import type { Intrusion } from './intrusion.ts'
import { miningInstances, MINING_REGION } from './mining.ts'

/**
 * The morning after: security finds it in the Event history, and the platform engineer undoes
 * everything.
 */
export function defend(journal: Journal, scene: Scene, intrusion: Intrusion, fromMs: number): void {
  const { account, chance } = scene
  const engineer = personAt(account, 0)
  const auditor = account.people.find((person) => person.job === 'security') ?? engineer
  investigate(journal, scene, auditor, intrusion, fromMs)

  const startMs = fromMs + 35 * MINUTE
  const { caller, readyMs } = openSession(journal, engineer, chance, 'commandLine', startMs, false)
  let timeMs = readyMs + 20 * SECOND
  const next = () => (timeMs += chance.between(15, 80) * SECOND)
  const change = (service: string, name: string, request: JsonObject) =>
    journal.write(next(), caller, scene, { service, name, readOnly: false, request, response: null })
  const { legacyDeployer } = account.resources.users
  const { user, role } = intrusion

  change('iam', 'UpdateAccessKey', {
    accessKeyId: legacyDeployer.keyId,
    status: 'Inactive',
    userName: legacyDeployer.login,
  })
  change('iam', 'UpdateAccessKey', { accessKeyId: user.keyId, status: 'Inactive', userName: user.login })
  change('iam', 'DeleteLoginProfile', { userName: user.login })
  change('iam', 'DetachUserPolicy', {
    userName: user.login,
    policyArn: 'arn:aws:iam::aws:policy/AdministratorAccess',
  })
  change('cloudtrail', 'StartLogging', { name: account.resources.trail })
  journal.write(next(), caller, scene, 'cloudtrail:GetTrailStatus')
  change('iam', 'PutRolePolicy', {
    roleName: role.name,
    policyName: 'AWSRevokeOlderSessions',
    policyDocument: JSON.stringify({
      Version: '2012-10-17',
      Statement: [
        {
          Effect: 'Deny',
          Action: '*',
          Resource: '*',
          Condition: { DateLessThan: { 'aws:TokenIssueTime': isoTime(timeMs) } },
        },
      ],
    }),
  })
  const there = setScene(account, chance, MINING_REGION)
  for (const instance of miningInstances(account)) {
    const of = { ...there, instance }
    journal.write(next(), caller, of, 'ec2:DescribeInstances')
    journal.write(next(), caller, of, 'ec2:TerminateInstances')
  }
  const bucket = `${account.company}-order-exports`
  const host = `${bucket}.s3.${HOME_REGION}.amazonaws.com`
  change('s3', 'DeleteBucketPolicy', { bucketName: bucket, Host: host, policy: '' })
  change('iam', 'DeleteAccessKey', { accessKeyId: user.keyId, userName: user.login })
  change('iam', 'DeleteUser', { userName: user.login })
  for (const secret of account.resources.secrets) {
    journal.write(next(), caller, { ...scene, secret }, 'secretsmanager:PutSecretValue')
  }
  change('iam', 'DeleteAccessKey', { accessKeyId: legacyDeployer.keyId, userName: legacyDeployer.login })
}

function investigate(
  journal: Journal,
  scene: Scene,
  auditor: Person,
  { user }: Intrusion,
  fromMs: number,
): void {
  const { account, chance } = scene
  const { caller, readyMs } = openSession(journal, auditor, chance, 'console', fromMs, true)
  let timeMs = readyMs + 10 * SECOND
  const next = () => (timeMs += chance.between(10, 90) * SECOND)
  for (const key of [
    'guardduty:ListDetectors',
    'guardduty:ListFindings',
    'guardduty:GetFindings',
    'cloudtrail:DescribeTrails',
    'cloudtrail:GetTrailStatus',
  ])
    journal.write(next(), caller, scene, key)
  const { legacyDeployer } = account.resources.users
  const questions = [
    ['EventName', 'StopLogging'],
    ['Username', user.login],
    ['AccessKeyId', legacyDeployer.keyId],
    ['EventName', 'CreateUser'],
  ] as const
  for (const [attributeKey, attributeValue] of questions) {
    journal.write(next(), caller, scene, {
      service: 'cloudtrail',
      name: 'LookupEvents',
      readOnly: true,
      request: { lookupAttributes: [{ attributeKey, attributeValue }], maxResults: 50 },
      response: null,
    })
  }
  for (const key of ['iam:GetUser', 'iam:ListAccessKeys', 'iam:ListAttachedUserPolicies'])
    journal.write(next(), caller, { ...scene, user: user.login }, key)
}
