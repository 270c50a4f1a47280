import { execFileSync } from 'node:child_process'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { anyFilter } from '../../testing/anyFilter.ts'
import { EVERYTHING } from '../filter.ts'
import { parseFilterText } from '../text.ts'
import { token } from '../withToken.ts'
import { lookupEventsCommand } from './lookupEventsCommand.ts'

const NOW = Date.parse('2026-03-01T12:00:00Z')
const command = (line: string) => lookupEventsCommand(parseFilterText(line), 'newest', NOW)
const lastLine = (text: string) => text.split('\n').at(-1)

describe('aws cloudtrail lookup-events', () => {
  test('asks for one attribute, a time range and a Region, and then leaves nothing out', () => {
    expect(command('userName=alice awsRegion=eu-central-1 startTime=2026-02-01 endTime=2026-02-02')).toEqual({
      text: `aws cloudtrail lookup-events --lookup-attributes AttributeKey=Username,AttributeValue=alice --start-time 2026-02-01T00:00:00Z --end-time 2026-02-03T00:00:00Z --region 'eu-central-1'`,
      notes: [],
    })
  })

  test('takes the attribute that leaves the fewest events, and says what it leaves out', () => {
    const { text, notes } = command('readOnly=false eventName=A eventName=B accessKeyId=AKIA range=7d')
    expect(lastLine(text)).toContain(
      'AttributeKey=AccessKeyId,AttributeValue=AKIA --start-time 2026-02-22T12:00:00Z',
    )
    expect(notes).toEqual([
      'It takes one attribute: readOnly=false is left out, and the answer is wider.',
      'It takes one value: eventName=A eventName=B is left out, and the answer is wider.',
      'It looks in one Region, the one that is configured.',
    ])
  })

  test.each([
    ['eventName^=Delete', 'It only knows “is”: eventName^=Delete'],
    ['accessKeyId=', 'It cannot ask for absence: accessKeyId='],
    ['sourceIPAddress=10.0.0.0/8', 'It has no lookup by sourceIPAddress: '],
    ['denied', 'It cannot look for text in the record: denied.'],
    ['startTime=2025-01-01', 'It looks back 90 days and no further.'],
  ])('cannot express %s', (line, note) => {
    expect(command(line).notes.join('\n')).toContain(note)
  })

  test('a shell reads every value as one word, whatever stands in it', () => {
    for (const value of [`o'brien`, 'a,b', '$(touch x)', '[{"x":1}]', 'a b', '`id`', '\\', '-x']) {
      const { text } = lookupEventsCommand(
        { ...EVERYTHING, tokens: [token('userName', '=', value)] },
        'newest',
        NOW,
      )
      const script = `aws() { for word; do printf '%s\\0' "$word"; done; }\n${text}`
      const words = execFileSync('sh', ['-c', script], { encoding: 'utf8' }).split('\0')
      const said = words[3] ?? ''
      expect(said.startsWith('[') ? said : [said]).toEqual(
        said.startsWith('[')
          ? JSON.stringify([{ AttributeKey: 'Username', AttributeValue: value }])
          : [`AttributeKey=Username,AttributeValue=${value}`],
      )
    }
  })

  test('every condition is asked or named, and nothing of a filter gets out of its comment', () => {
    fc.assert(
      fc.property(anyFilter(), (filter) => {
        const { text, notes } = lookupEventsCommand(filter, 'newest', NOW)
        const lines = text.split('\n')
        expect(lines.slice(0, notes.length).every((line) => line.startsWith('# '))).toBe(true)
        expect(lines[notes.length]).toMatch(/^aws cloudtrail lookup-events/)
      }),
    )
  })
})
