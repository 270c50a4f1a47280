import { expect, test } from 'vitest'
import { ProblemError } from './problem.ts'
import { steadily } from './uploadBody.ts'

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
  for await (const chunk of steadily(body)) came.push(chunk)
  expect(Buffer.concat(came).toString()).toBe('one two')
})

test('a body that stops is cut off behind what came', async () => {
  const came: string[] = []
  const reading = (async () => {
    for await (const chunk of steadily(thenNothing('one', 'two'), 20))
      came.push(Buffer.from(chunk).toString())
  })()
  const error = await reading.catch((reason: unknown) => reason)
  expect(came).toEqual(['one', 'two'])
  expect(error).toBeInstanceOf(ProblemError)
  expect((error as ProblemError).problem).toMatchObject({ status: 408, title: 'Too slow' })
})
