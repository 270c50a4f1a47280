import type { Caller } from './caller.ts'
import { runInstances } from './calls/instances.ts'
import { Chance } from './chance.ts'
import { resourceId } from './identifiers.ts'
import type { Journal } from './journal.ts'
import type { Person } from './people.ts'
import type { SimulatedAccount } from './simulatedAccount.ts'
import { HOME_REGION, type Instance } from './resources.ts'
import { setScene } from './scene.ts'
import { openSession } from './sessions.ts'
import { isWeekend, MINUTE, SECOND } from './times.ts'

/** How many days a sandbox lives until the person who launched it remembers it. */
const LIFE = 3

/**
 * An instance that an engineer launches to try something out, and terminates some days later.
 * Returns the work of this day, undefined if there is none.
 */
export function runSandbox(
  journal: Journal,
  person: Person,
  day: number,
): ((timeMs: number, atHome: boolean) => void) | undefined {
  const { account } = journal
  const fresh = sandboxOf(account, person, day)
  const old = sandboxOf(account, person, day - LIFE)
  if (fresh === undefined && old === undefined) return undefined
  return (fromMs, atHome) => {
    const chance = new Chance(account.seed, 'sandbox work', person.login, day)
    const { caller, readyMs } = openSession(journal, person, chance, 'commandLine', fromMs, atHome)
    const firstMs = readyMs + 20 * SECOND
    if (old !== undefined) terminate(journal, caller, chance, old, firstMs)
    if (fresh !== undefined) launch(journal, caller, chance, fresh, firstMs + 3 * MINUTE)
  }
}

/** The sandbox that a person launches on a day. */
function sandboxOf(account: SimulatedAccount, person: Person, day: number): Instance | undefined {
  if (person.job !== 'backend' && person.job !== 'platform') return undefined
  const chance = new Chance(account.seed, 'sandbox', person.login, day)
  if (isWeekend(day) || isWeekend(day + LIFE) || !chance.happens(0.1)) return undefined
  return {
    id: resourceId(chance, 'i'),
    name: `sandbox-${person.login.split('.')[0]}`,
    type: chance.pick(['t3.micro', 't3.medium', 't4g.small']),
    region: HOME_REGION,
    imageId: chance.pick(account.resources.images),
    subnetId: chance.pick(account.resources.subnets),
    groupId: account.resources.databaseHost.groupId,
    privateAddress: `10.20.9.${chance.int(10, 250)}`,
  }
}

function launch(journal: Journal, caller: Caller, chance: Chance, instance: Instance, timeMs: number): void {
  const scene = { ...setScene(journal.account, chance), instance, nowMs: timeMs }
  journal.write(timeMs - 40 * SECOND, caller, scene, 'ec2:DescribeImages')
  const launched = runInstances(scene, instance.id)
  journal.write(timeMs, caller, scene, { service: 'ec2', name: 'RunInstances', readOnly: false, ...launched })
  journal.write(timeMs + 9 * SECOND, caller, scene, 'ec2:DescribeInstances')
  journal.write(timeMs + 55 * SECOND, caller, scene, 'ec2:DescribeInstanceStatus')
  if (chance.happens(0.5)) journal.write(timeMs + 40 * MINUTE, caller, scene, 'ec2:StopInstances')
}

function terminate(
  journal: Journal,
  caller: Caller,
  chance: Chance,
  instance: Instance,
  timeMs: number,
): void {
  const scene = { ...setScene(journal.account, chance), instance }
  journal.write(timeMs, caller, scene, 'ec2:DescribeInstances')
  journal.write(timeMs + 25 * SECOND, caller, scene, 'ec2:TerminateInstances')
}
