import { describe, expect, test } from 'vitest'
import { StoreError } from '../storeError.ts'
import { whyNotWritten } from './engineErrors.ts'

describe('why nothing could be written', () => {
  test.each([
    [
      'IO Error: Could not write file "/home/a/store.duckdb": No space left on device',
      /^the disk .* is full\. /,
    ],
    ['IO Error: Cannot write "/home/a/store.duckdb.wal": File too large', /^the disk .* is full\. /],
    ['Serialization Error: the block at /home/a/store.duckdb is corrupt', /is damaged\. /],
    [
      'Out of Memory Error: failed to allocate data of size 16.0 MiB (953.6 MiB/953.6 MiB used)',
      /^it needs more memory /,
    ],
    [
      'FATAL Error: Failed: database has been invalidated because of a previous fatal error. Original error: "INTERNAL Error: /home/a"',
      /cannot be written\. /,
    ],
    [
      'Invalid Error: Cannot open "/home/a/store.duckdb.wal"\nStack Trace:\n/usr/lib/x.so',
      /cannot be written\. /,
    ],
  ])('is explained without paths: %s', (engine, words) => {
    const { message } = whyNotWritten(new Error(engine))
    expect(message).toMatch(words)
    expect(message).not.toMatch(/\/home|\/usr|Error|invalidated|MiB|\n|\.$/)
  })

  test("keeps the engine's message if it says more", () => {
    const error = new Error('Something else')
    expect(whyNotWritten(error).cause).toBe(error)
    expect(whyNotWritten(new Error('No space left on device')).cause).toBeUndefined()
  })

  test('stays the same if it is already known', () => {
    const error = new StoreError('it was removed')
    expect(whyNotWritten(error)).toBe(error)
  })
})
