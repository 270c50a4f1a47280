import { roleCaller, serviceCaller, through, userCaller, type Caller } from './caller.ts'
import { assumeRole } from './calls/identity.ts'
import { Chance } from './chance.ts'
import { accessKeyId } from './identifiers.ts'
import type { Journal } from './journal.ts'
import { roleNamed, HOME_REGION } from './resources.ts'
import { setScene, type Scene } from './scene.ts'
import { DAY, HOUR, isWeekend, MINUTE, SECOND } from './times.ts'
import { javascript } from './userAgents.ts'

/**
 * Deployments: GitHub Actions for the services, CodePipeline for the infrastructure, and the old
 * Jenkins.
 */
export function runPipelines(journal: Journal, day: number): void {
  const chance = new Chance(journal.account.seed, 'pipelines', day)
  const weekend = isWeekend(day)
  const deployments = weekend ? chance.int(0, 1) : chance.int(5, 10)
  for (let run = 0; run < deployments; run++)
    deployService(journal, chance, day * DAY + chance.between(7, 18) * HOUR)
  const updates = weekend ? 0 : chance.int(1, 3)
  for (let run = 0; run < updates; run++)
    deployStack(journal, chance, day * DAY + chance.between(8, 16) * HOUR)
  if (!weekend) deployByJenkins(journal, chance, day * DAY + chance.between(9, 15) * HOUR)
}

/**
 * A workflow exchanges GitHub's token for a session of the deploy role, pushes an image and updates
 * the service.
 */
function deployService(journal: Journal, chance: Chance, startMs: number): void {
  const { account } = journal
  const scene = atService({ ...setScene(account, chance), nowMs: startMs })
  const role = roleNamed(account, 'github-deploy')
  const branch = chance.happens(0.8) ? 'refs/heads/main' : 'refs/heads/release'
  const subject = `repo:${account.company}/${scene.service}:ref:${branch}`
  const provider = `arn:aws:iam::${account.accountId}:oidc-provider/token.actions.githubusercontent.com`
  const origin = {
    sourceIPAddress: `198.51.100.${chance.int(130, 190)}`,
    userAgent: javascript('exec-env/GitHubActions configure-aws-credentials-for-github-actions'),
  }
  const github: Caller = {
    ...serviceCaller(''),
    identity: {
      type: 'WebIdentityUser',
      principalId: `${provider}:sts.amazonaws.com:${subject}`,
      userName: subject,
      identityProvider: provider,
    },
    ...origin,
    tls: true,
  }
  const session = {
    role,
    name: `GitHubActions-${scene.service}`,
    keyId: accessKeyId(chance, 'ASIA'),
    startMs,
  }
  const issued = assumeRole(scene, session, {
    name: 'AssumeRoleWithWebIdentity',
    response: { subjectFromWebIdentityToken: subject, provider, audience: 'sts.amazonaws.com' },
  })
  journal.write(startMs, github, scene, issued)
  const context = { webIdFederationData: { federatedProvider: provider, attributes: {} } }
  const caller = roleCaller(account.accountId, session, origin, { context })
  let timeMs = startMs + 3 * SECOND
  const steps = [
    'sts:GetCallerIdentity',
    'ecr:GetAuthorizationToken',
    'ecr:DescribeImages',
    'ecr:BatchCheckLayerAvailability',
    'ecr:BatchCheckLayerAvailability',
    'ecr:InitiateLayerUpload',
    'ecr:CompleteLayerUpload',
    'ecr:PutImage',
    'ecs:DescribeTaskDefinition',
    'ecs:RegisterTaskDefinition',
    'ecs:DescribeServices',
    'ecs:UpdateService',
    'ecs:DescribeServices',
    'ecs:DescribeServices',
    'ecs:DescribeServices',
  ]
  for (const key of steps) {
    // An image that was pushed before is not pushed again.
    if (/Layer|PutImage/.test(key) && chance.happens(0.3)) continue
    journal.write(timeMs, caller, scene, key)
    timeMs += (key.startsWith('ecs') ? chance.between(10, 40) : chance.between(0.5, 12)) * SECOND
  }
  pullImage(journal, scene, timeMs)
}

function atService(scene: Scene): Scene {
  return {
    ...scene,
    cluster: `${scene.account.company}-prod`,
    repository: `${scene.account.company}/${scene.service}`,
  }
}

/** The new tasks pull their image with the role of the service. */
function pullImage(journal: Journal, scene: Scene, startMs: number): void {
  const { chance, account } = scene
  const role = roleNamed(account, 'worker')
  const session = { role, name: chance.hex(32), keyId: accessKeyId(chance, 'ASIA'), startMs }
  journal.write(startMs, serviceCaller('ecs-tasks.amazonaws.com'), scene, assumeRole(scene, session))
  const fargate = roleCaller(account.accountId, session, {
    sourceIPAddress: `10.20.${chance.int(1, 3)}.${chance.int(60, 240)}`,
    userAgent: 'AWS ECS; containerd/1.7.27',
    vpcEndpointId: account.resources.vpcEndpointId,
  })
  const steps = [
    'ecr:GetAuthorizationToken',
    'ecr:BatchGetImage',
    'ssm:GetParametersByPath',
    'logs:CreateLogStream',
  ]
  steps.forEach((key, step) => journal.write(startMs + (step + 2) * SECOND, fargate, scene, key))
}

const STACK_WRITES = [
  'lambda:UpdateFunctionCode20150331v2',
  'lambda:UpdateFunctionConfiguration20150331v2',
  'iam:PutRolePolicy',
  's3:PutBucketTagging',
  'monitoring:PutMetricAlarm',
  'ec2:CreateTags',
]
const STACK_READS = [
  'lambda:GetFunction20150331v2',
  'iam:GetRole',
  's3:GetBucketVersioning',
  'ec2:DescribeVpcs',
  'ssm:GetParameter',
]

/** CodePipeline starts, a build synthesizes the templates, CloudFormation applies them. */
function deployStack(journal: Journal, chance: Chance, startMs: number): void {
  const { account } = journal
  const scene = { ...setScene(account, chance), nowMs: startMs }
  const session = (key: string, name: string, timeMs: number, service: string) => {
    const role = roleNamed(account, key)
    const issued = { role, name, keyId: accessKeyId(chance, 'ASIA'), startMs: timeMs }
    journal.write(timeMs, serviceCaller(service), scene, assumeRole(scene, issued))
    return roleCaller(account.accountId, issued, { sourceIPAddress: service, userAgent: service })
  }
  let timeMs = startMs
  const pipeline = through(
    session('codepipeline', `${Math.floor(startMs)}`, timeMs, 'codepipeline.amazonaws.com'),
    'codepipeline.amazonaws.com',
  )
  for (const key of [
    's3:GetObject',
    'codebuild:StartBuild',
    'codebuild:BatchGetBuilds',
    'codebuild:BatchGetBuilds',
    'cloudformation:CreateChangeSet',
    'cloudformation:DescribeChangeSet',
    'cloudformation:ExecuteChangeSet',
    'cloudformation:DescribeStacks',
  ]) {
    journal.write(timeMs, pipeline, { ...scene, bucket: `${account.company}-deploy-artifacts` }, key)
    timeMs += chance.between(5, 70) * SECOND
  }
  const deploy = through(
    session('cloudformation-deploy', 'AWSCloudFormation', timeMs, 'cloudformation.amazonaws.com'),
    'cloudformation.amazonaws.com',
  )
  for (let change = 0; change < 4; change++) {
    journal.write(timeMs, deploy, scene, chance.pick(STACK_READS))
    journal.write(timeMs + chance.between(0.3, 2) * SECOND, deploy, scene, chance.pick(STACK_WRITES))
    timeMs += chance.between(2, 20) * SECOND
  }
}

/** The user of the old Jenkins, on the company's own machine, which was never replaced. */
function deployByJenkins(journal: Journal, chance: Chance, startMs: number): void {
  const { account } = journal
  const { legacyDeployer } = account.resources.users
  // Its key is deactivated after the story of the leak.
  if (startMs >= account.todayMs - 8 * DAY) return
  const caller = userCaller(account.accountId, legacyDeployer, {
    sourceIPAddress: '203.0.113.71',
    userAgent:
      'aws-cli/1.29.62 md/Botocore#1.31.62 ua/2.0 os/linux#5.4.0-150-generic md/arch#x86_64 lang/python#3.8.10 md/pyimpl#CPython cfg/retry-mode#legacy botocore/1.31.62',
  })
  let timeMs = startMs
  const scene = {
    ...setScene(account, chance, HOME_REGION),
    bucket: `${account.company}-web-assets`,
    nowMs: startMs,
  }
  for (const key of [
    's3:ListObjects',
    's3:PutObject',
    's3:PutObject',
    's3:PutObject',
    'cloudfront:CreateInvalidation2020_05_31',
  ]) {
    journal.write(timeMs, caller, scene, key)
    timeMs += chance.between(1, 15) * SECOND
  }
  if (chance.happens(0.3)) journal.write(timeMs + MINUTE, caller, scene, 'ec2:DescribeInstances')
}
