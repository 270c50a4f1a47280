import type { Caller } from '../caller.ts'
import { runInstances } from '../calls/instances.ts'
import { Chance } from '../chance.ts'
import { resourceId } from '../identifiers.ts'
import type { Journal } from '../journal.ts'
import type { SimulatedAccount } from '../simulatedAccount.ts'
import type { Instance } from '../resources.ts'
import { setScene, type Scene } from '../scene.ts'
import { MINUTE } from '../times.ts'
import type { Intrusion } from './intrusion.ts'

/** A Region that the company has never used. */
export const MINING_REGION = 'ap-southeast-2'

/** The instances launched there, which the defenders find and terminate. */
export function miningInstances(account: SimulatedAccount): readonly Instance[] {
  const chance = new Chance(account.seed, 'mining')
  return [0, 1, 2].map((index) => ({
    id: resourceId(chance, 'i'),
    name: 'cw-sync',
    type: 'g5.12xlarge',
    region: MINING_REGION,
    imageId: 'ami-0c1bb8e45d3f6a2e7',
    subnetId: 'subnet-0d2f7ab19c4e6508f',
    groupId: 'sg-0b7e4c1f93a85d26e',
    privateAddress: `172.31.16.${20 + index}`,
  }))
}

/**
 * The largest types first, which the account's limits refuse; then what they allow, in a Region
 * that nobody watches.
 */
export function mineCoins(
  journal: Journal,
  scene: Scene,
  caller: Caller,
  { user }: Intrusion,
  fromMs: number,
): void {
  const { account, chance } = scene
  const [first] = miningInstances(account)
  if (first === undefined) return
  const there = { ...setScene(account, chance, MINING_REGION), nowMs: fromMs, instance: first }
  const tooLarge: Scene = { ...there, instance: { ...first, type: 'p4d.24xlarge' } }
  const message =
    'You have requested more vCPU capacity than your current vCPU limit of 0 allows for the instance bucket that the ' +
    'specified instance type belongs to. Please visit http://aws.amazon.com/contact-us/ec2-request to request an adjustment to this limit.'
  const launch = { service: 'ec2', name: 'RunInstances', readOnly: false }
  journal.write(fromMs, caller, there, 'ec2:DescribeRegions')
  journal.write(fromMs + 0.83 * MINUTE, caller, there, 'ec2:DescribeImages')
  const keyName = user.login
  journal.write(fromMs + 2.37 * MINUTE, caller, there, {
    service: 'ec2',
    name: 'CreateKeyPair',
    readOnly: false,
    request: { keyName, keyType: 'rsa', keyFormat: 'pem' },
    response: {
      keyName,
      keyFingerprint: Array.from({ length: 20 }, () => chance.hex(2)).join(':'),
      keyPairId: resourceId(chance, 'key'),
      keyMaterial: '<sensitiveDataRemoved>',
    },
  })
  journal.write(fromMs + 3.12 * MINUTE, caller, there, {
    ...launch,
    ...runInstances(tooLarge, resourceId(chance, 'i')),
    error: { code: 'Client.VcpuLimitExceeded', message },
  })
  miningInstances(account).forEach((instance, index) => {
    const timeMs = fromMs + (4.63 + index * 0.57) * MINUTE
    journal.write(timeMs, caller, there, {
      ...launch,
      ...runInstances({ ...there, instance, nowMs: timeMs }, instance.id),
    })
  })
  journal.write(fromMs + 9.2 * MINUTE, caller, there, 'ec2:DescribeInstances')
  journal.write(fromMs + 11.55 * MINUTE, caller, there, 'ec2:DescribeInstanceStatus')
}
