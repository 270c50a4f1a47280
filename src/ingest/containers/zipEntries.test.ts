import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { find, recordTexts } from '../readForTest.ts'
import { COMPRESSED_TEXT, compressedForTest } from './compressedForTest.ts'
import { zip } from './zipForTest.ts'

const [a, b, c] = recordTexts(3) as [string, string, string]

test.each([1, 7, 100_000])(
  'all files of a zip archive are read, however they are stored, in chunks of %i',
  async (chunkSize) => {
    const archive = zip([
      { name: 'logs/', content: '' },
      { name: 'logs/a.json.gz', content: gzipSync(a), stored: true },
      { name: 'logs/b.json', content: b, trailer: true },
      { name: '__MACOSX/logs/._b.json', content: 'junk' },
      { name: 'inner.zip', content: zip([{ name: 'c.json', content: c }]), trailer: true },
    ])
    const { records, positions, problems } = await find(archive, { chunkSize })
    expect(problems).toEqual([])
    expect(records).toEqual([a, b, c])
    expect(positions).toEqual([
      'logs/a.json.gz: record 1',
      'logs/b.json: record 1',
      'inner.zip/c.json: record 1',
    ])
  },
)

test.each([
  ['bzip2', 12],
  ['zstd', 93],
  ['xz', 95],
  ['lzma', 14],
] as const)('files that were compressed with %s are read', async (kind, method) => {
  const whole = compressedForTest(kind)
  // Of an .lzma file, the size is left out, and a version and the length of the parameters are before them.
  const data =
    kind === 'lzma'
      ? Buffer.concat([Buffer.from([9, 20, 5, 0]), whole.subarray(0, 5), whole.subarray(13)])
      : whole
  const archive = zip([
    { name: 'a', content: COMPRESSED_TEXT, method, data },
    { name: 'b', content: b },
  ])
  const { records, problems } = await find(archive, { chunkSize: 1000 })
  expect(problems).toEqual([])
  expect(records.join('\n') === `${COMPRESSED_TEXT}${b}`).toBe(true)
})

test('a file that cannot be read leaves the others', async () => {
  const archive = zip([
    { name: 'secret.json', content: a, encrypted: true },
    { name: 'new.json', content: a, method: 9 },
    { name: 'README', content: 'Some words.' },
    { name: 'cut.json', content: `{"Records":[${a},` },
    { name: 'empty.json', content: '' },
    { name: 'damaged.json', content: b, wrongChecksum: true },
    { name: 'good.json', content: c },
  ])
  const { records, problems } = await find(archive)
  expect(records).toEqual([a, b, c])
  expect(problems.map(({ position }) => position)).toEqual([
    'secret.json',
    'new.json',
    'README',
    expect.stringMatching(/^cut\.json: byte \d+$/),
    'empty.json',
    expect.stringMatching(/^damaged\.json: byte \d+$/),
  ])
})

test('damaged deflate data gives everything before the damage, in any chunks', async () => {
  const texts = recordTexts(200)
  const archive = zip([{ name: 'a.json', content: `{"Records":[${texts.join(',')}]}` }])
  archive.fill(0xff, archive.length >> 1, (archive.length >> 1) + 40)
  const [whole, pieces] = await Promise.all([find(archive), find(archive, { chunkSize: 7 })])
  expect(whole.problems).toEqual(pieces.problems)
  expect(whole.records).toEqual(pieces.records)
  expect(whole.records.length).toBeGreaterThan(50)
})

test('an empty archive is not a log file', async () => {
  const { problems } = await find(zip([]))
  expect(problems).toHaveLength(1)
})

test('archives in archives are read to a limited depth', async () => {
  let archive = zip([{ name: 'a', content: a }])
  for (let i = 0; i < 10; i++) archive = zip([{ name: 'z', content: archive }])
  const { records, problems } = await find(archive)
  expect(records).toEqual([])
  expect(problems).toHaveLength(1)
  expect(problems[0]!.reason).toMatch(/Unpack it/)
})
