import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { readDigestFile, sha256Of } from '../../integrity/digestFile.ts'
import { judgeDigests } from '../../integrity/judgeDigests.ts'
import { signingKey, trailFiles } from '../../testing/trailFiles.ts'
import { readDigestsAgain, type ReadDigest } from './readDigestsAgain.ts'

/** Twenty digest files in a bucket, by their URIs. */
const CONTENTS = new Map<string, string>(
  trailFiles({ signer: signingKey(), logFiles: Array<number>(20).fill(0) }).map(
    ({ bucket, key, content }) => [`s3://${bucket}/${key}`, content],
  ),
)
const DIGESTS = judgeDigests(
  [...CONTENTS].map(([uri, content]) => ({
    uri,
    name: uri,
    kind: 'digest',
    sha256: sha256Of(Buffer.from(content)),
    problem: null,
    digest: readDigestFile(content),
    signature: null,
  })),
  { publicKeys: new Map(), sinceMs: null },
)

/** Reads them from a bucket that fails for some, and counts how often it is asked. */
async function readAgain(isFailing: (uri: string) => boolean) {
  let opened = 0
  const source = {
    open: async function* (uri: string) {
      opened++
      if (isFailing(uri)) throw new Error('the bucket does not answer')
      yield gzipSync(CONTENTS.get(uri)!)
    },
  }
  const read: ReadDigest[] = []
  for await (const each of readDigestsAgain(DIGESTS, source, new AbortController().signal)) read.push(each)
  return { read, opened }
}

test('digest files are read in their order, but for one that fails', async () => {
  const failing = [...CONTENTS.keys()][3]!
  const { read } = await readAgain((uri) => uri === failing)
  expect(read.map(({ content }) => content)).toEqual(
    [...CONTENTS].map(([uri, content]) => (uri === failing ? null : content)),
  )
  expect(read[3]!.problem).toBe('It cannot be read: the bucket does not answer.')
})

test('a bucket that does not answer is soon given up', async () => {
  const { read, opened } = await readAgain(() => true)
  expect(opened).toBe(8)
  expect(read.map(({ content }) => content)).toEqual(Array(20).fill(null))
  expect(read.at(-1)!.problem).toBe('It was not read. It cannot be read: the bucket does not answer.')
})
