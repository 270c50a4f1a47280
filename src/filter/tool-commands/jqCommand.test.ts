import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { anyLineFor, anyRecord } from '../../testing/anyRecord.ts'
import { HOSTILE_TEXTS } from '../../testing/hostileText.ts'
import { HOSTILE_IN_SHELLS } from '../../testing/shells.ts'
import { readEvent, type ReadEvent } from '../../testing/storeOf.ts'
import { EVERYTHING } from '../filter.ts'
import { matches } from '../matches.ts'
import { parseFilterText } from '../text.ts'
import { token } from '../edit.ts'
import { jsonString } from './toolCommand.ts'
import { jqCommand, jqProgram } from './jqCommand.ts'

const hasJq = spawnSync('jq', ['--version']).status === 0

/** Values that jq reads differently from how they are written, as the command notes. */
const READ_OTHERWISE = /\\u0000|\\ud800|1e\+21|%7B%22/

/**
 * Records whose resources are derived from the request: by the rule of the event name, without its
 * version, and by that of the service.
 */
const DERIVING = [
  {
    eventName: 'AttachUserPolicy',
    eventSource: 'iam.amazonaws.com',
    requestParameters: { userName: ' bob ', policyArn: 'arn:p' },
  },
  {
    eventName: 'UpdateFunctionCode20150331v2',
    eventSource: 'lambda.amazonaws.com',
    requestParameters: { functionName: 'resize' },
    resources: [
      { ARN: 'resize', type: 'listed' },
      { ARNPrefix: '', type: 'nameless' },
    ],
  },
  {
    eventName: 'DescribeAlarms',
    eventSource: 'monitoring.amazonaws.com',
    requestParameters: { alarmNames: ['a', ['b']] },
    userAgent: 'İstanbul ΣΑΣ ſK',
  },
]

describe.skipIf(!hasJq)('jq (where it is installed) selects what the filter matches', () => {
  let folder: string
  let all: ReadEvent[]

  beforeAll(() => {
    const texts = [...fc.sample(anyRecord, { numRuns: 80, seed: 11 }), ...DERIVING]
      .map((record, number) => JSON.stringify({ ...record, number }))
      .filter((text) => !READ_OTHERWISE.test(text))
    all = texts.map(readEvent)
    folder = mkdtempSync(join(tmpdir(), 'jq-command-'))
    writeFileSync(join(folder, 'records.json'), `{"Records":[${texts.join(',')}]}`)
    writeFileSync(join(folder, 'a b.json.gz'), gzipSync(`{"Records":[${texts.join(',')}]}`))
  })
  afterAll(() => rmSync(folder, { recursive: true }))

  /** The numbers of the records that each filter selects, all in one run of jq. */
  const selected = (lines: readonly string[]): unknown => {
    const programs = lines.map((line) => `[(${jqProgram(parseFilterText(line))}) | .number]`)
    const file = join(folder, 'records.json')
    return JSON.parse(execFileSync('jq', ['-c', `[${programs.join(',')}]`, file], { encoding: 'utf8' }))
  }
  const expected = (line: string): number[] => {
    const filter = parseFilterText(line)
    return all.flatMap(({ record, event }) =>
      matches(filter, { record, event }, 0) ? Number(record.value('number')) : [],
    )
  }

  test('on random filters over random records', () => {
    const lines = fc.array(
      anyLineFor.filter((line) => !/range=|starred|tag|comment|integrity/.test(line)),
      { minLength: 10, maxLength: 10 },
    )
    fc.assert(
      fc.property(lines, (some) => {
        expect(selected(some)).toEqual(some.map(expected))
      }),
      { numRuns: 4 },
    )
  })

  test.each([
    'eventTime^=2026-02-0',
    'eventTime:=.250Z',
    'startTime=2026-02-01T00:00:00.250Z endTime=2026-02-03',
    'resourceName=bob resourceName=b',
    'resourceName=arn:aws:s3:::other resourceName!=arn:aws:s3:::logs-bucket',
    'resourceType=listed resourceType!=AWS::Lambda::Function',
    'resourceType=AWS::IAM::User',
    'userAgent:=İSTANBUL',
    'userAgent:=σασ',
    'userAgent:=ſk',
    'sourceIPAddress=2001:db8::/32',
    'sourceIPAddress=10.0.0.0/8 sourceIPAddress=192.0.2.7',
    'Müller',
    '"Effect": "Allow"',
    'x<y',
    'b/c',
    'NOT "Sid":"Müller"',
    'requestParameters.nested!= requestParameters.dotted\\.name!=',
  ])('%s', (line) => {
    const wanted = expected(line)
    expect(wanted.length).toBeGreaterThan(0)
    expect(selected([line])).toEqual([wanted])
  })

  test('reading every hostile value as it is', () => {
    const values = [...HOSTILE_TEXTS, ...HOSTILE_IN_SHELLS].filter(
      (text) => !/\p{Surrogate}/u.test(text) && text.length < 1000,
    )
    const program = `[${values.map(jsonString).join(',')}]`
    expect(JSON.parse(execFileSync('jq', ['-nc', program], { encoding: 'utf8' }))).toEqual(values)
  })

  test('as the whole command in a shell, whatever the value', () => {
    for (const value of [`o'brien`, '$(touch x) `id` \\(1)', '"; #', 'alice']) {
      const filter = { ...EVERYTHING, tokens: [token('userAgent', '!:', value)] }
      const said = execFileSync('sh', ['-c', jqCommand(filter).text], { cwd: folder, encoding: 'utf8' })
      expect(said.trimEnd().split('\n').length).toBe(all.filter((each) => matches(filter, each, 0)).length)
    }
  })
})

test('says that conditions on notes and integrity are not included', () => {
  const { text, notes } = jqCommand(parseFilterText('tag="to do" starred=true eventName=A integrity=broken'))
  expect(notes).toContain(
    'Log files have no integrity: integrity=broken is not included, so the result may contain more events.',
  )
  expect(notes).toContain(
    'Log files have no notes: tag="to do" is not included, so the result may contain more events.',
  )
  expect(text).not.toContain('to do')
  expect(jqProgram(parseFilterText('tag=x eventName=A'))).toBe(jqProgram(parseFilterText('eventName=A')))
})

test('a relative range stays relative', () => {
  expect(jqProgram(parseFilterText('range=7d'))).toContain('now * 1000 - 604800000')
})

test('a simple filter is a simple program', () => {
  expect(jqProgram(parseFilterText(''))).toBe('.Records[]')
  expect(jqProgram(parseFilterText('eventName=RunInstances')).split('\n').at(-2)).toBe(
    '  (list(text(["eventName"])) | any(. == "RunInstances"))',
  )
})
