import { Chance } from './chance.ts'
import { accessKeyId, uniqueId } from './identifiers.ts'
import { BROWSERS, SYSTEMS, type System } from './userAgents.ts'
import type { Zone } from './times.ts'

export type Job =
  | 'platform'
  | 'backend'
  | 'frontend'
  | 'data'
  | 'quality'
  | 'support'
  | 'security'
  | 'finance'
  | 'management'

/**
 * How a person gets access: through IAM Identity Center, or as an IAM user from the time before it.
 */
type Entrance = 'identityCenter' | 'iamUser'

export interface Person {
  /** `mara.lindqvist` */
  readonly login: string
  readonly email: string
  readonly job: Job
  readonly zone: Zone
  readonly entrance: Entrance
  /** The permission set of an Identity Center user. */
  readonly permissionSet: string
  readonly officeAddress: string
  readonly homeAddress: string
  readonly browser: string
  readonly system: System
  /** The unique ID and long-term key of an IAM user; nobody else uses them. */
  readonly userId: string
  readonly keyId: string
}

const FIRST = (
  'Mara Jonas Priya Tomas Ines Rafael Anika Devon Lucia Henrik Noor Caleb Yuki Marta Arjun Selma ' +
  'Oskar Imani Bruno Leila Pavel Greta Kofi Elena'
).split(' ')
const LAST = (
  'Lindqvist Brandt Raman Novak Duarte Moreira Voss Whitaker Ferrante Aalto Haddad Brooks Tanaka Kowal ' +
  'Iyer Yilmaz Nyberg Okafor Teixeira Rahimi Dvorak Keller Mensah Petrova'
).split(' ')

/**
 * Job, zone, entrance, permission set. The stories rely on the order: platform first, then backend.
 */
const SEATS: readonly (readonly [Job, Zone, Entrance, string])[] = [
  ['platform', 'Berlin', 'identityCenter', 'AdministratorAccess'],
  ['platform', 'Berlin', 'identityCenter', 'AdministratorAccess'],
  ['platform', 'San Francisco', 'identityCenter', 'AdministratorAccess'],
  ['backend', 'Berlin', 'identityCenter', 'Developer'],
  ['backend', 'Berlin', 'identityCenter', 'Developer'],
  ['backend', 'Lisbon', 'identityCenter', 'Developer'],
  ['backend', 'New York', 'identityCenter', 'Developer'],
  ['backend', 'Bengaluru', 'iamUser', ''],
  ['backend', 'Bengaluru', 'iamUser', ''],
  ['frontend', 'Berlin', 'identityCenter', 'Developer'],
  ['frontend', 'Lisbon', 'identityCenter', 'Developer'],
  ['data', 'Berlin', 'identityCenter', 'DataAnalyst'],
  ['data', 'New York', 'identityCenter', 'DataAnalyst'],
  ['data', 'Lisbon', 'iamUser', ''],
  ['quality', 'Bengaluru', 'identityCenter', 'Developer'],
  ['support', 'Berlin', 'identityCenter', 'ReadOnlyAccess'],
  ['support', 'San Francisco', 'identityCenter', 'ReadOnlyAccess'],
  ['security', 'Berlin', 'identityCenter', 'SecurityAudit'],
  ['finance', 'Berlin', 'identityCenter', 'Billing'],
  ['management', 'Berlin', 'iamUser', ''],
]

const OFFICES: Record<Zone, string> = {
  Berlin: '203.0.113.24',
  Lisbon: '203.0.113.57',
  Bengaluru: '203.0.113.131',
  'New York': '203.0.113.190',
  'San Francisco': '203.0.113.214',
}

export function hirePeople(seed: number, domain: string): readonly Person[] {
  const chance = new Chance(seed, 'people')
  const first = chance.shuffled(FIRST)
  const last = chance.shuffled(LAST)
  return SEATS.map(([job, zone, entrance, permissionSet], seat) => {
    const login = `${first[seat]}.${last[seat]}`.toLowerCase()
    const homeAddress = chance.happens(0.25)
      ? `2001:db8:${chance.hex(4)}:${chance.hex(4)}::${chance.hex(4)}`
      : `198.51.100.${seat * 5 + chance.int(2, 6)}`
    return {
      login,
      email: `${login}@${domain}`,
      job,
      zone,
      entrance,
      permissionSet,
      officeAddress: OFFICES[zone],
      homeAddress: homeAddress.replace(/:0+(?=[0-9a-f])/g, ':'),
      browser: chance.pick(BROWSERS),
      system: chance.pick(SYSTEMS),
      userId: uniqueId(chance, 'AIDA'),
      keyId: accessKeyId(chance, 'AKIA'),
    }
  })
}

/** The person in a seat: 0 to 2 are platform engineers, 3 to 8 backend. */
export function personAt({ people }: { readonly people: readonly Person[] }, seat: number): Person {
  const person = people[seat]
  if (person === undefined) throw new Error(`Nobody sits at ${seat}`)
  return person
}
