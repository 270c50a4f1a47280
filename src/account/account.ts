import { Chance } from './chance.ts'
import { hirePeople } from './people.ts'
import { recordsOfDay } from './day.ts'
import type { TimedRecord } from './record.ts'
import { provision } from './resources.ts'
import type { SimulatedAccount } from './simulatedAccount.ts'
import { DAY, dayOf, SECOND } from './times.ts'

const ACCOUNT_IDS = ['111122223333', '444455556666', '777788889999', '123456789012']
const COMPANIES = ['halden', 'fernhill', 'quaymark', 'osterlog', 'brightlane', 'tallyho']

/** Always the same company for the same seed. Its stories happen in the days before `todayMs`. */
export function createAccount(seed: number, todayMs: number): SimulatedAccount {
  const chance = new Chance(seed, 'account')
  const accountId = chance.pick(ACCOUNT_IDS)
  const company = chance.pick(COMPANIES)
  const domain = `${company}.example`
  const people = hirePeople(seed, domain)
  return {
    accountId,
    seed,
    todayMs,
    company,
    domain,
    people,
    userNames: people.filter(({ entrance }) => entrance === 'iamUser').map(({ login }) => login),
    resources: provision(seed, accountId, company),
  }
}

/**
 * The records whose eventTime is in [startMs, endMs), in order of time, each as it would be in a
 * log file. Adjacent windows together give the same records as one window. A day takes some 20 ms;
 * the last one is kept, so that a live account can be read every few seconds.
 */
export function* recordsBetween(
  account: SimulatedAccount,
  startMs: number,
  endMs: number,
): Generator<string> {
  for (let day = dayOf(startMs); day * DAY < endMs; day++) {
    for (const { timeMs, text } of recordedOn(account, day)) {
      const eventTimeMs = timeMs - (timeMs % SECOND)
      if (eventTimeMs >= startMs && eventTimeMs < endMs) yield text
    }
  }
}

interface RecordedDay {
  readonly day: number
  /** What began on the day. Some of it is recorded on the next day. */
  readonly begun: readonly TimedRecord[]
  /** What is recorded on the day, in order of time. */
  readonly recorded: readonly TimedRecord[]
}

const lastDay = new WeakMap<SimulatedAccount, RecordedDay>()

function recordedOn(account: SimulatedAccount, day: number): readonly TimedRecord[] {
  const last = lastDay.get(account)
  if (last?.day === day) return last.recorded
  const before = last?.day === day - 1 ? last.begun : recordsOfDay(account, day - 1)
  const begun = recordsOfDay(account, day)
  const recorded = [...before, ...begun]
    .filter(({ timeMs }) => dayOf(timeMs) === day)
    .toSorted((one, other) => one.timeMs - other.timeMs)
  lastDay.set(account, { day, begun, recorded })
  return recorded
}
