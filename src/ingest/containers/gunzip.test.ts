import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { find, recordText, recordTexts } from '../readForTest.ts'

const [a, b, c] = recordTexts(3) as [string, string, string]
const logFile = (...records: readonly string[]) => `{"Records":[${records.join(',')}]}`
const reasonsOf = ({ problems }: { problems: readonly { reason: string }[] }) =>
  problems.map(({ reason }) => reason)

describe('bytes behind a gzip member', () => {
  test.each([
    ['a line break', '\r\n', 2],
    ['text', 'uploaded by hand', 16],
    ['one byte', 'x', 1],
    ['zeros and text', '\0\0\0\0text', 4],
    ['half of a header', Buffer.from([0x1f, 0x8b]), null],
    ['a member that is cut off', gzipSync(logFile(b)).subarray(0, 14), null],
  ])('%s: its records are read, and one problem says what was left out', async (_, behind, leftOut) => {
    for (const chunkSize of [1, 7, 100_000]) {
      const content = Buffer.concat([gzipSync(logFile(a)), Buffer.from(behind)])
      const found = await find(content, { chunkSize })
      expect(found.records).toEqual([a])
      expect(reasonsOf(found)).toEqual([
        expect.stringMatching(
          leftOut === null
            ? /cut off here/
            : leftOut === 1
              ? /^The last byte /
              : `^The last ${leftOut} bytes `,
        ) as string,
      ])
    }
  })

  test('zeros are padding, also before another member', async () => {
    const padding = Buffer.alloc(1000)
    const content = Buffer.concat([gzipSync(logFile(a)), padding, gzipSync(logFile(b)), padding])
    expect(await find(content)).toMatchObject({ records: [a, b], problems: [] })
  })

  test('text of a log file is read, also between members', async () => {
    for (const plain of [`\n${logFile(b)}\n`, b, `\r\n[${b}]`])
      for (const last of ['', gzipSync(logFile(c))]) {
        const content = Buffer.concat([gzipSync(logFile(a)), Buffer.from(plain), Buffer.from(last)])
        const found = await find(content)
        expect(found).toMatchObject({ records: last === '' ? [a, b] : [a, b, c], problems: [] })
      }
  })

  test('other bytes between members are left out and counted', async () => {
    const content = Buffer.concat([gzipSync(logFile(a)), Buffer.from('\r\n'), gzipSync(logFile(b))])
    const found = await find(content)
    expect(found.records).toEqual([a, b])
    expect(reasonsOf(found)).toEqual([expect.stringMatching(/^2 bytes between two parts .*left out\.$/)])
  })
})

describe('a damaged member', () => {
  const texts = Array.from({ length: 200 }, (_, i) =>
    recordText(i, { requestParameters: { text: `${Math.sin(i)} ${Math.cos(i)}` } }),
  )
  const parts = [0, 1, 2, 3, 4].map((part) => texts.slice(part * 40, part * 40 + 40))
  const members = parts.map((part) => gzipSync(logFile(...part)))

  test.each([0, 1, 2, 3, 4])(
    'number %i leaves the others whole, and itself up to its damage',
    async (bad) => {
      const damaged = members.map((member) => Buffer.from(member))
      damaged[bad]!.fill(0xff, damaged[bad]!.length >> 1, (damaged[bad]!.length >> 1) + 30)
      for (const chunkSize of [13, 100_000]) {
        const found = await find(Buffer.concat(damaged), { chunkSize })
        for (const [i, part] of parts.entries())
          if (i !== bad) expect(found.records).toEqual(expect.arrayContaining(part))
        const own = found.records.filter((text) => parts[bad]!.includes(text))
        expect(own.length).toBeGreaterThan(10)
        expect(own.length).toBeLessThan(40)
        expect(reasonsOf(found)).toEqual(
          bad < 4
            ? expect.arrayContaining([
                expect.stringMatching(/damaged here.*continued with the next gzip member/),
              ])
            : expect.arrayContaining([expect.stringMatching(/damaged here/)]),
        )
        expect(found.positions).toEqual(found.records.map((_, i) => `record ${i + 1}`))
      }
    },
  )

  test.each([
    ['checksum', -8],
    ['length', -4],
  ])('whose %s is wrong is read, as are the others', async (what, at) => {
    const damaged = members.map((member) => Buffer.from(member))
    const second = damaged[1]!
    second[second.length + at]! ^= 1
    const found = await find(Buffer.concat(damaged))
    expect(found.records).toEqual(texts)
    expect(reasonsOf(found)).toEqual([expect.stringContaining(`its ${what} differs`)])
  })

  test.each([0, 1])('number %i whose header is lost leaves the others', async (bad) => {
    const damaged = members.map((member) => Buffer.from(member))
    damaged[bad]!.fill(0x41, 0, 10)
    if (bad === 0) damaged[0]!.set([0x1f, 0x8b])
    const found = await find(Buffer.concat(damaged))
    expect(found.records).toEqual(parts.flatMap((part, i) => (i === bad ? [] : part)))
    expect(found.problems).toHaveLength(1)
  })

  test('of a large file leaves what is around it', async () => {
    const noise = (seed: number) =>
      Buffer.from(
        fc.sample(fc.uint8Array({ minLength: 6000, maxLength: 6000 }), { seed, numRuns: 1 })[0]!,
      ).toString('base64')
    const noises = Array.from({ length: 50 }, (_, seed) => noise(seed))
    const large = Array.from({ length: 2000 }, (_, i) =>
      recordText(i, { requestParameters: { text: `${i}${noises[i % 50]}`, more: Math.sin(i) } }),
    )
    const store = (records: readonly string[]) => gzipSync(logFile(...records), { level: 0 })
    const [first, second] = [large.slice(0, 1800), large.slice(1800)]
    const one = store(first)
    expect(one.length).toBeGreaterThan(10 * 1024 * 1024)
    // Behind a stored block of 65,535 bytes there is the header of the next one.
    one[10 + 100 * (5 + 65535)] = 0x07
    const damaged = Buffer.concat([one, store(second)])
    const found = await find(damaged, { chunkSize: 100_000 })
    // Only the record that the damage is in is lost.
    const read = new Set(found.records)
    const all = [...first, ...second]
    const lost = all.filter((text) => !read.has(text))
    expect(lost).toHaveLength(1)
    expect(found.records.join() === all.filter((text) => text !== lost[0]).join()).toBe(true)
    expect(reasonsOf(found).join()).toMatch(/damaged here.*continued with the next gzip member/)
    const again = await find(damaged, { chunkSize: 1_000_003 })
    expect(again.records.join() === found.records.join()).toBe(true)
    expect(again.problems).toEqual(found.problems)
    const cut = await find(Buffer.concat([store(second), store(first)]).subarray(0, -100))
    expect(cut.records.join() === [...second, ...first.slice(0, -1)].join()).toBe(true)
  })
})

test('damage anywhere is the same in chunks of any size', async () => {
  const whole = Buffer.concat([
    gzipSync(logFile(a, b)),
    Buffer.from('\r\n'),
    gzipSync(b),
    gzipSync(logFile(c)),
  ])
  await fc.assert(
    fc.asyncProperty(
      fc.nat(whole.length - 1),
      fc.nat(255),
      fc.integer({ min: 1, max: 300 }),
      async (at, value, chunkSize) => {
        const bytes = Buffer.from(whole)
        bytes[at] = value
        const found = await find(bytes)
        expect(await find(bytes, { chunkSize })).toEqual(found)
        if (!bytes.equals(whole)) expect(found.problems.length).toBeGreaterThan(0)
      },
    ),
    { numRuns: 300 },
  )
})
