import type { SimulatedAccount } from './simulatedAccount.ts'
import type { Caller } from './caller.ts'
import { callOf } from './calls/catalogue.ts'
import type { Chance } from './chance.ts'
import { recordOf, type Call, type TimedRecord } from './record.ts'
import type { Scene } from './scene.ts'

/** Collects the records of a day. */
export class Journal {
  readonly account: SimulatedAccount
  readonly records: TimedRecord[] = []

  constructor(account: SimulatedAccount) {
    this.account = account
  }

  /** Adds a call in a scene, given by its key in the catalogue or directly. */
  write(timeMs: number, caller: Caller, scene: Scene, call: string | Call): void {
    const whole = typeof call === 'string' ? callOf(call, { ...scene, nowMs: timeMs }) : call
    this.add(timeMs, caller, scene.region, scene.chance, whole)
  }

  add(timeMs: number, caller: Caller, region: string, chance: Chance, call: Call): void {
    this.records.push(recordOf(this.account.accountId, chance, timeMs, caller, region, call))
  }
}
