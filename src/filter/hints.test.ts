import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { anyLine } from '../testing/anyLine.ts'
import { hintsFor } from './hints.ts'
import { parseFilterText, readFilterLine } from './text.ts'

/** The line with every hint followed, and what was said. */
function followed(line: string): readonly [line: string, ...messages: string[]] {
  const hints = hintsFor(line, readFilterLine(line))
  const instead = hints.reduceRight(
    (text, { from, to, instead: other }) =>
      text.slice(0, from) + (other ?? text.slice(from, to)) + text.slice(to),
    line,
  )
  return [instead, ...hints.map(({ message }) => message)]
}

describe('probable mistakes in a line', () => {
  test.each([
    ['eventName=Run*', 'eventName^=Run'],
    ['eventName=*Instances', 'eventName*=Instances'],
    ['eventName!=*Instance*', 'eventName!:=Instance'],
    ['errorCode=*', 'errorCode!='],
    ['errorCode!=*', 'errorCode='],
    ['eventName:Run', 'eventName:=Run'],
    ['requestParameters.bucketName:logs', 'requestParameters.bucketName:=logs'],
    ['evnetName=Foo', 'eventName=Foo'],
    ['eventname!^=Foo', 'eventName!^=Foo'],
    ['username=alice', 'userName=alice'],
    ['EventName=Foo', 'eventName=Foo'],
    ['evnetName = Foo denied', 'eventName=Foo denied'],
    ['evnetName = Run*', 'eventName^=Run'],
    ['eventName != "Foo bar"', 'eventName!="Foo bar"'],
    ['requestParameters.bucketName ^ my-', 'requestParameters.bucketName^=my-'],
    ['eventName$=Foo', 'eventName*=Foo'],
    ['readOnly=False', 'readOnly=false'],
    ['eventSource=ec2', 'eventSource=ec2.amazonaws.com'],
    ['eventSource!=EC2', 'eventSource!=ec2.amazonaws.com'],
    ['sourceIPAddress=10.0.0.0/99', 'sourceIPAddress=10.0.0.0/32'],
    ['sourceIPAddress=10.0/16', 'sourceIPAddress=10.0.0.0/16'],
    ['eventTime>=2026-11-01', 'startTime=2026-11-01'],
    ['eventTime<="2026-11-01 10:00"', 'endTime="2026-11-01 10:00"'],
    ['eventName=A or userName=b', 'eventName=A OR userName=b'],
    ['not eventName=A', 'NOT eventName=A'],
    ['(eventName=Run* or denied)', '(eventName^=Run OR denied)'],
  ])('%s probably means %s', (line, instead) => {
    const [written, ...messages] = followed(line)
    expect(written).toBe(instead)
    expect(messages.length).toBeGreaterThan(0)
    const unreadable = parseFilterText(written).tokens.filter(({ kind }) => kind === 'unreadable')
    expect(unreadable).toEqual([])
  })

  test.each([
    'eventName=RunInstances userName!=alice denied "or not" range=7d',
    'sourceIPAddress=10.0.0.0/8 sourceIPAddress=2001:db8::/32 sourceIPAddress=AWS',
    'requestParameters.key=a/*.txt resources.ARN^=arn:aws:s3:::b userAgent:=a*b',
    'arn:aws:iam::111122223333:user/alice https://example.com 10:30 or',
    'a = b result == 5 eventName>=x',
    'NOT (eventName=A OR eventName=B) tag=x starred=true text="a b"',
  ])('are not in %s', (line) => {
    expect(hintsFor(line, readFilterLine(line))).toEqual([])
  })

  test('an undocumented field is named, without a suggestion', () => {
    expect(followed('fooBar.baz=1 eventName=A')).toEqual([
      'fooBar.baz=1 eventName=A',
      'CloudTrail has no documented field “fooBar.baz”.',
    ])
  })

  test('are found in any line, in order', () => {
    fc.assert(
      fc.property(anyLine(), (line) => {
        let end = 0
        for (const { from, to, message } of hintsFor(line, readFilterLine(line))) {
          expect(from).toBeGreaterThanOrEqual(end)
          expect(to).toBeLessThanOrEqual(line.length)
          expect(message).not.toBe('')
          end = to
        }
      }),
    )
  })
})
