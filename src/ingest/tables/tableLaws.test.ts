import { stringify } from 'csv-stringify/sync'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { RECORD_PATHS } from '../../cloudtrail/recordPaths.ts'
import { readRecord } from '../../cloudtrail/record.ts'
import { find } from '../readForTest.ts'

const TEXT_PATHS = [...RECORD_PATHS].filter(([, kind]) => kind === 'text').map(([path]) => path)

/** A text that means itself: no sign of an absent value, of a formula, or of JSON. */
const someText = fc
  .string({
    unit: fc.constantFrom('a', 'B', '7', ' ', '"', "'", ',', ';', '|', '\t', '\n', '\\', 'é', '🦊', '{', '='),
  })
  .filter((text) => text.trim() !== '' && !/^\s*(?:null$|["'=[{(])/i.test(text))

/** Spellings of a path, as tools and people have them. */
const SPELLINGS: readonly ((path: string) => string)[] = [
  (path) => path,
  (path) => path.toLowerCase(),
  (path) => path.replaceAll('.', '/'),
  (path) => path.replaceAll('.', ''),
  (path) => path.replaceAll('.', '').toUpperCase(),
  (path) =>
    path
      .replaceAll(/\.?([A-Z])/g, '_$1')
      .replaceAll('.', '_')
      .toLowerCase(),
  (path) =>
    path
      .split('.')
      .map((name) => name[0]!.toUpperCase() + name.slice(1))
      .join(''),
  (path) => `detail.${path}`,
]

const someRows = fc.record({
  paths: fc.uniqueArray(fc.constantFrom(...TEXT_PATHS), { maxLength: 8 }),
  values: fc.array(fc.array(someText, { minLength: 8, maxLength: 8 }), { minLength: 1, maxLength: 4 }),
})

test('values written as a table, in any spelling and with any delimiter, are read as they were', async () => {
  await fc.assert(
    fc.asyncProperty(
      someRows,
      fc.constantFrom(...SPELLINGS),
      fc.constantFrom(',', ';', '\t', '|'),
      fc.constantFrom('\n', '\r\n'),
      fc.constantFrom('', 'sep', '#TYPE Some.Type', 'A title'),
      async ({ paths, values }, spell, delimiter, newline, above) => {
        const columns = [
          'eventName',
          'eventID',
          'eventSource',
          ...paths.filter((path) => !/^event(?:Name|ID|Source)$/.test(path)),
        ]
        const rows = values.map((row, i) =>
          [`Name${i}`, `e-${i}`, 's.amazonaws.com', ...row].slice(0, columns.length),
        )
        const table = stringify([columns.map(spell), ...rows], {
          delimiter,
          record_delimiter: newline,
          quoted: true,
        })
        const top = above === '' ? '' : `${above === 'sep' ? `sep=${delimiter}` : above}${newline}`
        const { records } = await find(top + table)
        const read = records.map((text) => columns.map((path) => readRecord(text).value(path)))
        expect(read).toEqual(rows)
      },
    ),
    { numRuns: 200 },
  )
})

const digits = (least: number, most: number) =>
  fc.array(fc.integer({ min: 0, max: 9 }), { minLength: least, maxLength: most }).map((all) => all.join(''))

/** Any number as JSON writes it. */
const someNumber = fc
  .tuple(
    fc.constantFrom('', '-'),
    digits(1, 30).map((all) => all.replace(/^0+(?=\d)/, '')),
    fc.option(digits(1, 20), { nil: null }),
    fc.option(fc.tuple(fc.constantFrom('e', 'E', 'e+', 'E-'), digits(1, 3)), { nil: null }),
  )
  .map(
    ([sign, whole, fraction, exponent]) =>
      `${sign}${whole}${fraction === null ? '' : `.${fraction}`}${exponent === null ? '' : exponent.join('')}`,
  )

test('numbers keep all their digits: in cells of JSON, of Python, and in rows of Athena', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(someNumber, { minLength: 1, maxLength: 5 }), async (numbers) => {
      const json = `{"a":[${numbers.join(', ')}]}`
      const parameters = [
        `eventname,eventid,requestparameters\nA,1,"${json.replaceAll('"', '""')}"\n`,
        `eventName,eventID,requestParameters.a\nA,1,"[${numbers.join(', ')}]"\n`,
        `eventName,eventID,requestParameters\nA,1,"${json.replaceAll('"', "'")}"\n`,
        `{"eventname":"A","eventsource":"s.amazonaws.com","eventid":"1","requestparameters":${JSON.stringify(json)}}`,
        `{"eventname":"A","eventsource":"s.amazonaws.com","eventid":"1","requestparameters":${json}}`,
      ]
      for (const text of parameters) {
        const { records } = await find(text)
        expect(readRecord(records[0]!).values('requestParameters.a')).toEqual(numbers)
      }
    }),
    { numRuns: 100 },
  )
})

test('no table is an error, however it is cut', async () => {
  const table =
    'sep=;\nTitle\neventName;eventID;userIdentity.userName;requestParameters;eventTime\nA;1;"a;""b""";"{""x"":[1.50]}";3/8/2024 9:31\nB;2;ana;"[{\'a\': True}]";45359.5\n'
  await fc.assert(
    fc.asyncProperty(fc.nat(table.length), fc.nat(table.length), async (from, to) => {
      const { records } = await find(table.slice(Math.min(from, to), Math.max(from, to)))
      for (const record of records) expect(() => readRecord(record)).not.toThrow()
    }),
    { numRuns: 300 },
  )
})
