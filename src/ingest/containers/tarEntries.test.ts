import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { find, recordTexts } from '../readForTest.ts'
import { pax, tar } from './tarForTest.ts'
import { zip } from './zipForTest.ts'

const [a, b, c] = recordTexts(3) as [string, string, string]

test.each([1, 7, 512, 100_000])(
  'all files of a tar archive are read, compressed or not, in chunks of %i',
  async (chunkSize) => {
    const archive = tar([
      { name: 'logs/', type: '5' },
      { name: './logs/a.json.gz', content: gzipSync(a) },
      { name: 'logs/._a.json.gz', content: 'junk' },
      { name: 'logs/link.json', type: '2' },
      { name: 'logs/hard.json', type: '1' },
      { name: 'dev', type: '3' },
      { name: 'logs/old.json', content: b, old: true },
      { name: 'inner.zip', content: zip([{ name: 'c.json', content: c }]) },
      { name: 'inner.tgz', content: gzipSync(tar([{ name: 'd.json', content: a }])) },
    ])
    for (const bytes of [archive, gzipSync(archive)])
      expect(await find(bytes, { chunkSize })).toEqual({
        records: [a, b, c, a],
        positions: [
          'logs/a.json.gz: record 1',
          'logs/old.json: record 1',
          'inner.zip/c.json: record 1',
          'inner.tgz/d.json: record 1',
        ],
        problems: [],
      })
  },
)

test('long names, names in other alphabets and large sizes are read', async () => {
  const long = `${'d/'.repeat(60)}a.json`
  const archive = tar([
    { name: '././@LongLink', type: 'L', content: `${long}\0` },
    { name: long, content: a },
    pax({ mtime: '1.5', path: 'logs/\u{e4}\u{65e5}.json', size: String(Buffer.byteLength(b)) }),
    { name: 'short', content: b, size: 0 },
    pax({ comment: 'x' }, 'g'),
    { name: 'c.json', content: c },
  ])
  const { positions, problems } = await find(archive)
  expect(positions).toEqual([`${long}: record 1`, 'logs/\u{e4}\u{65e5}.json: record 1', 'c.json: record 1'])
  expect(problems).toEqual([])
})

test('a name is never a path, and has no control characters', async () => {
  const { positions } = await find(tar([{ name: '../../etc/\u{1b}passwd', content: a }]))
  expect(positions).toEqual(['../../etc/?passwd: record 1'])
})

test('joined archives are read, and files that cannot be read are named', async () => {
  const archive = Buffer.concat([
    tar([{ name: 'a.json', content: a }]),
    tar([
      { name: 'gaps.json', type: 'S' },
      pax({ 'GNU.sparse.major': '1' }),
      { name: 'gaps2.json', content: b },
      { name: 'README', content: 'Some words.' },
      { name: 'c.json', content: c },
    ]),
  ])
  const { records, problems } = await find(archive)
  expect(records).toEqual([a, c])
  expect(problems.map(({ position }) => position)).toEqual(['gaps.json', 'gaps2.json', 'README'])
})

test('an archive that is cut off has the files before', async () => {
  const whole = tar([
    { name: 'a.json', content: a },
    { name: 'b.json', content: b },
    { name: 'c.json', content: c },
  ])
  for (let length = 512; length < whole.length; length += 61) {
    const { records, problems } = await find(whole.subarray(0, length))
    expect([a, b, c].slice(0, records.length)).toEqual(records)
    expect(problems).toHaveLength(length > whole.length - 1024 ? 0 : 1)
  }
})

test('a damaged header costs the files up to the next one', async () => {
  const whole = tar([
    { name: 'a.json', content: a },
    { name: 'b.json', content: b },
    { name: 'c.json', content: c },
  ])
  whole.fill(0xff, 1024 + 100, 1024 + 300)
  const { records, problems } = await find(whole)
  expect(records).toEqual([a, c])
  expect(problems).toEqual([
    { position: null, reason: expect.stringMatching(/^The archive is damaged: 1024 bytes/) as string },
  ])
})

test('the number of files is limited, and an archive without files says so', async () => {
  const files = [a, b, c].map((content, i) => ({ name: `${i}`, content }))
  const { records, problems } = await find(tar(files), { limits: { maxZipEntries: 2 } })
  expect(records).toEqual([a, b])
  expect(problems[0]!.reason).toContain('more than 2 files')
  expect((await find(tar([{ name: 'x/', type: '5' }]))).problems[0]!.reason).toBe('The archive is empty.')
})
