import { describe, expect, test } from 'vitest'
import { zip } from '../containers/zipForTest.ts'
import { readLogFile } from '../readLogFile.ts'
import { find, recordText } from '../readForTest.ts'

const NAMESPACE = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
const HEADER = ['Event name', 'Event ID', 'User name', 'Event time', 'Recipient Account Id', 'Read-only']
const inline = (text: string) =>
  `<c t="inlineStr"><is><t>${text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</t></is></c>`
const row = (...cells: readonly string[]) => `<row>${cells.join('')}</row>`
const texts = (...cells: readonly string[]) => row(...cells.map(inline))
const sheet = (...rows: readonly string[]) =>
  `<?xml version="1.0" encoding="UTF-8"?><worksheet ${NAMESPACE}><sheetData>${rows.join('')}</sheetData></worksheet>`

interface Parts {
  readonly sheets: readonly (readonly [name: string, content: string])[]
  readonly strings?: string
  readonly styles?: string
  readonly is1904?: boolean
  readonly first?: string
}

/** A workbook as Excel saves it: texts and styles come after the sheets. */
function workbook({ sheets, strings, styles, is1904, first = '[Content_Types].xml' }: Parts): Buffer {
  return zip([
    { name: first, content: '<Types/>' },
    {
      name: 'xl/workbook.xml',
      content: `<workbook ${NAMESPACE} xmlns:r="r"><workbookPr date1904="${is1904 ? 1 : 0}"/><sheets>${sheets.map(([name], i) => `<sheet name="${name}" sheetId="${i + 1}" r:id="rId${i + 1}"/>`).join('')}</sheets></workbook>`,
    },
    {
      name: 'xl/_rels/workbook.xml.rels',
      content: `<Relationships>${sheets.map((_, i) => `<Relationship Id="rId${i + 1}" Target="worksheets/sheet${i + 1}.xml"/>`).join('')}</Relationships>`,
    },
    ...sheets.map(([, content], i) => ({ name: `xl/worksheets/sheet${i + 1}.xml`, content })),
    ...(styles === undefined ? [] : [{ name: 'xl/styles.xml', content: styles }]),
    ...(strings === undefined ? [] : [{ name: 'xl/sharedStrings.xml', content: strings }]),
  ])
}

const STYLES = `<styleSheet ${NAMESPACE}><numFmts><numFmt numFmtId="164" formatCode="dd/mm/yyyy\\ hh:mm"/><numFmt numFmtId="165" formatCode="0.00&quot; days&quot;"/></numFmts><cellStyleXfs><xf numFmtId="22"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="22"/><xf numFmtId="164"/><xf numFmtId="165"/></cellXfs></styleSheet>`

async function read(bytes: Uint8Array) {
  const { records, problems } = await find(bytes)
  return {
    records: records.map((record) => JSON.parse(record) as Record<string, unknown>),
    problems: problems.map(({ position, reason }) => (position === null ? reason : `${position}: ${reason}`)),
  }
}

describe('an Excel workbook', () => {
  test('is read by its shared texts, its booleans, its numbers and its dates', async () => {
    const strings = `<sst ${NAMESPACE}>${HEADER.map((name) => `<si><t>${name}</t></si>`).join('')}<si><r><t>Stop</t></r><r><t>Instances</t></r><rPh><t>x</t></rPh></si><si><t>a&amp;b_x0041_</t></si></sst>`
    const bytes = workbook({
      sheets: [
        [
          'Events',
          sheet(
            row(...HEADER.map((_, i) => `<c r="${'ABCDEF'[i]}1" t="s"><v>${i}</v></c>`)),
            '<row r="2"><c r="A2" t="s"><v>6</v></c><c r="B2" t="str"><f>"e"</f><v>e-1</v></c><c r="C2" t="s"><v>7</v></c><c r="D2" s="1"><v>45359.39708333334</v></c><c r="E2"><v>811596193553</v></c><c r="F2" t="b"><v>1</v></c></row>',
            '<row r="4"><c r="A4" t="s"><v>6</v></c><c r="B4" s="3"><v>1.1000000000000001</v></c><c r="D4" s="2"><v>45359.396527777781</v></c><c r="E4" t="e"><v>#N/A</v></c></row>',
          ),
        ],
      ],
      strings,
      styles: STYLES,
    })
    const { records, problems } = await read(bytes)
    expect(records).toEqual([
      {
        userIdentity: { userName: 'a&bA' },
        eventTime: '2024-03-08T09:31:48Z',
        eventName: 'StopInstances',
        requestParameters: { omitted: true },
        responseElements: { omitted: true },
        eventID: 'e-1',
        readOnly: true,
        recipientAccountId: '811596193553',
      },
      {
        eventTime: '2024-03-08T09:31:00Z',
        eventName: 'StopInstances',
        requestParameters: { omitted: true },
        responseElements: { omitted: true },
        eventID: '1.1',
      },
    ])
    expect(problems).toEqual([
      expect.stringMatching(
        /^row 2: The time "45359\.39708333334 = 2024-03-08T09:31:48" \(and 1 more\) has no time zone/,
      ),
      expect.stringMatching(/^row 4: 1 row has no user/),
    ])
    expect(await find(bytes, { chunkSize: 1 })).toEqual(await find(bytes))
  })

  test('with dates since 1904', async () => {
    const { records } = await read(
      workbook({
        sheets: [
          [
            'S',
            sheet(
              texts(...HEADER),
              row(inline('A'), inline('1'), inline('ana'), '<c s="1"><v>43897.396527777781</v></c>'),
            ),
          ],
        ],
        styles: STYLES,
        is1904: true,
      }),
    )
    expect(records[0]).toMatchObject({ eventTime: '2024-03-08T09:31:00Z' })
  })

  test('with titles above the header, and sheets without events', async () => {
    const { records, problems } = await read(
      workbook({
        sheets: [
          ['About', sheet(texts('Made by', 'ana'))],
          [
            'Log &amp; more',
            sheet(
              texts('All events'),
              texts(...HEADER),
              texts('A', '1', 'ana', '', '1.1E+11'),
              texts('B', '2', 'ana', '2024-03-08T09:31:00Z'),
            ),
          ],
        ],
        first: 'docProps/app.xml',
      }),
    )
    expect(records.map(({ eventName }) => eventName)).toEqual(['A', 'B'])
    expect(problems).toEqual([expect.stringMatching(/^sheet "Log & more", row 3: The account ID "1.1E\+11"/)])
  })

  test('with whole records in a column', async () => {
    const text = recordText(1)
    for (const rows of [[texts('when', 'what'), texts('1', text)], [texts('1', text)]])
      expect((await find(workbook({ sheets: [['S', sheet(...rows)]] }))).records).toEqual([text])
  })

  test('in an archive', async () => {
    const inner = workbook({ sheets: [['S', sheet(texts(...HEADER), texts('A', '1', 'ana'))]] })
    const { records } = await read(zip([{ name: 'a/events.xlsx', content: inner }]))
    expect(records).toHaveLength(1)
  })

  test('is identified by its bytes, for records without an ID', async () => {
    const bytes = workbook({ sheets: [['S', sheet(texts(...HEADER), texts('A', '', 'ana'))]] })
    const hashes: string[] = []
    async function* file() {
      yield bytes
    }
    await readLogFile('f', file(), {
      record: () => {},
      problem: () => {},
      contentEnd: async (hash) => void hashes.push(await hash()),
    })
    expect(hashes).toEqual([expect.stringMatching(/^[\da-f]{64}$/)])
  })

  test('that is damaged keeps what was read before, and says so', async () => {
    const { records, problems } = await read(
      workbook({
        sheets: [
          ['S', sheet(texts(...HEADER), texts('A', '1', 'ana'), texts('B', '2', 'bob'), '<row><c></row>')],
        ],
      }),
    )
    expect(records.length).toBeGreaterThan(0)
    expect(problems).toEqual([expect.stringMatching(/^The workbook is damaged/)])
  })
})

describe('an office document that is not read has one sentence', () => {
  const entry = (name: string, content = 'x') => zip([{ name, content, stored: true }])
  test.each([
    [
      'a workbook without events',
      workbook({ sheets: [['S', sheet(texts('a', 'b'))]] }),
      /Excel workbook without a table of events/,
    ],
    [
      '.xls',
      Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(600)]),
      /\.xls .*save the sheet.* as CSV/,
    ],
    [
      '.xlsb',
      zip([
        { name: '[Content_Types].xml', content: '<T/>' },
        { name: 'xl/workbook.bin', content: 'x' },
      ]),
      /\.xlsb.* as CSV/,
    ],
    [
      '.docx',
      zip([
        { name: '[Content_Types].xml', content: '<T/>' },
        { name: 'word/document.xml', content: '<w/>' },
      ]),
      /no Excel workbook/,
    ],
    ['.ods', entry('mimetype', 'application/vnd.oasis.opendocument.spreadsheet'), /\.ods\. .* as CSV/],
    ['.numbers', entry('Index/Document.iwa'), /Numbers.* as CSV/],
  ])('%s', async (_, bytes, reason) => {
    const { records, problems } = await find(bytes)
    expect(records).toEqual([])
    expect(problems).toEqual([{ position: null, reason: expect.stringMatching(reason) as string }])
  })
})
