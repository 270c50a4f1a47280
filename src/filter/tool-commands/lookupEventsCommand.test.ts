import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { anyFilter } from '../../testing/anyFilter.ts'
import { EVERYTHING } from '../filter.ts'
import { formatToken, parseFilterText } from '../text.ts'
import { token } from '../edit.ts'
import { jsonString } from './toolCommand.ts'
import { lookupEventsCommand } from './lookupEventsCommand.ts'

const NOW = Date.parse('2026-03-01T12:00:00Z')
const command = (line: string) => lookupEventsCommand(parseFilterText(line), 'newest', NOW)

describe('aws cloudtrail lookup-events', () => {
  test('takes one attribute, a time range and a Region, and has nothing else to leave out', () => {
    expect(command('userName=alice awsRegion=eu-central-1 startTime=2026-02-01 endTime=2026-02-02')).toEqual({
      text: `aws cloudtrail lookup-events --lookup-attributes "AttributeKey=Username,AttributeValue=alice" --start-time 2026-02-01T00:00:00Z --end-time 2026-02-02T23:59:59Z --region eu-central-1`,
      notes: [],
    })
  })

  test('takes the most selective attribute, and says what is not included', () => {
    const { text, notes } = command('readOnly=false eventName=A eventName=B accessKeyId=AKIA range=7d')
    expect(text).toContain('"AttributeKey=AccessKeyId,AttributeValue=AKIA" --start-time 2026-02-22T12:00:00Z')
    expect(notes).toEqual([
      'lookup-events takes one attribute: readOnly=false is not included, so the result may contain more events.',
      'lookup-events takes one value: eventName=A OR eventName=B is not included, so the result may contain more events.',
      'lookup-events searches one Region, the configured one.',
    ])
  })

  test.each([
    ['eventName^=Delete', 'lookup-events only supports “is”: eventName^=Delete'],
    ['accessKeyId=', 'lookup-events cannot filter by absence: accessKeyId='],
    ['sourceIPAddress=10.0.0.0/8', 'lookup-events cannot filter by sourceIPAddress: '],
    ['awsRegion="; ran"', 'The value is not a Region: awsRegion="; ran" is not included'],
    ['denied', 'lookup-events cannot search the text of records: denied is'],
    ['startTime=2025-01-01', 'lookup-events only searches the last 90 days.'],
  ])('cannot express %s', (line, note) => {
    expect(command(line).notes.join('\n')).toContain(note)
  })

  test('uses JSON if the short form is not possible, in one word', () => {
    const { text } = lookupEventsCommand(
      { ...EVERYTHING, tokens: [token('userName', '=', `o'brien, x`)] },
      'newest',
      NOW,
    )
    expect(text).toBe(
      `aws cloudtrail lookup-events --lookup-attributes '[{"AttributeKey":"Username","AttributeValue":"o\\u0027brien,\\u0020x"}]'`,
    )
  })

  test('every condition is in the command or in a note', () => {
    fc.assert(
      fc.property(anyFilter(), (filter) => {
        const { text, notes } = lookupEventsCommand(filter, 'newest', NOW)
        for (const each of filter.tokens) {
          if (each.kind !== 'token') continue
          const said = notes.some((note) => note.includes(formatToken(each)))
          const written = [each.value, jsonString(each.value).replaceAll(' ', '\\u0020')]
          const asked = each.value !== '' && written.some((value) => text.includes(value))
          expect(said || asked, formatToken(each)).toBe(true)
        }
      }),
    )
  })
})
