import type { SimulatedAccount } from './simulatedAccount.ts'
import { signingIn, userCaller, type Caller } from './caller.ts'
import { callOf } from './calls/catalogue.ts'
import { consoleLogin } from './calls/signIn.ts'
import { Chance } from './chance.ts'
import { accessKeyId, uniqueId } from './identifiers.ts'
import { BROWSERS } from './userAgents.ts'
import { denied, recordOf, type Call } from './record.ts'
import type { Instance } from './resources.ts'
import { setScene, type Scene } from './scene.ts'
import { HOUR } from './times.ts'

export interface AccountAction {
  /** The event name: `CreateBucket` */
  readonly name: string
  /** `Create an S3 bucket` */
  readonly label: string
  readonly description: string
}

export const ACTIONS: readonly AccountAction[] = [
  {
    name: 'ConsoleLogin',
    label: 'Sign in to the console',
    description: 'A sign-in with MFA. The record has no access key and no request ID.',
  },
  {
    name: 'CreateBucket',
    label: 'Create an S3 bucket',
    description: 'Look for the bucket name in the request parameters and in the resources referenced.',
  },
  {
    name: 'PutBucketPolicy',
    label: 'Make an S3 bucket public',
    description: 'The full bucket policy is in the request parameters.',
  },
  {
    name: 'RunInstances',
    label: 'Launch an EC2 instance',
    description: 'The new instance ID is in the response elements.',
  },
  {
    name: 'StopInstances',
    label: 'Stop an EC2 instance',
    description: 'The response shows the previous and current instance state.',
  },
  {
    name: 'CreateUser',
    label: 'Create an IAM user',
    description: 'IAM is a global service: its events are recorded in us-east-1.',
  },
  {
    name: 'CreateAccessKey',
    label: 'Create an access key',
    description: 'The response has the ID of the key; the secret is never recorded.',
  },
  {
    name: 'DeleteTrail',
    label: 'Try to delete the trail',
    description: 'This call is denied. Find it by its error code, AccessDeniedException.',
  },
]

/**
 * The records that an action creates when the user `learner` performs it in the console at `nowMs`.
 * None for an unknown name.
 */
export function performAction(account: SimulatedAccount, name: string, nowMs: number): readonly string[] {
  if (!ACTIONS.some((action) => action.name === name)) return []
  const chance = new Chance(account.seed, 'action', name, nowMs)
  const caller = learner(account, nowMs)
  const scene: Scene = {
    ...setScene(account, chance),
    nowMs,
    bucket: name === 'CreateBucket' ? `learner-photos-${chance.hex(6)}` : `${account.company}-web-assets`,
    instance: learnersInstance(account),
    user: name === 'CreateUser' ? `learner-app-${chance.hex(4)}` : 'learner',
  }
  const by = name === 'ConsoleLogin' ? signingIn(caller) : caller
  const { text } = recordOf(account.accountId, chance, nowMs, by, scene.region, callFor(name, scene, caller))
  return [text]
}

/** An instance that may be launched and stopped without harm. */
function learnersInstance({ resources }: SimulatedAccount): Instance {
  const staging =
    resources.instances.find(({ name }) => name.endsWith('staging-web-1')) ?? resources.databaseHost
  return { ...staging, name: 'learner-sandbox', type: 't3.micro' }
}

function learner(account: SimulatedAccount, nowMs: number): Caller {
  const own = new Chance(account.seed, 'learner')
  const user = { login: 'learner', userId: uniqueId(own, 'AIDA'), keyId: accessKeyId(own, 'AKIA') }
  // One console session an hour, so that actions done together share one key.
  const startMs = nowMs - (nowMs % HOUR)
  const session = {
    keyId: accessKeyId(new Chance(account.seed, 'learner', startMs), 'ASIA'),
    startMs,
    mfa: true,
  }
  const origin = { sourceIPAddress: '203.0.113.99', userAgent: BROWSERS[0] ?? '', fromConsole: true }
  return userCaller(account.accountId, user, origin, session)
}

function callFor(name: string, scene: Scene, caller: Caller): Call {
  const { accountId, resources } = scene.account
  switch (name) {
    case 'ConsoleLogin':
      return consoleLogin(scene, { mfa: `arn:aws:iam::${accountId}:mfa/learner` })
    case 'CreateBucket':
      return callOf('s3:CreateBucket', scene)
    case 'PutBucketPolicy':
      return publicPolicy(scene)
    case 'DeleteTrail': {
      const request = { name: resources.trail }
      const call = { service: 'cloudtrail', name, readOnly: false, request, response: null }
      return denied(call, caller.arn, resources.trail)
    }
    case 'CreateUser':
    case 'CreateAccessKey':
      return callOf(`iam:${name}`, scene)
    default:
      return callOf(`ec2:${name}`, scene)
  }
}

function publicPolicy(scene: Scene): Call {
  const call = callOf('s3:PutBucketPolicy', scene)
  const statement = {
    Sid: 'PublicRead',
    Effect: 'Allow',
    Principal: '*',
    Action: 's3:GetObject',
    Resource: `arn:aws:s3:::${scene.bucket}/*`,
  }
  return {
    ...call,
    request: { ...call.request, bucketPolicy: { Version: '2012-10-17', Statement: [statement] } },
  }
}
