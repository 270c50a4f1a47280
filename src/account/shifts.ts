import { callOf } from './calls/catalogue.ts'
import { through, type Caller } from './caller.ts'
import { keyUse } from './calls/identity.ts'
import { Chance } from './chance.ts'
import { ERRANDS, REFUSED, type Errand, type Medium } from './errands.ts'
import type { Journal } from './journal.ts'
import { mistake } from './mistakes.ts'
import type { Job, Person } from './people.ts'
import { denied } from './record.ts'
import { HOME_REGION, SECOND_REGION } from './resources.ts'
import { runSandbox } from './sandbox.ts'
import { arnOf, setScene, type Scene } from './scene.ts'
import { openSession, type Session } from './sessions.ts'
import { DAY, HOUR, isWeekend, MINUTE, SECOND, utcOffset } from './times.ts'

/**
 * How many records a person creates on a working day, and the share of working days on which they
 * use AWS at all.
 */
const DILIGENCE: Record<Job, readonly [records: number, presence: number]> = {
  platform: [50, 0.92],
  backend: [32, 0.86],
  frontend: [20, 0.7],
  data: [34, 0.82],
  quality: [22, 0.75],
  support: [26, 0.8],
  security: [38, 0.9],
  finance: [18, 0.4],
  management: [8, 0.25],
}

/**
 * What a person does on a working day in their own time zone: a few sittings between breakfast and
 * evening.
 */
export function workShift(journal: Journal, person: Person, day: number): void {
  const chance = new Chance(journal.account.seed, 'shift', person.login, day)
  const [records, presence] = DILIGENCE[person.job]
  const weekend = isWeekend(day)
  const onCall = weekend && (person.job === 'platform' || person.job === 'backend')
  const sandbox = runSandbox(journal, person, day)
  if (!chance.happens(weekend ? (onCall ? 0.12 : 0.02) : presence) && sandbox === undefined) return

  const localMidnightMs = day * DAY - utcOffset(person.zone, day)
  const startMs = localMidnightMs + chance.between(weekend ? 11 : 8.2, weekend ? 17 : 10) * HOUR
  const lengthMs = (weekend ? 1.5 : chance.between(6.5, 8.7)) * HOUR
  const atHome = weekend || chance.happens(0.4)
  const total = records * chance.between(0.5, 1.5) * (weekend ? 0.3 : 1)
  const sittings = weekend ? 1 : chance.int(2, 4)
  const sessions = new Map<Medium, Session>()
  for (let sitting = 0; sitting < sittings; sitting++) {
    const fromMs = startMs + (lengthMs * (sitting + chance.between(0, 0.5))) / sittings
    const medium = chance.weighted(
      ERRANDS[person.job].map(([weight, errand]) => [weight, errand.medium] as const),
    )
    // A session lasts the day; the access portal asks for the password once.
    const known = sessions.get(medium)
    const session = known ?? openSession(journal, person, chance, medium, fromMs, atHome, sessions.size > 0)
    sessions.set(medium, session)
    sit(journal, person, chance, medium, session.caller, known ? fromMs : session.readyMs, total / sittings)
  }
  sandbox?.(startMs + lengthMs * 0.3, atHome)
}

function sit(
  journal: Journal,
  person: Person,
  chance: Chance,
  medium: Medium,
  caller: Caller,
  fromMs: number,
  records: number,
): void {
  const { account } = journal
  let timeMs = fromMs + chance.between(1, 20) * SECOND
  const errands = ERRANDS[person.job].filter(([, errand]) => errand.medium === medium)
  const until = journal.records.length + Math.max(2, records)
  // A Terraform plan makes its thirty calls however little of the day is left.
  while (journal.records.length < until) {
    const region = person.zone === 'San Francisco' && chance.happens(0.5) ? SECOND_REGION : regionOf(chance)
    const scene = setScene(account, chance, region)
    if (chance.happens(0.1)) {
      timeMs = tryRefused(journal, caller, person, scene, timeMs)
    }
    timeMs = runErrand(journal, caller, chance.weighted(errands), scene, timeMs)
    timeMs += chance.between(0.5, medium === 'terraform' ? 25 : 9) * MINUTE
  }
}

function runErrand(journal: Journal, caller: Caller, errand: Errand, scene: Scene, fromMs: number): number {
  const { chance } = scene
  let timeMs = fromMs
  for (const name of errand.calls) {
    const optional = name.endsWith('?')
    if (optional && chance.happens(0.5)) continue
    const call = callOf(optional ? name.slice(0, -1) : name, { ...scene, nowMs: timeMs })
    journal.write(timeMs, caller, scene, mistake(call, errand.medium, chance) ?? call)
    if (call.name === 'GetSecretValue' || call.name === 'GetParametersByPath') {
      decryptFor(journal, caller, scene, timeMs, call.service)
    }
    timeMs += pause(errand.medium, call.readOnly, chance)
  }
  return timeMs
}

/**
 * Reading a secret or a parameter uses its key: that record follows at once, made by the service
 * for the caller.
 */
export function decryptFor(
  journal: Journal,
  caller: Caller,
  scene: Scene,
  timeMs: number,
  service: string,
): void {
  const ofSecret = service === 'secretsmanager'
  const context = ofSecret
    ? {
        SecretARN: scene.secret,
        SecretVersionId: `${scene.chance.hex(8)}-7c1f-4c0a-9d3e-${scene.chance.hex(12)}`,
      }
    : { PARAMETER_ARN: arnOf(scene, 'ssm', `parameter${scene.parameter}`) }
  const { secrets, parameters } = journal.account.resources.keyFor
  const key = ofSecret ? secrets : parameters
  const by = through(caller, ofSecret ? 'secretsmanager.amazonaws.com' : 'AWS Internal')
  journal.write(timeMs, by, scene, keyUse(scene, 'Decrypt', key.arn, context))
}

function tryRefused(journal: Journal, caller: Caller, person: Person, scene: Scene, timeMs: number): number {
  const { chance } = scene
  const call = callOf(chance.pick(REFUSED[person.job]), { ...scene, nowMs: timeMs })
  // A person who is denied usually tries once more.
  const attempts = chance.happens(0.35) ? 2 : 1
  let afterMs = timeMs
  for (let attempt = 0; attempt < attempts; attempt++) {
    journal.write(afterMs, caller, scene, denied(call, caller.arn, refusedResource(call.service, scene)))
    afterMs += chance.between(4, 40) * SECOND
  }
  return afterMs
}

function refusedResource(service: string, scene: Scene): string {
  const { accountId } = scene.account
  switch (service) {
    case 's3':
      return `"arn:aws:s3:::${scene.bucket}"`
    case 'secretsmanager':
      return scene.secret
    case 'lambda':
      return arnOf(scene, 'lambda', `function:${scene.functionName}`)
    case 'dynamodb':
      return arnOf(scene, 'dynamodb', `table/${scene.table}`)
    case 'ec2':
      return arnOf(scene, 'ec2', `instance/${scene.instance.id}`)
    case 'kms':
      return scene.key.arn
    case 'iam':
      return `arn:aws:iam::${accountId}:role/${scene.role}`
    case 'rds':
      return arnOf(scene, 'rds', 'db:*')
    default:
      return '*'
  }
}

function regionOf(chance: Chance): string {
  return chance.weighted([
    [85, HOME_REGION],
    [11, SECOND_REGION],
    [4, 'us-east-1'],
  ])
}

/**
 * Seconds: a console page requests everything at once; a person at a shell pauses between commands.
 */
const PAUSES: Record<Medium, readonly [low: number, high: number]> = {
  console: [0.05, 1.4],
  commandLine: [3, 75],
  boto3: [0.3, 4],
  terraform: [0.05, 0.8],
}

function pause(medium: Medium, readOnly: boolean, chance: Chance): number {
  // A person reads a button in the console before pressing it.
  const [low, high] = medium === 'console' && !readOnly ? [8, 60] : PAUSES[medium]
  return chance.between(low, high) * SECOND
}
