import type { SimulatedAccount } from './simulatedAccount.ts'
import { Chance } from './chance.ts'
import type { JsonObject } from './json.ts'
import { HOME_REGION, SECOND_REGION, type Instance, type Key } from './resources.ts'

/** The resources of one task, so that its calls name the same bucket, instance and function. */
export interface Scene {
  readonly account: SimulatedAccount
  readonly chance: Chance
  readonly nowMs: number
  readonly region: string
  readonly instance: Instance
  readonly bucket: string
  readonly functionName: string
  readonly table: string
  readonly secret: string
  readonly parameter: string
  readonly key: Key
  readonly cluster: string
  readonly service: string
  readonly repository: string
  readonly stack: string
  readonly database: string
  readonly queue: string
  readonly topic: string
  readonly alarm: string
  /** The name of a role. */
  readonly role: string
  readonly user: string
}

export function setScene(account: SimulatedAccount, chance: Chance, region = HOME_REGION): Scene {
  const { resources } = account
  return {
    account,
    chance,
    nowMs: 0,
    region,
    instance: chance.pick(region === SECOND_REGION ? resources.abroad : resources.ordinaryInstances),
    bucket: chance.pick(resources.buckets),
    functionName: chance.pick(resources.functions),
    table: chance.pick(resources.tables),
    secret: chance.pick(resources.secrets),
    parameter: chance.pick(resources.parameters),
    key: chance.pick(resources.keys),
    cluster: chance.pick(resources.clusters),
    service: chance.pick(resources.services),
    repository: chance.pick(resources.repositories),
    stack: chance.pick(resources.stacks),
    database: chance.pick(resources.databases),
    queue: chance.pick(resources.queues),
    topic: chance.pick(resources.topics),
    alarm: chance.pick(resources.alarms),
    role: chance.pick(resources.roleNames),
    user: chance.pick(account.userNames),
  }
}

/** `arn:aws:sqs:eu-central-1:111122223333:name` */
export function arnOf(scene: Scene, service: string, name: string): string {
  return `arn:aws:${service}:${scene.region}:${scene.account.accountId}:${name}`
}

export function resource(scene: Scene, type: string, arn: string): JsonObject {
  return { accountId: scene.account.accountId, type, ARN: arn }
}
