import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { find, findInStream, recordText, recordTexts } from './readForTest.ts'
import { zip } from './containers/zipForTest.ts'

const [a, b, c] = recordTexts(3) as [string, string, string]
const logFile = `{"Records":[${a},${b},${c}]}`

describe('a break', () => {
  test('in a log file keeps the complete records around it, and has a position', async () => {
    const text = `{"Records":[${a},{"eventVersion":"1.08",,"eventID":"x"},${c}]}`
    const { records, problems } = await find(text)
    expect(records).toEqual([a, c])
    expect(problems).toEqual([
      {
        position: `byte ${Buffer.byteLength(text.slice(0, text.indexOf(',,') + 1))}`,
        reason:
          'Not valid JSON: expected a name in quotes instead of ",\\"eventID\\":\\"x\\"},{\\"ev". 1 record after this position could be read, 1 could not.',
      },
    ])
  })

  test('in a line is reported with its line, and the next lines are read', async () => {
    const bad = [
      '{"eventVersion":"1.08","eventName":"cut',
      '{"eventVersion":"1.08",',
      'not json',
      '{"eventVersion":1.08.1}',
    ]
    for (const line of bad) {
      const { records, problems } = await find([a, line, b, c].join('\n'))
      expect(records, line).toEqual([a, b, c])
      expect(
        problems.map(({ position }) => /line \d+$/.exec(position!)?.[0]),
        line,
      ).toEqual(['line 2'])
    }
  })

  test('at a NUL does not make the file a binary one', async () => {
    const { records, problems } = await find([a.replace('alice', 'al\u0000ice'), b, c].join('\n'))
    expect(records).toEqual([b, c])
    expect(problems).toEqual([
      { position: 'byte 70', reason: expect.stringContaining('unescaped control character') as string },
    ])
  })

  test('is reported without terminal control characters', async () => {
    const reasons = await Promise.all(
      [
        'x\u001b[2J\u202ey',
        `{"digestStartTime":"\\u001b[2J${' '.repeat(5000)}","digestEndTime":"x","logFiles":[]}`,
        '{"s3Bucket":"\\u009b2J","s3ObjectKey":["\\u0007"]}',
        '["\\u001b]0;x"]',
      ].map(async (text) => (await find(text)).problems.map(({ reason }) => reason)),
    )
    for (const reason of reasons.flat()) {
      expect(reason).not.toMatch(/[\p{Cc}\u202e]/u)
      expect(reason.length).toBeLessThan(500)
    }
    expect(reasons.flat()).toHaveLength(4)
  })

  test('is reported in whole characters', async () => {
    for (let before = 50; before < 62; before++) {
      const { problems } = await find(`${'x'.repeat(before)}${'🦊'.repeat(40)}`)
      expect(problems).toHaveLength(1)
      expect(problems[0]!.reason).not.toMatch(/\p{Surrogate}/u)
    }
  })

  test('in every second line is reported for each', async () => {
    const lines = Array.from({ length: 40 }, (_, i) => (i % 2 ? '{"eventVersion":"1' : recordText(i)))
    const { records, problems } = await find(lines.join('\n'))
    expect(records).toHaveLength(20)
    expect(problems).toHaveLength(20)
  })

  test('in an indented record does not make records of its parts', async () => {
    const broken = JSON.stringify(JSON.parse(a), null, 2).replace('"eventTime"', 'eventTime')
    const { records, problems } = await find(`${broken}\n${b}\n`)
    expect(records).toEqual([b])
    expect(problems).toHaveLength(1)
  })

  test('in a log file is followed by the next log file', async () => {
    const { records, problems } = await find(`{"Records":[${a},{"eventVersion"\n{"Records":[${b}]}\n`)
    expect(records).toEqual([a, b])
    expect(problems).toHaveLength(1)
  })

  test('inside a string of JSON keeps the records around it', async () => {
    const { records, problems } = await find(
      JSON.stringify({
        Events: [{ CloudTrailEvent: a }, { CloudTrailEvent: a.slice(0, 50) }, { CloudTrailEvent: b }],
      }),
    )
    expect(records).toEqual([a, b])
    expect(problems).toHaveLength(1)
  })

  test('text after a record is a break', async () => {
    const { records, problems } = await find(`${a},\n    ... additional entries ...\n`)
    expect(records).toEqual([a])
    expect(problems).toHaveLength(1)
    expect(problems[0]!.position).toMatch(/line 2$/)
  })

  test('bytes that are not valid UTF-8 are a problem of the file, and its records are kept', async () => {
    const bytes = Buffer.from(logFile)
    bytes[bytes.indexOf('alice')] = 0xff
    const { records, problems } = await find(bytes)
    expect(records).toHaveLength(3)
    expect(problems).toEqual([
      { position: null, reason: expect.stringContaining('not valid UTF-8') as string },
    ])
  })
})

describe('a file that is cut off', () => {
  const wholeIn = (text: string) => [a, b, c].filter((record) => text.includes(record))
  test.each([
    ['a log file', logFile],
    ['lines', [a, b, c].join('\n')],
    [
      'EventBridge events',
      [a, b, c].map((text) => `{"detail-type":"x via CloudTrail","detail":${text}}`).join('\n'),
    ],
  ])('anywhere in %s has the complete records before', async (_, whole) => {
    for (let length = 1; length < whole.length; length++) {
      const text = whole.slice(0, length)
      const { records, problems } = await find(text)
      expect(records).toEqual(wholeIn(text))
      expect(problems.length).toBeLessThanOrEqual(1)
    }
  })

  test('anywhere in gzip has a part of its records and one problem with its position', async () => {
    const whole = gzipSync(logFile)
    for (let length = 12; length < whole.length; length++) {
      const { records, problems } = await find(whole.subarray(0, length))
      expect([a, b, c].slice(0, records.length)).toEqual(records)
      expect(problems).toHaveLength(1)
      expect(problems[0]!.reason).toMatch(/cut off here/)
    }
  })

  test('damaged in the middle has the records before', async () => {
    const records = recordTexts(2000).map((text, i) => text.replace('alice', Math.sin(i).toString(36)))
    const whole = gzipSync(`{"Records":[${records.join(',')}]}`)
    whole.fill(0xff, whole.length >> 1, (whole.length >> 1) + 50)
    const found = await find(whole)
    expect(found.records.length).toBeGreaterThan(500)
    // Deflate notices the damage late: what is just before that may be lost or changed.
    const changed = found.records.filter((text) => !records.includes(text))
    expect(changed.length).toBeLessThan(found.records.length / 10)
    expect(found.problems.map(({ reason }) => reason).join()).toMatch(/damaged here/)
  })

  test('anywhere in a zip archive has a part of its records', async () => {
    for (const trailer of [true, false]) {
      const whole = zip([
        { name: 'a.json', content: a, trailer },
        { name: 'b.json', content: b, trailer },
        { name: 'c.json', content: c, trailer },
      ])
      for (let length = 4; length < whole.length; length += 7) {
        const { records } = await find(whole.subarray(0, length))
        expect([a, b, c].slice(0, records.length)).toEqual(records)
      }
    }
  })
})

describe('limits', () => {
  const limits = { maxRecordBytes: 1000, maxProblemsPerFile: 3, maxZipEntries: 2 }

  test('a record that is too large is skipped, and the ones after it are loaded', async () => {
    const large = recordText(9, { requestParameters: { data: 'x'.repeat(5000) } })
    for (const chunkSize of [100, 100_000]) {
      for (const text of [
        `{"Records":[${a},${large},${b}]}`,
        [a, large, b].join('\n'),
        `[${a},{"detail":${large}},${b}]`,
      ]) {
        const { records, problems } = await find(text, { limits, chunkSize })
        expect(records).toEqual([a, b])
        expect(problems).toEqual([
          {
            position: expect.stringMatching(/^byte \d+/) as string,
            reason: 'A record is larger than 1000 bytes and was skipped.',
          },
        ])
      }
    }
  })

  test('a record with too many values is skipped, and the ones after it are loaded', async () => {
    const values = (count: number) =>
      recordText(9, {
        requestParameters: Object.fromEntries(Array.from({ length: count }, (_, i) => [`k${i}`, i])),
      })
    const most = values(99_000)
    const { records, problems } = await find(`{"Records":[${a},${most},${values(101_000)},${b}]}`)
    expect(records).toEqual([a, most, b])
    expect(problems).toEqual([
      {
        position: expect.stringMatching(/^byte \d+/) as string,
        reason: 'A record is larger than 100000 values and was skipped.',
      },
    ])
  })

  test('problems beyond the limit are counted', async () => {
    const { problems } = await find(Array.from({ length: 10 }, () => `${a}\nbad`).join('\n'), { limits })
    expect(problems).toHaveLength(4)
    expect(problems[3]!.reason).toMatch(/^This file has 7 more problems/)
  })

  test('deep nesting does no harm', async () => {
    const deep = '['.repeat(100_000)
    for (const text of [
      deep,
      deep + ']'.repeat(100_000),
      `{"eventVersion":"1","eventID":${deep}`,
      '{"detail":'.repeat(100_000),
      `{"Records":[${a},{"eventVersion":"1","x":${'['.repeat(1000)}${']'.repeat(1000)}},${b}]}`,
    ]) {
      const { records, problems } = await find(text)
      expect(problems.length).toBeGreaterThan(0)
      expect(records).toEqual(text.includes(a) ? [a, b] : [])
    }
  })

  test('a record that is nested too deep and breaks far behind is reported there, in chunks of any size', async () => {
    const deep = `{"eventVersion":"1","x":${'['.repeat(1000)}"${'y'.repeat(1024 * 1024)}"`
    const text = `{"Records":[${a},${deep}{}]}`
    for (const chunkSize of [1000, text.length])
      expect(await find(text, { chunkSize })).toMatchObject({
        records: [a],
        problems: [
          {
            position: `byte ${Buffer.byteLength(text) - 4}`,
            reason: expect.stringMatching(/^Not valid JSON: expected a comma or ]/) as string,
          },
        ],
      })
  })

  test('reading stops in a small file that would become absurdly large, however it is compressed', async () => {
    const member = gzipSync(Buffer.alloc(8 * 1024 * 1024, 0x20))
    const members = Buffer.concat(Array.from({ length: 10 }, () => member))
    const packed = [
      gzipSync(members),
      zip([{ name: 'bomb.json', content: Buffer.alloc(80 * 1024 * 1024, 0x20) }]),
      // Each of them is small enough, but not all together.
      zip(Array.from({ length: 10 }, (_, i) => ({ name: `${i}.json.gz`, content: member }))),
    ]
    for (const bomb of packed) {
      const { problems } = await find(bomb)
      expect(problems.at(-1)!.reason).toMatch(
        /^Reading stopped here: the file decompresses to more than 250 times its size/,
      )
    }
  })

  test('a text that is larger than any limit is skipped', async () => {
    const before = process.memoryUsage.rss()
    async function* huge(start: string, filling: string, end: string) {
      yield Buffer.from(start)
      const filler = Buffer.from(filling.repeat((1024 * 1024) / filling.length))
      for (let i = 0; i < 100; i++) yield filler
      yield Buffer.from(end)
    }
    const inRecord = await findInStream(huge(`{"Records":[${a},{"eventVersion":"1","x":"`, 'x', `"},${b}]}`))
    expect(inRecord.records).toEqual([a, b])
    const inEnvelope = await findInStream(huge(`{"unknown":"`, 'x', `","Records":[${a}]}`))
    expect(inEnvelope.records).toEqual([a])
    const line = await findInStream(huge(`${a}\n`, 'x', `\n${b}`))
    expect(line.records).toEqual([a, b])
    expect((await findInStream(huge('', ' ', a))).records).toEqual([a])
    expect(process.memoryUsage.rss() - before).toBeLessThan(300 * 1024 * 1024)
  })

  test('the number of entries of a zip archive is limited', async () => {
    const { records, problems } = await find(
      zip([a, b, c].map((content, i) => ({ name: `${i}`, content }))),
      { limits },
    )
    expect(records).toEqual([a, b])
    expect(problems).toEqual([
      { position: null, reason: expect.stringContaining('more than 2 files') as string },
    ])
  })
})

describe('reading', () => {
  test('stops when it is told to', async () => {
    const controller = new AbortController()
    async function* pieces() {
      yield Buffer.from(logFile.slice(0, 20))
      controller.abort(new Error('enough'))
      yield Buffer.from(logFile.slice(20))
    }
    await expect(findInStream(pieces(), { signal: controller.signal })).rejects.toThrow('enough')
  })

  test('reports how much of the file it has read, however it is compressed', async () => {
    const text = recordTexts(20_000).join('\n')
    for (const content of [Buffer.from(text), gzipSync(text), zip([{ name: 'a', content: text }])]) {
      const told: number[] = []
      const { records } = await find(content, { onBytes: (bytes) => told.push(bytes) })
      expect(records).toHaveLength(20_000)
      expect(told.at(-1)).toBe(content.length)
      expect(told).toEqual(told.toSorted((one, other) => one - other))
      // It is not told that all was read when only all was decompressed.
      expect(new Set(told).size).toBeGreaterThan(3)
      expect(told[0]).toBeLessThan(content.length * 0.5)
    }
  })

  test('rejects when bytes cannot be read', async () => {
    async function* failing() {
      yield Buffer.from(logFile.slice(0, 20))
      throw new Error('disk is gone')
    }
    await expect(findInStream(failing())).rejects.toThrow('disk is gone')
  })

  test('gives the same in chunks of any size, whatever was done to the file, and never throws', async () => {
    const shapes = [
      logFile,
      [a, b, c].join('\n'),
      JSON.stringify({ Events: [{ CloudTrailEvent: a }, { CloudTrailEvent: b }] }, null, 1),
      `{"detail-type":"x","detail":${a}}{"messageType":"DATA_MESSAGE","logEvents":[{"message":${JSON.stringify(b)}}]}`,
      `2024-05-01T00:00:00.000Z ${a}\n2024-05-01T00:00:00.000Z ${b}\n`,
      `Event name,Event time,Event ID\nx,"y\nz",1\n`,
    ].map((text) => Buffer.from(text))
    const files = [
      ...shapes,
      gzipSync(logFile),
      zip([
        { name: 'a', content: logFile },
        { name: 'b', content: b, trailer: true },
      ]),
    ]
    const edit = fc.record({
      at: fc.double({ min: 0, max: 1, noNaN: true }),
      cut: fc.nat(5),
      put: fc.string({ unit: fc.constantFrom(...'{}[]",:\\ \n1tn\u00e9\u0000'.split('')), maxLength: 3 }),
    })
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...files),
        fc.array(edit, { maxLength: 3 }),
        fc.integer({ min: 1, max: 400 }),
        async (file, edits, chunkSize) => {
          let bytes = file
          for (const { at, cut, put } of edits) {
            const place = Math.floor(at * bytes.length)
            bytes = Buffer.concat([bytes.subarray(0, place), Buffer.from(put), bytes.subarray(place + cut)])
          }
          expect(await find(bytes, { chunkSize })).toEqual(await find(bytes))
        },
      ),
      { numRuns: 600 },
    )
  })
})
