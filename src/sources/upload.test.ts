import { expect, test } from 'vitest'
import { CorruptInput } from '../ingest/containers/corruptInput.ts'
import { Upload } from './upload.ts'

/** Everything that comes out of an upload, and the error it throws. */
async function read(upload: Upload) {
  const pieces: string[] = []
  try {
    for await (const piece of upload.open()) pieces.push(Buffer.from(piece).toString())
  } catch (error) {
    return { pieces, error }
  }
  return { pieces, error: null }
}

test('pieces are read in order, whether they arrived before or meanwhile', async () => {
  let taken = 0
  const upload = new Upload('a.json', () => taken++)
  upload.receive(Buffer.from('1'))
  const reading = read(upload)
  await new Promise(setImmediate)
  upload.receive(Buffer.from('2'))
  upload.receive(Buffer.from('3'))
  upload.end()
  expect(await reading).toEqual({ pieces: ['1', '2', '3'], error: null })
  expect(taken).toBe(3)
})

test('an upload that is cut off gives what arrived, and then fails', async () => {
  const upload = new Upload('a.json', () => {})
  upload.receive(Buffer.from('1'))
  upload.breakOff()
  const { pieces, error } = await read(upload)
  expect(pieces).toEqual(['1'])
  expect(error).toBeInstanceOf(CorruptInput)
})
