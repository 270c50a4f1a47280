import { roleCaller, serviceCaller, through, userCaller, type Caller, type Role } from './caller.ts'
import { runInstances } from './calls/instances.ts'
import { assumeRole, keyUse } from './calls/identity.ts'
import { serviceRoleCaller } from './caller.ts'
import { Chance } from './chance.ts'
import { accessKeyId, resourceId } from './identifiers.ts'
import type { Journal } from './journal.ts'
import { roleNamed, HOME_REGION, type Instance } from './resources.ts'
import { setScene, type Scene } from './scene.ts'
import { decryptFor } from './shifts.ts'
import { DAY, HOUR, isWeekend, MINUTE, SECOND } from './times.ts'
import { replacementHost, timeOfAccident } from './stories/wrongInstance.ts'
import { boto3, CLOUDWATCH_AGENT, javascript, SSM_AGENT, SYSTEMS } from './userAgents.ts'

/** Instances, functions and the on-premises backup: everything that works without a person. */
export function runMachines(journal: Journal, day: number): void {
  const { instances, databaseHost } = journal.account.resources
  const accidentMs = timeOfAccident(journal.account)
  for (const instance of instances)
    runInstance(journal, instance, day, instance === databaseHost ? accidentMs : Infinity)
  runInstance(journal, replacementHost(journal.account), day, Infinity, accidentMs + HOUR)
  for (const name of journal.account.resources.functions) runFunction(journal, name, day)
  scaleWorkers(journal, day)
  backUp(journal, day)
}

/** Instance credentials last about six hours: each quarter of the day has its session. */
const SESSION = 6 * HOUR

function runInstance(journal: Journal, instance: Instance, day: number, endMs: number, bornMs = 0): void {
  const { account } = journal
  const chance = new Chance(account.seed, 'instance', instance.id, day)
  const role = roleOf(journal, instance)
  const scene = { ...setScene(account, chance, instance.region), instance }
  for (let startMs = day * DAY; startMs < (day + 1) * DAY; startMs += SESSION) {
    const issuedMs = startMs + chance.between(0, 20) * MINUTE
    const calls = chance.about(isWeekend(day) ? 2.4 : 3.4)
    if (issuedMs >= bornMs && issuedMs < endMs) serveSession(journal, scene, role, issuedMs, calls, endMs)
  }
}

function roleOf({ account }: Journal, instance: Instance): Role {
  const kind = instance.name.includes('-db-')
    ? 'db-host'
    : instance.name.endsWith('bastion')
      ? 'bastion'
      : instance.name.includes('worker')
        ? 'worker'
        : 'web-server'
  return roleNamed(account, kind)
}

/**
 * EC2 gets credentials for the instance; its agents and application use them until the next ones.
 */
function serveSession(
  journal: Journal,
  scene: Scene,
  role: Role,
  issuedMs: number,
  calls: number,
  endMs = Infinity,
): void {
  const { chance, instance, account } = scene
  const session = { role, name: instance.id, keyId: accessKeyId(chance, 'ASIA'), startMs: issuedMs }
  journal.write(
    issuedMs,
    serviceCaller('ec2.amazonaws.com'),
    scene,
    assumeRole(scene, session, { durationSeconds: 21600 }),
  )
  const context = { ec2RoleDelivery: '2.0' }
  const inVpc = { sourceIPAddress: instance.privateAddress, vpcEndpointId: account.resources.vpcEndpointId }
  const agent = roleCaller(account.accountId, session, { ...inVpc, userAgent: SSM_AGENT }, { context })
  const metrics = roleCaller(
    account.accountId,
    session,
    { ...inVpc, userAgent: CLOUDWATCH_AGENT },
    { context },
  )
  const server = { os: 'linux#6.1.134', arch: 'x86_64', python: '3.11.12', go: 'linux' }
  const application = roleCaller(
    account.accountId,
    session,
    { sourceIPAddress: '203.0.113.10', userAgent: boto3(server) },
    { context },
  )
  for (let call = 0; call < calls; call++) {
    const timeMs = issuedMs + chance.between(20 * SECOND, SESSION - 40 * MINUTE)
    if (timeMs >= endMs) continue
    const kind = chance.weighted([
      [2, 'agent'],
      [2, 'metrics'],
      [6, 'application'],
    ])
    if (kind === 'agent') journal.write(timeMs, agent, scene, 'ssm:UpdateInstanceInformation')
    else if (kind === 'metrics')
      journal.write(timeMs, metrics, scene, chance.pick(['ec2:DescribeTags', 'ec2:DescribeVolumes']))
    else workOfApplication(journal, application, setSceneLike(scene), timeMs)
  }
}

/** The same instance with another bucket and another secret. */
function setSceneLike(scene: Scene): Scene {
  return { ...setScene(scene.account, scene.chance, scene.region), instance: scene.instance }
}

function workOfApplication(journal: Journal, caller: Caller, scene: Scene, timeMs: number): void {
  const key = scene.chance.weighted([
    [4, 'secretsmanager:GetSecretValue'],
    [4, 'ssm:GetParametersByPath'],
    [3, 'ecr:GetAuthorizationToken'],
    [2, 'sqs:GetQueueAttributes'],
    [2, 'ec2:DescribeInstances'],
    [2, 's3:GetObject'],
    [2, 's3:PutObject'],
    [1, 'dynamodb:DescribeTable'],
    [0.2, 'logs:CreateLogGroup'],
  ])
  journal.write(timeMs, caller, scene, key)
  if (key.startsWith('secretsmanager')) decryptFor(journal, caller, scene, timeMs, 'secretsmanager')
  if (key.startsWith('ssm')) decryptFor(journal, caller, scene, timeMs, 'ssm')
}

/** A function's credentials live about as long as its environment; the service gets them. */
function runFunction(journal: Journal, functionName: string, day: number): void {
  const { account } = journal
  const chance = new Chance(account.seed, 'function', functionName, day)
  const role = roleNamed(account, 'lambda-execution')
  const nightly = functionName.endsWith('nightly-report')
  const times = nightly ? [day * DAY + 2 * HOUR] : [0, 1, 2].map((third) => day * DAY + third * 8 * HOUR)
  const functionArn = `arn:aws:lambda:${HOME_REGION}:${account.accountId}:function:${functionName}`
  for (const fromMs of times) {
    const startMs = fromMs + chance.between(0, 90) * MINUTE
    const scene = { ...setScene(account, chance), functionName }
    const session = { role, name: functionName, keyId: accessKeyId(chance, 'ASIA'), startMs }
    journal.write(startMs, serviceCaller('lambda.amazonaws.com'), scene, assumeRole(scene, session))
    const caller = roleCaller(
      account.accountId,
      session,
      {
        sourceIPAddress: `203.0.113.${chance.int(100, 120)}`,
        userAgent: javascript('exec-env/AWS_Lambda_nodejs22.x'),
      },
      {
        identity: {
          inScopeOf: { issuerType: 'AWS::Lambda::Function', credentialsIssuedTo: functionArn },
        },
      },
    )
    journal.write(startMs + 2 * SECOND, caller, scene, 'logs:CreateLogStream')
    const calls = chance.about(isWeekend(day) ? 1.6 : 2.6)
    for (let call = 0; call < calls; call++) {
      const timeMs = startMs + chance.between(3 * SECOND, 50 * MINUTE)
      workOfFunction(journal, caller, { ...setScene(account, chance), functionName }, timeMs)
    }
  }
}

function workOfFunction(journal: Journal, caller: Caller, scene: Scene, timeMs: number): void {
  const { chance, account } = scene
  const key = chance.weighted([
    [3, 'ssm:GetParameter'],
    [4, 'secretsmanager:GetSecretValue'],
    [2.5, 's3:PutObject'],
    [2.5, 's3:GetObject'],
    [2, 'dynamodb:GetItem'],
    [1.5, 'dynamodb:PutItem'],
    [1.5, 'invoke'],
    [1, 'throttled'],
    [4, 'decrypt'],
  ])
  if (key === 'invoke') journal.write(timeMs, caller, scene, invoke(scene))
  else if (key === 'throttled') {
    journal.write(timeMs, caller, scene, {
      service: 'ssm',
      name: 'GetParameter',
      readOnly: true,
      request: null,
      response: null,
      error: { code: 'ThrottlingException', message: 'Rate exceeded' },
    })
  } else if (key === 'decrypt') {
    const context = {
      'aws:lambda:FunctionArn': `arn:aws:lambda:${HOME_REGION}:${account.accountId}:function:${scene.functionName}`,
    }
    journal.write(
      timeMs,
      through(caller, 'lambda.amazonaws.com'),
      scene,
      keyUse(scene, 'Decrypt', account.resources.keyFor.data.arn, context),
    )
  } else {
    journal.write(timeMs, caller, scene, key)
    if (key.startsWith('secretsmanager')) decryptFor(journal, caller, scene, timeMs, 'secretsmanager')
  }
}

function invoke(scene: Scene) {
  const { account, chance } = scene
  const functionName = chance.pick(account.resources.functions)
  const arn = `arn:aws:lambda:${HOME_REGION}:${account.accountId}:function:${functionName}`
  return {
    service: 'lambda',
    name: 'Invoke',
    readOnly: false,
    request: { functionName: arn, invocationType: 'Event' },
    response: null,
    additional: { functionVersion: `${arn}:$LATEST` },
    resources: [{ accountId: account.accountId, type: 'AWS::Lambda::Function', ARN: arn }],
    data: true,
  }
}

/**
 * Workers start in the morning and end in the evening: Auto Scaling launches and terminates them.
 */
function scaleWorkers(journal: Journal, day: number): void {
  const { account } = journal
  const chance = new Chance(account.seed, 'workers', day)
  const scaling = roleNamed(account, 'AWSServiceRoleForAutoScaling')
  const role = roleNamed(account, 'worker')
  const count = isWeekend(day) ? 1 : chance.int(2, 4)
  for (let index = 0; index < count; index++) {
    const launchMs = day * DAY + (6 + index) * HOUR + chance.between(0, 50) * MINUTE
    const endMs = day * DAY + (16 + index) * HOUR + chance.between(0, 50) * MINUTE
    const instance: Instance = {
      id: resourceId(chance, 'i'),
      name: `${account.company}-prod-workers`,
      type: 'c6i.xlarge',
      region: HOME_REGION,
      imageId: account.resources.images[0] ?? '',
      subnetId: chance.pick(account.resources.subnets),
      groupId: account.resources.databaseHost.groupId,
      privateAddress: `10.20.6.${chance.int(10, 250)}`,
    }
    const scene = { ...setScene(account, chance), instance, nowMs: launchMs }
    const caller = (startMs: number) =>
      serviceRoleCaller(account.accountId, scaling, 'AutoScaling', startMs, 'autoscaling.amazonaws.com')
    const assume = (timeMs: number) =>
      journal.write(
        timeMs,
        serviceCaller('autoscaling.amazonaws.com'),
        scene,
        assumeRole(scene, {
          role: scaling,
          name: 'AutoScaling',
          keyId: accessKeyId(chance, 'ASIA'),
          startMs: timeMs,
        }),
      )
    assume(launchMs)
    const launched = runInstances(scene, instance.id)
    journal.write(launchMs, caller(launchMs), scene, {
      service: 'ec2',
      name: 'RunInstances',
      readOnly: false,
      ...launched,
    })
    journal.write(launchMs + 30 * SECOND, caller(launchMs), scene, 'ec2:DescribeInstanceStatus')
    journal.write(launchMs + 60 * SECOND, caller(launchMs), scene, 'elasticloadbalancing:RegisterTargets')
    serveSession(journal, scene, role, launchMs + 40 * SECOND, 5)
    assume(endMs)
    journal.write(endMs, caller(endMs), scene, 'elasticloadbalancing:DeregisterTargets')
    journal.write(endMs + 90 * SECOND, caller(endMs), scene, 'ec2:TerminateInstances')
  }
}

/** The office's own backup, at night, by a user with a long-term key. */
function backUp(journal: Journal, day: number): void {
  const { account } = journal
  const chance = new Chance(account.seed, 'backup', day)
  const caller = userCaller(account.accountId, account.resources.users.backup, {
    sourceIPAddress: '203.0.113.24',
    userAgent: boto3(SYSTEMS[2] ?? { os: 'linux', arch: 'x86_64', python: '3.12.3', go: 'linux' }),
  })
  let timeMs = day * DAY + 1.5 * HOUR + chance.between(0, 10) * MINUTE
  const scene = { ...setScene(account, chance), bucket: `${account.company}-db-backups` }
  for (const key of [
    's3:GetBucketLocation',
    's3:ListObjects',
    's3:PutObject',
    's3:PutObject',
    's3:HeadObject',
    's3:DeleteObject',
  ]) {
    journal.write(timeMs, caller, scene, key)
    timeMs += chance.between(2, 90) * SECOND
  }
}
