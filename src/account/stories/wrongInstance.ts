import type { SimulatedAccount } from '../simulatedAccount.ts'
import { runInstances } from '../calls/instances.ts'
import { Chance } from '../chance.ts'
import { resourceId } from '../identifiers.ts'
import type { Journal } from '../journal.ts'
import type { Call } from '../record.ts'
import type { Instance } from '../resources.ts'
import { setScene, type Scene } from '../scene.ts'
import { openSession } from '../sessions.ts'
import { personAt, type Person } from '../people.ts'
import { DAY, dayOf, HOUR, isWeekend, MINUTE, SECOND } from '../times.ts'

/** Two or three days before today, on a working day if there is one. */
export function timeOfAccident(account: SimulatedAccount): number {
  const day = dayOf(account.todayMs) - 2
  return (isWeekend(day) ? day - 1 : day) * DAY + 13.6117 * HOUR
}

/** The host that replaces the terminated one. */
export function replacementHost(account: SimulatedAccount): Instance {
  const chance = new Chance(account.seed, 'replacement host')
  return { ...account.resources.databaseHost, id: resourceId(chance, 'i'), privateAddress: '10.20.1.33' }
}

/**
 * An accident: an engineer wants to remove the staging database's host, and has the ID of the
 * production one in the clipboard. Termination protection stops the first attempt, and is switched
 * off as the message says. Everyone investigates; a colleague rebuilds the host from last night's
 * snapshot.
 */
export function tellWrongInstance(journal: Journal, day: number): void {
  const { account } = journal
  const accidentMs = timeOfAccident(account)
  if (day !== dayOf(accidentMs)) return
  const chance = new Chance(account.seed, 'wrong instance')
  const scene = { ...setScene(account, chance), instance: account.resources.databaseHost }
  const colleague = personAt(account, 0)
  const engineer = personAt(account, 1)
  const lost = cleanUpStaging(journal, scene, engineer, accidentMs)
  everyoneLooks(journal, scene, accidentMs + 4 * MINUTE)
  lookAgain(journal, scene, engineer, lost, accidentMs + 6 * MINUTE)
  rebuild(journal, scene, colleague, accidentMs + 14 * MINUTE)
}

type Write = (timeMs: number, call: string | Call, of?: Scene) => void

function writerFor(
  journal: Journal,
  scene: Scene,
  person: Person,
  medium: 'console' | 'commandLine',
  fromMs: number,
): Write {
  const { caller } = openSession(journal, person, scene.chance, medium, fromMs, false)
  return (timeMs, call, of = scene) => journal.write(timeMs, caller, of, call)
}

function cleanUpStaging(journal: Journal, scene: Scene, engineer: Person, accidentMs: number): Write {
  const { databaseHost, instances } = scene.account.resources
  const staging = instances.find((instance) => instance.name.endsWith('staging-db-1')) ?? databaseHost
  const write = writerFor(journal, scene, engineer, 'commandLine', accidentMs - 22 * MINUTE)
  write(accidentMs - 19.7 * MINUTE, 'ec2:DescribeInstances', { ...scene, instance: staging })
  write(accidentMs - 16.25 * MINUTE, 'rds:CreateDBSnapshot')
  write(accidentMs - 2.62 * MINUTE, terminate(databaseHost.id, true))
  write(accidentMs - 0.87 * MINUTE, {
    service: 'ec2',
    name: 'ModifyInstanceAttribute',
    readOnly: false,
    request: { instanceId: databaseHost.id, disableApiTermination: { value: false } },
    response: { _return: true },
  })
  write(accidentMs, terminate(databaseHost.id, false))
  return write
}

function terminate(instanceId: string, protectedFromIt: boolean): Call {
  const message = `The instance '${instanceId}' may not be terminated. Modify its 'disableApiTermination' instance attribute and try again.`
  return {
    service: 'ec2',
    name: 'TerminateInstances',
    readOnly: false,
    request: { instancesSet: { items: [{ instanceId }] } },
    response: {
      instancesSet: {
        items: [
          {
            instanceId,
            currentState: { code: 32, name: 'shutting-down' },
            previousState: { code: 16, name: 'running' },
          },
        ],
      },
    },
    ...(protectedFromIt && { error: { code: 'Client.OperationNotPermitted', message } }),
  }
}

/** Alarms go off, and four people make the same queries. */
function everyoneLooks(journal: Journal, scene: Scene, fromMs: number): void {
  const { account, chance } = scene
  for (const person of [0, 3, 4, 5].map((seat) => personAt(account, seat))) {
    const startMs = fromMs + chance.between(0, 4) * MINUTE
    const write = writerFor(journal, scene, person, 'console', startMs)
    let timeMs = startMs + 50 * SECOND
    for (let look = 0; look < 5; look++) {
      write(timeMs, 'monitoring:DescribeAlarms')
      write(timeMs + 2 * SECOND, 'ec2:DescribeInstances')
      write(timeMs + 3 * SECOND, 'ec2:DescribeInstanceStatus')
      if (look < 2) write(timeMs + 20 * SECOND, 'logs:FilterLogEvents')
      timeMs += chance.between(40, 100) * SECOND
    }
  }
}

function lookAgain(journal: Journal, scene: Scene, engineer: Person, write: Write, fromMs: number): void {
  for (let look = 0; look < 6; look++) write(fromMs + look * 33.7 * SECOND, 'ec2:DescribeInstances')
  write(fromMs + 4.23 * MINUTE, 'ec2:GetConsoleOutput')
  write(fromMs + 5.6 * MINUTE, 'ec2:DescribeVolumes')
  const history = writerFor(journal, scene, engineer, 'console', fromMs + 6 * MINUTE)
  history(fromMs + 8.35 * MINUTE, {
    service: 'cloudtrail',
    name: 'LookupEvents',
    readOnly: true,
    request: {
      lookupAttributes: [
        { attributeKey: 'ResourceName', attributeValue: scene.account.resources.databaseHost.id },
      ],
      maxResults: 50,
    },
    response: null,
  })
}

function rebuild(journal: Journal, scene: Scene, colleague: Person, fromMs: number): void {
  const { account, chance } = scene
  const host = replacementHost(account)
  const snapshotId = resourceId(chance, 'snap')
  const volumeId = resourceId(chance, 'vol')
  const fresh: Scene = { ...scene, instance: host, service: 'orders', nowMs: fromMs + 6 * MINUTE }
  const write = writerFor(journal, scene, colleague, 'commandLine', fromMs)
  write(fromMs + 0.9 * MINUTE, 'ec2:DescribeSnapshots')
  write(fromMs + 2.77 * MINUTE, 'ec2:DescribeImages')
  const launched = runInstances(fresh, host.id)
  write(fresh.nowMs, { service: 'ec2', name: 'RunInstances', readOnly: false, ...launched })
  for (let look = 0; look < 4; look++)
    write(fresh.nowMs + (look + 1) * 15 * SECOND, 'ec2:DescribeInstances', fresh)
  const zone = `${scene.region}a`
  write(fromMs + 8.71 * MINUTE, {
    service: 'ec2',
    name: 'CreateVolume',
    readOnly: false,
    request: { size: '500', zone, snapshotId, volumeType: 'gp3', encrypted: true },
    response: {
      volumeId,
      size: '500',
      snapshotId,
      zone,
      status: 'creating',
      createTime: Math.floor(fromMs + 8.71 * MINUTE),
      volumeType: 'gp3',
      encrypted: true,
    },
  })
  write(fromMs + 11.4 * MINUTE, {
    service: 'ec2',
    name: 'AttachVolume',
    readOnly: false,
    request: { volumeId, instanceId: host.id, device: '/dev/sdf', deleteOnTermination: false },
    response: {
      volumeId,
      instanceId: host.id,
      device: '/dev/sdf',
      status: 'attaching',
      attachTime: Math.floor(fromMs + 11.4 * MINUTE),
    },
  })
  write(fromMs + 14.83 * MINUTE, {
    service: 'ec2',
    name: 'ModifyInstanceAttribute',
    readOnly: false,
    request: { instanceId: host.id, disableApiTermination: { value: true } },
    response: { _return: true },
  })
  write(fromMs + 20.6 * MINUTE, 'route53:ChangeResourceRecordSets', fresh)
  write(fromMs + 23.9 * MINUTE, 'ec2:DescribeInstanceStatus', fresh)
}
