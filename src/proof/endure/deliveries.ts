import { createAccount, recordsBetween } from '../../account/account.ts'

const DAY_MS = 86_400_000

/** CloudTrail delivers every few minutes, our simulated account every 5 seconds: 720 an hour. */
export const DELIVERIES_AN_HOUR = 720
/** Four events a second, as in a company of about a hundred people. */
const RECORDS_A_DELIVERY = 20

/** Endless log files, each continuing in time where the previous one ended. */
export function* deliveries(startMs: number): Generator<string> {
  const account = createAccount(4000, startMs)
  let records: string[] = []
  for (let dayMs = startMs; ; dayMs += DAY_MS) {
    for (const record of recordsBetween(account, dayMs, dayMs + DAY_MS)) {
      records.push(record)
      if (records.length < RECORDS_A_DELIVERY) continue
      yield `{"Records":[${records.join(',')}]}`
      records = []
    }
  }
}
