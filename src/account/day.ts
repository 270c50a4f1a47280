import type { SimulatedAccount } from './simulatedAccount.ts'
import { Journal } from './journal.ts'
import { runMachines } from './machines.ts'
import { runPipelines } from './pipelines.ts'
import { runServices } from './services.ts'
import { tellLeakedKey } from './stories/leakedKey.ts'
import { tellWrongInstance } from './stories/wrongInstance.ts'
import type { TimedRecord } from './record.ts'
import { workShift } from './shifts.ts'

/**
 * What began on a day (counted from 1970, UTC), unordered. Some of it is recorded on the next day.
 */
export function recordsOfDay(account: SimulatedAccount, day: number): readonly TimedRecord[] {
  const journal = new Journal(account)
  for (const person of account.people) workShift(journal, person, day)
  runMachines(journal, day)
  runServices(journal, day)
  runPipelines(journal, day)
  tellLeakedKey(journal, day)
  tellWrongInstance(journal, day)
  return journal.records
}
