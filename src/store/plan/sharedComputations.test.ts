import { expect, test } from 'vitest'
import { SharedComputations, type Computed } from './sharedComputations.ts'

/** A table that remembers whether it was dropped. */
class Table implements Computed {
  readonly bytes: number
  isDropped = false
  constructor(bytes: number) {
    this.bytes = bytes
  }
  drop(): void {
    expect(this.isDropped, 'dropped once').toBe(false)
    this.isDropped = true
  }
}

const use = (computations: SharedComputations<Table>, key: string, table: Table) =>
  computations.use(
    key,
    async () => table,
    undefined,
    async (computed) => computed,
  )

test('a cached result is computed once and shared by all callers', async () => {
  const computations = new SharedComputations<Table>(10, 1000)
  const table = new Table(1)
  const both = Promise.all([use(computations, 'a', table), use(computations, 'a', new Table(1))])
  expect(await both).toEqual([table, table])
  expect(await use(computations, 'a', new Table(1))).toBe(table)
  expect(table.isDropped).toBe(false)
})

test('beyond the limits of bytes and number, the least recently used results are dropped', async () => {
  for (const [most, mostBytes] of [
    [10, 100],
    [2, 1000],
  ] as const) {
    const computations = new SharedComputations<Table>(most, mostBytes)
    const [a, b, c] = [new Table(50), new Table(50), new Table(50)]
    await use(computations, 'a', a)
    await use(computations, 'b', b)
    await use(computations, 'a', a)
    await use(computations, 'c', c)
    expect([a, b, c].map(({ isDropped }) => isDropped)).toEqual([false, true, false])
  }
})

test('a result without memory is not dropped for its bytes', async () => {
  const computations = new SharedComputations<Table>(10, 100)
  const plan = new Table(0)
  await use(computations, 'plan', plan)
  for (const key of ['a', 'b', 'c']) await use(computations, key, new Table(90))
  expect(computations.has('plan')).toBe(true)
})

test('a result in use is dropped when its last user ends', async () => {
  const computations = new SharedComputations<Table>(10, 100)
  const first = new Table(100)
  const users = await Promise.all([1, 2].map(() => computations.acquire('a', async () => first, undefined)))
  await use(computations, 'b', new Table(100))
  expect(computations.has('a')).toBe(false)
  expect(first.isDropped).toBe(false)
  users[0]!.release()
  expect(first.isDropped).toBe(false)
  users[1]!.release()
  expect(first.isDropped).toBe(true)
})

test('a computation is stopped when all its callers have canceled, and continues for one that stays', async () => {
  const computations = new SharedComputations<Table>(10, 100)
  let stopped = false
  let finish: (table: Table) => void = () => {}
  const compute = (stop: AbortSignal) =>
    new Promise<Table>((resolve) => {
      finish = resolve
      stop.addEventListener('abort', () => (stopped = true))
    })
  const [one, other] = [new AbortController(), new AbortController()]
  const ends = [one, other].map(({ signal }) =>
    computations.acquire('a', compute, signal).catch((error: Error) => error.message),
  )
  one.abort(new Error('gone'))
  expect(await ends[0]).toBe('gone')
  expect(stopped).toBe(false)
  other.abort(new Error('gone too'))
  expect(await ends[1]).toBe('gone too')
  expect(stopped).toBe(true)
  expect(computations.has('a')).toBe(false)
  const late = new Table(1)
  finish(late)
  await Promise.resolve()
  expect(late.isDropped, 'computed all the same, a moment later').toBe(true)
})

test('a failed computation is tried again by the next caller', async () => {
  const computations = new SharedComputations<Table>(10, 100)
  const failing = computations.use(
    'a',
    () => Promise.reject(new Error('no memory')),
    undefined,
    async () => 1,
  )
  await expect(failing).rejects.toThrow('no memory')
  const table = new Table(1)
  expect(await use(computations, 'a', table)).toBe(table)
})

test('a finished result is not dropped when one caller leaves', async () => {
  const computations = new SharedComputations<Table>(10, 100)
  const leaving = new AbortController()
  const table = new Table(1)
  await computations.use(
    'a',
    async () => table,
    leaving.signal,
    async () => {},
  )
  leaving.abort(new Error('gone'))
  expect([computations.has('a'), table.isDropped]).toEqual([true, false])
})

test('nothing is computed for a caller that has canceled', async () => {
  const computations = new SharedComputations<Table>(10, 100)
  const gone = AbortSignal.abort(new Error('gone'))
  await expect(computations.acquire('a', async () => new Table(1), gone)).rejects.toThrow('gone')
  expect(computations.has('a')).toBe(false)
})
