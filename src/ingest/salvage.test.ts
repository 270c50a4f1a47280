import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { find, recordText, recordTexts } from './readForTest.ts'
import { readLogFile } from './readLogFile.ts'

const four = recordTexts(4)
const [a, b, c, d] = four as [string, string, string, string]
const pretty = (text: string) => JSON.stringify(JSON.parse(text), null, 2)
const json = JSON.stringify
async function* bytesOf(text: string) {
  yield Buffer.from(text)
}

describe('behind a break, every whole record is read', () => {
  const beginning = c.slice(0, 90)
  test.each<[what: string, content: string, records: readonly string[]]>([
    ['a surplus brace', `[\n${a},\n${b}},\n${c},\n${d}\n]`, four],
    ['a surplus bracket', `{"Records":[${a},${b}],${c},${d}]}`, four],
    ['a missing comma', `{"Records":[${a}${b},${c} ${d}]}`, four],
    ['two commas', `[${a},,${b},${c},${d}]`, four],
    ['a missing bracket at the end', `{"Records":[${four.join(',')}`, four],
    ['a record that is cut off', `[${a},${b},${beginning},${d}]`, [a, b, d]],
    ['a record that is cut off in a name', `[${a},{"eventVer,${c},${d}]`, [a, c, d]],
    ['a record that is cut off right behind its brace', `[${a},{${c},${d}]`, [a, c, d]],
    ['a missing quote', `[${a},${b.replace('"alice', 'alice')},${c},${d}]`, [a, c, d]],
    ['a missing quote at the end of a text', `[${a},${b.replace('alice"', 'alice')},${c},${d}]`, [a, c, d]],
    ['a missing head', `Identity":{"type":"Root"},"eventID":"x"},${a},${b}]}`, [a, b]],
    ['a missing head that ends in the middle of a text', `us-east-1","eventID":"x"},${a},${b}]}`, [a, b]],
    ['a value that is none', `[${a},${b.replace('"IAMUser"', 'undefined')},${c}]`, [a, c]],
    ['an invalid escape', `[${a},${b.replace('quoted', '\\q')},${c}]`, [a, c]],
    ['single quotes', `[${a},{'eventVersion':'1.08','eventID':'x'},${c}]`, [a, c]],
    ['comments', `[\n// the first\n${a},\n/* the second */ ${b}\n]`, [a, b]],
    ['an ellipsis', `[${a},\n...\n${b}]`, [a, b]],
    ['a prompt above', `$ aws cloudtrail lookup-events\n{"Events":[${a},${b}]}`, [a, b]],
    ['warnings above', `/usr/lib/a.py:1: Warning: x\n  warnings.warn(\n${a}\n${b}\n`, [a, b]],
    ['text between pages', `{"Records":[${a}]}\n-- More --\n{"Records":[${b}]}`, [a, b]],
    ['a prompt behind', `{"Records":[${a}]}\nroot@host:~# exit\n`, [a]],
    ['prose with a record in it', `# Notes\n\nSee ${a}, and\n\n    ${b}\n`, [a, b]],
    [
      'indented records',
      `[${[pretty(a), pretty(b)].join('\n')},\n${pretty(c)}]`,
      [pretty(a), pretty(b), pretty(c)],
    ],
    [
      'records in strings',
      `{"Events":[{"CloudTrailEvent":${json(a)}} {"CloudTrailEvent":${json(b)}},{"CloudTrailEvent":${json(c)}}]}`,
      [a, b, c],
    ],
    [
      'records in base64',
      `{"items":[{"data":"${Buffer.from(a).toString('base64')}"} {"data":"${Buffer.from(b).toString('base64')}"}]}`,
      [a, b],
    ],
    [
      'far behind its brace',
      `[${a}} ${b.replace('{', `{${' '.repeat(1000)}`)}]`,
      [a, b.replace('{', `{${' '.repeat(1000)}`)],
    ],
    ['envelopes', `[{"detail":${a}} {"detail":${b}},{"input":{"x":${c}}}]`, [a, b, c]],
    ['a document in the middle of another', `{"Records":[${a},{"eventVers{"Records":[${b},${c}]}`, [a, b, c]],
  ])('%s', async (_, content, records) => {
    const found = await find(content)
    expect(found.records).toEqual(records)
    expect(found.problems).toHaveLength(1)
    for (const chunkSize of [1, 7, 100]) expect(await find(content, { chunkSize })).toEqual(found)
  })

  test('records without a version are not, since they could be a part of one', async () => {
    const part = json({ eventName: 'RunInstances', eventSource: 'ec2.amazonaws.com' })
    const { records, problems } = await find(`[${a},},${part},${b}]`)
    expect(records).toEqual([a, b])
    expect(problems).toMatchObject([
      { reason: expect.stringMatching(/1 record .* read, 1 could not/) as string },
    ])
  })

  test('what it reads and leaves out is counted', async () => {
    const counts: unknown[] = []
    const content = `[${a},${b}},${c.slice(0, 90)},${c},{"eventVersion":"1.08",,},${d}]`
    const sink = { record: () => {}, problem: () => {}, contentCounts: (each: unknown) => counts.push(each) }
    await readLogFile('file', bytesOf(content), sink)
    expect(counts).toEqual([{ salvaged: 2, leftOut: 2 }])
    expect((await find(content)).problems).toEqual([
      {
        position: `byte ${Buffer.byteLength(`[${a},${b}`)}`,
        reason:
          'Not valid JSON: expected a comma or the end of the array. 2 records after this position could be read, 2 could not.',
      },
    ])
  })

  test('in a file that is whole nothing is counted', async () => {
    let isCounted = false
    const sink = { record: () => {}, problem: () => {}, contentCounts: () => (isCounted = true) }
    await readLogFile('file', bytesOf(`[${four.join(',')}]`), sink)
    expect(isCounted).toBe(false)
  })

  test('whatever is done to one record, all others are found, and nothing that is not in the file', async () => {
    const damage = fc.record({
      at: fc.double({ min: 0, max: 0.999, noNaN: true }),
      cut: fc.nat(40),
      put: fc.string({ unit: fc.constantFrom(...'{}[]",:\\ x1'.split('')), maxLength: 6 }),
    })
    const layout = fc.constantFrom(
      (records: readonly string[]) => `{"Records":[${records.join(',')}]}`,
      (records: readonly string[]) => records.join('\n'),
      (records: readonly string[]) => `[\n${records.join(',\n')}\n]`,
      (records: readonly string[]) => records.map((text) => `{"detail":${text}}`).join('\n'),
    )
    await fc.assert(
      fc.asyncProperty(
        layout,
        fc.nat(3),
        fc.array(damage, { minLength: 1, maxLength: 3 }),
        async (lay, at, damages) => {
          let changed = four[at]!
          for (const { at: share, cut, put } of damages) {
            const place = 1 + Math.floor(share * (changed.length - 1))
            changed = changed.slice(0, place) + put + changed.slice(place + cut)
          }
          const content = lay(four.map((text, i) => (i === at ? changed : text)))
          const { records } = await find(content)
          expect(records).toEqual(expect.arrayContaining(four.filter((_, i) => i !== at)))
          for (const text of records) expect(content).toContain(text)
        },
      ),
      { numRuns: 500 },
    )
  })

  test('a number of any length is no break', async () => {
    const long = recordText(7, { requestParameters: {} }).replace('{}', `{"n":0.${'3'.repeat(1000)}}`)
    expect((await find(`[${a},},${long},${b}]`)).records).toEqual([a, long, b])
  })

  test('half a pair of surrogates in a text in a text stays an escape', async () => {
    const half = recordText(8, { errorMessage: 'x' }).replace('"x"', String.raw`"x\ud800"`)
    const { records } = await find(
      json({ Events: [{ CloudTrailEvent: half.replace(String.raw`\\ud800`, '\ud800') }] }),
    )
    expect(records).toEqual([half.replace(String.raw`\\ud800`, String.raw`\ud800`)])
  })

  test('a quote that opens nothing before a line does not make it start again and again', async () => {
    const { records } = await find(`"x":[{"\n{"Records":[${a},{"y"x}]}\n{"eventVersion":"1\n${b}`)
    expect(records).toEqual([a, b])
  })

  test('a file of nothing but openings ends soon', async () => {
    const openings = '{"eventVersion":"1.08","userIdentity":['.repeat(3000)
    const { records, problems } = await find(`${openings}${a}`)
    expect(records).toEqual([a])
    expect(problems).toHaveLength(1)
  })

  test('a file of records that never end, with line breaks in their texts, ends soon', async () => {
    const opening = `{"@timestamp":"t","event":{"original":"${json(a).slice(1, 100)}arn:aws\n::7ce":`
    expect(json((await find(opening.repeat(25_000))).problems)).toMatch(/Reading stopped here: the file has/)
  })
})

describe('line breaks', () => {
  test('inside a text are escaped, and said', async () => {
    for (const [bare, escaped] of [
      ['\n', '\\n'],
      ['\r\n', '\\r\\n'],
      ['\t', '\\t'],
    ] as const) {
      const text = a.replace('alice', `al${bare}ice`)
      for (const content of [[text, b].join('\n'), `{"Records":[${text},${b}]}`, `[${b},},${text}]`]) {
        const { records, problems } = await find(content)
        expect(records.toSorted()).toEqual([a.replace('alice', `al${escaped}ice`), b].toSorted())
        expect(problems[0]!.reason).toMatch(/unescaped line breaks or tabs/)
      }
    }
  })

  test('of a text wrapped at a width are left out, and said', async () => {
    const text = `{"Records":[${four.join(',')}]}`
    for (const width of [40, 79, 80, 132])
      for (const lineBreak of ['\n', '\r\n']) {
        const wrapped = text.match(new RegExp(`[^]{1,${width}}`, 'g'))!.join(lineBreak)
        const { records, problems } = await find(wrapped)
        expect(records).toEqual(four)
        expect(problems).toEqual([
          { position: null, reason: expect.stringMatching(`wrapped at ${width} characters`) as string },
        ])
      }
  })

  test('are looked for in as much of the text however it arrives', async () => {
    const line = (text: string) => text.padEnd(8000, 'x')
    const even = [line('[{"a":"'), line('y'), line('z')].join('\n')
    for (const content of [`${even}\n${'w'.repeat(50)}"}]`, `${even}\n${line('v')}"}]\n${a}`])
      expect(await find(content, { chunkSize: 1_000_000 })).toEqual(await find(content, { chunkSize: 1000 }))
  })

  test('between records of one length are not taken for that', async () => {
    const same = [0, 1, 2, 3, 4].map((number) => recordText(number))
    expect(await find(same.join('\n'))).toMatchObject({ records: same, problems: [] })
    const broken = same.map((text, i) => (i === 3 ? text.replace('":', ',:') : text))
    expect((await find(broken.join('\n'))).problems).toMatchObject([
      { position: expect.stringMatching('line 4') as string },
    ])
  })
})

describe('literals of other languages are named, and the JSON texts in them are read', () => {
  const python = (text: string) => `'${text.replaceAll('\\', '\\\\').replaceAll("'", String.raw`\'`)}'`
  const yaml = (text: string) => `'${text.replaceAll("'", "''")}'`
  const quoted = recordText(5, { errorMessage: `it's "quoted" \\ and \n a line` })
  const texts = [a, quoted]
  test.each<[what: string, content: string, reason: RegExp]>([
    [
      'Python',
      `{'Events': [${texts.map((text) => `{'EventId': 'x', 'EventTime': datetime.datetime(2024, 3, 8), 'CloudTrailEvent': ${python(text)}}`).join(', ')}]}`,
      /^This is a Python literal.*json\.dumps/,
    ],
    ['a list of Python', `[${texts.map(python).join(', ')}]`, /Python/],
    [
      'Python 2',
      `{u'Events': [${texts.map((text) => `{u'CloudTrailEvent': u${python(text)}}`).join(', ')}]}`,
      /Python/,
    ],
    [
      'JavaScript',
      `{\n  Events: [\n${texts.map((text) => `    {\n      CloudTrailEvent: ${python(text)}\n    }`).join(',\n')}\n  ]\n}`,
      /^This is a JavaScript literal.*JSON\.stringify/,
    ],
    [
      'JavaScript with long strings in parts',
      `[ { CloudTrailEvent: ${python(a.slice(0, 50))} +\n    ${python(a.slice(50))} },\n  { CloudTrailEvent: ${python(quoted)} } ]`,
      /JavaScript/,
    ],
    [
      'Ruby',
      `{"Events"=>[${texts.map((text) => `{"CloudTrailEvent"=>${json(text)}}`).join(', ')}]}`,
      /^This is a Ruby literal/,
    ],
    [
      'YAML',
      `Events:\n${texts.map((text) => `- CloudTrailEvent: ${yaml(text)}\n  EventId: x\n`).join('')}`,
      /^This is YAML.*--output json/,
    ],
    [
      'YAML with folded lines',
      `- Events:\n  - CloudTrailEvent: ${yaml(texts[0]!.replace('and é', 'and\n      é'))}\n  - CloudTrailEvent: ${yaml(quoted)}\n`,
      /YAML/,
    ],
    ['YAML documents', `---\nx: 1\n---\n${texts.map((text) => `- ${yaml(text)}\n`).join('')}`, /YAML/],
  ])('%s', async (_, content, reason) => {
    const found = await find(content)
    expect(found.records).toEqual(texts)
    expect(found.problems).toHaveLength(1)
    expect(found.problems[0]!.reason).toMatch(reason)
    for (const chunkSize of [1, 13]) expect(await find(content, { chunkSize })).toEqual(found)
  })

  test('a name before JSON on a log line is none', async () => {
    const lines = [a, b].map((text) => `cloudtrail: ${text}`).join('\n')
    expect(await find(lines)).toMatchObject({ records: [a, b], problems: [] })
    const info = [a, b].map((text) => `INFO: delivered ${text}`).join('\n')
    expect(await find(info)).toMatchObject({ records: [a, b], problems: [] })
  })

  test('without a record it is one sentence for the file', async () => {
    for (const [content, reason] of [
      ["{'eventVersion': '1.08', 'eventName': 'x'}", /Python/],
      ['{ eventVersion: "1.08", eventName: "x" }', /JavaScript/],
      ['Events: []\n', /YAML/],
    ] as const) {
      const { records, problems } = await find(content)
      expect(records).toEqual([])
      expect(problems).toEqual([{ position: null, reason: expect.stringMatching(reason) as string }])
    }
  })
})

describe('any wrapper', () => {
  test('a record with the fields of a log shipper before its own is a record', async () => {
    const text = a.replace(
      '{',
      '{"message":"RunInstances by alice","host":{"name":"h"},"event":{"kind":"event"},',
    )
    expect(await find(text)).toMatchObject({ records: [text], problems: [] })
  })

  test('only the parameters of a record are not opened', async () => {
    const text = recordText(1, { requestParameters: { entries: [JSON.parse(b)], detail: c } })
    expect(await find(text)).toMatchObject({ records: [text], problems: [] })
    expect(await find(json({ a: [{ b: JSON.parse(text) as unknown }] }))).toMatchObject({
      records: [text],
      problems: [],
    })
  })

  test('what is no record beside records is said once, with the first place', async () => {
    const { records, problems } = await find(
      `{"of":{"ana":[${a},{"x":1},{"y":2},${b}]},"columns":[{"name":"z"}]}`,
    )
    expect(records).toEqual([a, b])
    expect(problems).toEqual([
      {
        position: expect.stringMatching(/^byte \d+$/) as string,
        reason: 'Among the records 2 objects are not a CloudTrail record, the first here.',
      },
    ])
  })

  test('a refusal names the paths that were searched', async () => {
    const { problems } = await find(json({ rows: [{ cloud_trail_event: { eventTime: 'x' } }], total: 1 }))
    expect(problems).toEqual([
      {
        position: null,
        reason:
          'Not a CloudTrail record: an object with rows, total, and none in rows, rows.cloud_trail_event.',
      },
    ])
  })

  test('at any depth up to the limit, which is said', async () => {
    const nested = (depth: number) => `${'{"a":['.repeat(depth)}${a}${']}'.repeat(depth)}`
    expect(await find(nested(31))).toMatchObject({ records: [a], problems: [] })
    const { records, problems } = await find(nested(40))
    expect(records).toEqual([])
    expect(problems).toEqual([
      {
        position: expect.stringMatching(/^byte/) as string,
        reason: expect.stringMatching(/nested deeper than 64 levels/) as string,
      },
    ])
  })

  test('a list of any length is read in little memory', async () => {
    async function* pieces() {
      yield Buffer.from('{"status":"ok","data":{"items":[')
      const item = Buffer.from(`{"id":1,"payload":${a}},`)
      for (let i = 0; i < 20_000; i++) yield item
      yield Buffer.from('{}]}}')
    }
    let records = 0
    const before = process.memoryUsage.rss()
    await readLogFile('file', pieces(), { record: () => void records++, problem: () => {} })
    expect(records).toBe(20_000)
    expect(process.memoryUsage.rss() - before).toBeLessThan(200 * 1024 * 1024)
  })

  test('a log file without records says so', async () => {
    expect((await find('{"Records":null}')).problems).toEqual([
      { position: null, reason: 'This is a log file without records.' },
    ])
  })
})
