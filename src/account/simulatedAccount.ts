import type { Person } from './people.ts'
import type { Resources } from './resources.ts'

export interface SimulatedAccount {
  readonly accountId: string
  readonly seed: number
  /** Midnight, UTC, of the day that the stories are told from. */
  readonly todayMs: number
  /** `halden`: what its resources' names begin with. */
  readonly company: string
  readonly domain: string
  readonly people: readonly Person[]
  /** The names of those who are IAM users. */
  readonly userNames: readonly string[]
  readonly resources: Resources
}
