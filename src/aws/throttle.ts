import { AwsFailure } from './failure.ts'

/** How many requests a second; null where there is no quota to keep. docs/cloudtrail.md#quotas */
function requestsPerSecond(service: string, operation: string): number | null {
  if (service !== 'cloudtrail') return null
  if (operation === 'LookupEvents') return 2
  return /^(?:Get|Describe|List)/.test(operation) ? 10 : 1
}

interface Allowance {
  readonly requests: number
  readonly atMs: number
}

/**
 * The quotas of the account's APIs. Each operation has its own in each Region: a second's worth of
 * requests may come at once, then they come back at the rate of the quota.
 */
export class Throttle {
  readonly #allowances = new Map<string, Allowance>()

  /** Counts a request, or throws ThrottlingException if it is one too many. */
  take(service: string, operation: string, region: string, nowMs: number): void {
    const perSecond = requestsPerSecond(service, operation)
    if (perSecond === null) return
    const key = `${region} ${operation}`
    const before = this.#allowances.get(key) ?? { requests: perSecond, atMs: nowMs }
    // A clock that goes back gives nothing.
    const regained = (Math.max(0, nowMs - before.atMs) / 1000) * perSecond
    const requests = Math.min(perSecond, before.requests + regained)
    const isAllowed = requests >= 1
    this.#allowances.set(key, { requests: isAllowed ? requests - 1 : requests, atMs: nowMs })
    if (!isAllowed) throw new AwsFailure('ThrottlingException', 'Rate exceeded')
  }
}
