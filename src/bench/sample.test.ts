import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { expect, it } from 'vitest'
import { sampleOf } from './sample.ts'

it('takes paths without arrays whose values need no quoting, the most frequent first', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'sample-'))
  const records = [
    record('a', 'ListBuckets', { bucketName: 'one' }),
    record('b', 'ListBuckets', { bucketName: 'two', nested: { 'odd.name': 'x', deep: { plain: 'y' } } }),
    record('c', 'GetObject', { list: [{ key: 'z' }], quoted: 'say "no"', number: 1 }),
  ]
  const file = join(folder, 'file.json.gz')
  await writeFile(file, gzipSync(JSON.stringify({ Records: records })))
  const { ids, eventNames, paths } = sampleOf([file])
  await rm(folder, { recursive: true })
  expect(ids.slice(0, 2)).toEqual(['a', 'b'])
  expect(eventNames).toEqual(['ListBuckets', 'GetObject'])
  expect(paths.map(({ names, value }) => [names.join('.'), value])).toEqual([
    ['requestParameters.bucketName', 'two'],
    ['requestParameters.nested.deep.plain', 'y'],
  ])
})

function record(eventID: string, eventName: string, requestParameters: object) {
  return { eventID, eventName, requestParameters }
}
