import { expect, test } from 'vitest'
import { turns } from './turns.ts'

/** A request that is answered when the test says so. */
function request() {
  let answer = () => {}
  const answered = new Promise<void>((resolve) => (answer = resolve))
  return { answer: () => answer(), answered }
}

test('runs so many at once, in their order, and none that was canceled', async () => {
  const { signal } = new AbortController()
  const calledOff = new AbortController()
  const inTurn = turns(2)
  const sent: string[] = []
  const requests = new Map(['a', 'b', 'c', 'd'].map((name) => [name, request()]))
  const send = (name: string, by: AbortSignal = signal) =>
    inTurn(by, async () => {
      sent.push(name)
      await requests.get(name)!.answered
      return name
    })
  const [a, b, c, d] = [send('a'), send('b'), send('c', calledOff.signal), send('d')]
  await expect.poll(() => sent).toEqual(['a', 'b'])
  calledOff.abort()
  requests.get('a')!.answer()
  expect(await a).toBe('a')
  await expect(c).rejects.toThrow(/abort/)
  await expect.poll(() => sent).toEqual(['a', 'b', 'd'])
  requests.get('b')!.answer()
  requests.get('d')!.answer()
  expect(await Promise.all([b, d])).toEqual(['b', 'd'])
})

test('a request that fails makes room', async () => {
  const { signal } = new AbortController()
  const inTurn = turns(1)
  await expect(inTurn(signal, () => Promise.reject(new Error('refused')))).rejects.toThrow('refused')
  expect(await inTurn(signal, () => Promise.resolve(1))).toBe(1)
})
