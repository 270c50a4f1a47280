import { startConsole } from '../src/testing/runningConsole.ts'

/** The options of an account of a test's own, whose trails deliver what happens within seconds. */
export const DELIVERING: readonly string[] =
  '--in-memory --seed 7 --no-live --deliver-every 1 --delivery-delay 1'.split(' ')

const ORIGIN = 'SIMULATED_ACCOUNT_ORIGIN'

/**
 * Starts the one server of the simulated account before the first test and ends it after the last:
 * making the account's history takes longer than most tests. Playwright calls it.
 */
export default async function serveSimulatedAccount(): Promise<() => Promise<void>> {
  const server = await startConsole(['--in-memory', '--seed', '7', '--no-live'])
  process.env[ORIGIN] = server.origin
  return async () => {
    await server.stop()
  }
}

/** Where it serves, for the workers. */
export function simulatedAccountOrigin(): string {
  const origin = process.env[ORIGIN]
  if (origin === undefined) throw new Error('The simulated account is not served.')
  return origin
}
