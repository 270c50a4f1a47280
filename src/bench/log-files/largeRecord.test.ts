import { describe, expect, it } from 'vitest'
import { Chance } from '../../account/chance.ts'
import { FLEET_USER, largeRecord } from './largeRecord.ts'

const TIME = Date.UTC(2026, 10, 1)
const recordOf = (seed: number) => largeRecord('111122223333', TIME, new Chance(seed))

describe('largeRecord', () => {
  it('has the largest size that CloudTrail allows', () => {
    for (let seed = 0; seed < 20; seed++) {
      const { length } = recordOf(seed)
      expect(length).toBeGreaterThan(250 * 1024)
      expect(length).toBeLessThanOrEqual(256 * 1024)
    }
  })

  it('is different for every chance, and the same for the same chance', () => {
    expect(recordOf(1)).toBe(recordOf(1))
    const ids = [1, 2, 3].map((seed) => (JSON.parse(recordOf(seed)) as { eventID: string }).eventID)
    expect(new Set(ids).size).toBe(3)
  })

  it('is found by its user', () => {
    const { userIdentity } = JSON.parse(recordOf(1)) as { userIdentity: { userName: string } }
    expect(userIdentity.userName).toBe(FLEET_USER)
  })
})
