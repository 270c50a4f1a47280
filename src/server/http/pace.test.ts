import { setImmediate as nextTurn } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { ProblemError } from './problem.ts'
import { atPace, STEADY } from './pace.ts'

async function* thenNothing(...chunks: readonly string[]): AsyncGenerator<Uint8Array> {
  for (const chunk of chunks) yield Buffer.from(chunk)
  await new Promise(() => {})
}

test('a body passes as it is', async () => {
  const came: Uint8Array[] = []
  const body = (async function* () {
    yield Buffer.from('one ')
    yield Buffer.from('two')
  })()
  for await (const chunk of atPace(body, STEADY)) came.push(chunk)
  expect(Buffer.concat(came).toString()).toBe('one two')
})

test('a body that stops is cut off after the bytes that arrived', async () => {
  const came: string[] = []
  const reading = (async () => {
    for await (const chunk of atPace(thenNothing('one', 'two'), { ...STEADY, patienceMs: 20 }))
      came.push(Buffer.from(chunk).toString())
  })()
  const error = await reading.catch((reason: unknown) => reason)
  expect(came).toEqual(['one', 'two'])
  expect(error).toBeInstanceOf(ProblemError)
  expect((error as ProblemError).problem).toMatchObject({ status: 408, title: 'Request timed out' })
})

/** One byte after another, as long as they are wanted. */
async function* drops(): AsyncGenerator<Uint8Array> {
  for (;;) {
    await nextTurn()
    yield Buffer.from('.')
  }
}

async function whatCame(bytes: AsyncIterable<Uint8Array>): Promise<[length: number, error: unknown]> {
  let length = 0
  try {
    for await (const chunk of bytes) length += chunk.length
  } catch (error) {
    return [length, error]
  }
  return [length, undefined]
}

test('a slow body is cut off, however regularly its bytes arrive', async () => {
  const [length, error] = await whatCame(
    atPace(drops(), { patienceMs: 50, bytesASecond: 1e9, mostMs: Infinity }),
  )
  expect(length).toBeGreaterThan(0)
  expect(error).toMatchObject({ problem: { status: 408 } })
})

test('even a body that is fast enough may only take so long in total', async () => {
  const [length, error] = await whatCame(atPace(drops(), { patienceMs: 1e9, bytesASecond: 1, mostMs: 50 }))
  expect(length).toBeGreaterThan(0)
  expect(error).toMatchObject({ problem: { status: 408 } })
})

test('the pace only matters while another request waits', async () => {
  const pace = { patienceMs: 20, bytesASecond: 1e9, mostMs: Infinity }
  let isOwed = false
  const bytes = atPace(drops(), pace, () => isOwed)
  for (const start = performance.now(); performance.now() < start + 100;)
    expect((await bytes.next()).value).toHaveLength(1)
  isOwed = true
  expect(await whatCame(bytes)).toEqual([expect.any(Number), expect.any(ProblemError)])
})

test('a reader that stops ends the body', async () => {
  let isEnded = false
  const body = (async function* () {
    try {
      yield Buffer.from('one')
      yield Buffer.from('two')
    } finally {
      isEnded = true
    }
  })()
  for await (const _ of atPace(body, STEADY)) break
  await nextTurn()
  expect(isEnded).toBe(true)
})
