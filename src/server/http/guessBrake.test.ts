import { expect, test } from 'vitest'
import { GuessBrake } from './guessBrake.ts'

/** How many guesses the brake checked. */
function guess(brake: GuessBrake, address: string, times: number): number {
  let checked = 0
  for (let i = 0; i < times; i++)
    brake.tries(address, () => {
      checked++
      return false
    })
  return checked
}

test('after ten failures, a sender waits one second, and another second for each further failure', () => {
  let nowMs = 0
  const brake = new GuessBrake(() => nowMs)
  guess(brake, '192.0.2.1', 10)
  expect(brake.secondsToWait('192.0.2.1')).toBe(0)
  guess(brake, '192.0.2.1', 5)
  expect(brake.secondsToWait('192.0.2.1')).toBe(6)
  nowMs += 4000
  expect(brake.secondsToWait('192.0.2.1')).toBe(2)
  nowMs += 1000
  expect(brake.secondsToWait('192.0.2.1')).toBe(0)
})

test('after a hundred failures, one guess a second is checked, however many arrive', () => {
  let nowMs = 0
  const brake = new GuessBrake(() => nowMs)
  expect(guess(brake, '192.0.2.1', 5000)).toBe(100)
  let checked = 0
  for (let i = 0; i < 600; i++) {
    nowMs += 100
    checked += guess(brake, '192.0.2.1', 50)
  }
  expect(checked).toBe(60)
  nowMs += 3_600_000
  expect(brake.secondsToWait('192.0.2.1'), 'it is forgotten').toBe(0)
})

test('a clock that jumps back neither forgets failures nor extends a wait', () => {
  let nowMs = 1_000_000
  const brake = new GuessBrake(() => nowMs)
  guess(brake, '192.0.2.1', 5000)
  nowMs = 0
  expect(guess(brake, '192.0.2.1', 1)).toBe(0)
  nowMs = 1_001_000
  expect(guess(brake, '192.0.2.1', 1)).toBe(1)
})

test('senders are told apart, but not within one IPv6 network or by two forms of one IPv4 address', () => {
  const brake = new GuessBrake(() => 0)
  for (const [first, same, other] of [
    ['2001:db8:1:2::1', '2001:db8:1:2:ffff:ffff:ffff:ffff', '2001:db8:1:3::1'],
    ['192.0.2.1', '::ffff:192.0.2.1', '192.0.2.2'],
    ['fe80::1%eth0', 'fe80::2', 'fe80:0:0:1::1'],
  ] as const) {
    guess(brake, first, 200)
    expect(guess(brake, same, 1), same).toBe(0)
    expect(guess(brake, other, 1), other).toBe(1)
  }
})

test('a sender that has given the right token is always checked', () => {
  const brake = new GuessBrake(() => 0)
  expect(brake.tries('192.0.2.1', () => true)).toBe(true)
  expect(guess(brake, '192.0.2.1', 500)).toBe(500)
  expect(brake.secondsToWait('192.0.2.1')).toBe(91)
  expect(brake.tries('192.0.2.1', () => true)).toBe(true)
})

test('the last thousand senders are remembered', () => {
  const brake = new GuessBrake(() => 0)
  const address = (i: number) => `10.0.${i >> 8}.${i & 255}`
  for (let i = 0; i < 1001; i++) guess(brake, address(i), 200)
  expect(guess(brake, address(1000), 1)).toBe(0)
  expect(guess(brake, address(1), 1)).toBe(0)
  expect(guess(brake, address(0), 1), 'forgotten').toBe(1)
})
