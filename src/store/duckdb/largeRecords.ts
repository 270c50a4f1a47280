import type { Connections } from './connections.ts'

/** The engine works on two thousand rows at a time, whatever they weigh: of larger records than this it could not hold them several times. */
export const LARGE_RECORD_BYTES = 32 * 1024

/** Whether the store has, or had, a large record. The engine knows without looking. */
export async function hasLargeRecords(connections: Connections): Promise<boolean> {
  const [row] = await connections.query('SELECT stats(leaves) FROM events LIMIT 1', [])
  const longest = /Max String Length: (\d+)/.exec(String(row?.[0]))?.[1]
  return longest !== undefined && Number(longest) > LARGE_RECORD_BYTES
}
