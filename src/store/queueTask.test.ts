import { setImmediate } from 'node:timers/promises'
import PQueue from 'p-queue'
import { expect, test } from 'vitest'
import { queueTask } from './queueTask.ts'

const STAYS = new AbortController().signal

/** A task that runs until it is told to end, and records its start. */
function longTask(name: string, begun: string[]) {
  let end: () => void = () => {}
  const ended = new Promise<void>((resolve) => {
    end = resolve
  })
  const run = async () => {
    begun.push(name)
    await ended
    return name
  }
  return { run, end }
}

test('a limited number of tasks runs at once, the others follow in their order', async () => {
  const queue = new PQueue({ concurrency: 2 })
  const begun: string[] = []
  const tasks = ['a', 'b', 'c', 'd'].map((name) => longTask(name, begun))
  const results = tasks.map(({ run }) => queueTask(queue, STAYS, run))
  expect(begun).toEqual(['a', 'b'])
  expect(queue.size).toBe(2)
  tasks[1]!.end()
  await results[1]
  await expect.poll(() => begun).toEqual(['a', 'b', 'c'])
  for (const { end } of tasks) end()
  expect(await Promise.all(results)).toEqual(['a', 'b', 'c', 'd'])
  expect(begun).toEqual(['a', 'b', 'c', 'd'])
})

test('a task that is canceled while it waits never starts, and rejects with the reason', async () => {
  const queue = new PQueue({ concurrency: 1 })
  const begun: string[] = []
  const first = longTask('first', begun)
  const running = queueTask(queue, STAYS, first.run)
  const caller = new AbortController()
  const waiting = queueTask(queue, caller.signal, longTask('called off', begun).run)
  caller.abort(new Error('gone'))
  await expect(waiting).rejects.toThrow('gone')
  await expect(queueTask(queue, caller.signal, longTask('late', begun).run)).rejects.toThrow('gone')
  expect(queue.size).toBe(0)
  first.end()
  await running
  expect(begun).toEqual(['first'])
})

test('a task that is canceled while it runs keeps its place until it has ended', async () => {
  const queue = new PQueue({ concurrency: 1 })
  const begun: string[] = []
  const caller = new AbortController()
  const stopping = longTask('stopping', begun)
  const stopped = queueTask(queue, caller.signal, stopping.run)
  const next = queueTask(queue, STAYS, async () => begun.push('next'))
  caller.abort()
  await setImmediate()
  expect(begun).toEqual(['stopping'])
  expect(queue.size).toBe(1)
  stopping.end()
  expect(await stopped).toBe('stopping')
  await next
  expect(begun).toEqual(['stopping', 'next'])
})
