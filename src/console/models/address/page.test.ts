import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { joinPath } from '../../../cloudtrail/fieldPath.ts'
import { FIELDS, fieldNamed, RECORD_MEMBERS } from '../../../cloudtrail/fields.ts'
import { anyFilter } from '../../../testing/anyFilter.ts'
import { DEFAULT_COLUMNS } from '../preferences/preferences.ts'
import type { ShownColumns } from './shownColumns.ts'
import { printPage, readPage, viewOf, withView } from './page.ts'
import { HOME, OWN_KEYS } from './view.ts'

const there = (address: string) => {
  const url = new URL(address, 'http://console')
  return readPage(url.pathname, url.search)
}

const anyName = fc.oneof(
  fc.constantFrom(...FIELDS.map(({ name }) => name)),
  fc
    .array(fc.oneof(fc.string({ minLength: 1 }), fc.constantFrom(',', '\\', 'a,b\\', 'ä:200')), {
      minLength: 1,
      maxLength: 3,
    })
    .map(joinPath),
)

const anyColumns: fc.Arbitrary<ShownColumns> = fc
  .uniqueArray(fc.tuple(anyName, fc.option(fc.integer({ min: 1, max: 9999 }))), {
    selector: ([name]) => name,
    minLength: 1,
    maxLength: 8,
  })
  .chain((columns) =>
    fc.record({
      names: fc.constant(columns.map(([name]) => name)),
      widths: fc.constant(
        Object.fromEntries(columns.flatMap(([name, width]) => (width === null ? [] : [[name, width]]))),
      ),
      wrapLines: fc.boolean(),
    }),
  )

describe('an address', () => {
  test.each([
    '/',
    '/?readOnly=false&event=9f6b4c1e',
    '/?eventName=RunInstances&eventName=StopInstances&range=7d&order=oldest',
    '/?userAgent!:=boto3&errorCode!=&awsRegion=',
    '/?text=access+denied',
    '/?errorCode!=&view=a/b%3F+%23%26',
    '/events/9f6b4c1e?readOnly=false',
    '/events/a%2Fb',
    '/breakdown?by=userName&errorCode!=&order=oldest',
    '/breakdown?by=userName&and=requestParameters.bucketName&limit=50&range=7d',
    '/breakdown?by=eventName&over=time&others=hide',
    '/load-report?eventName=A',
    '/alarms',
    '/insights',
    '/insights?eventName=RunInstances&eventSource=ec2.amazonaws.com&range=7d',
    '/insights/3f2a?span=1d&eventName=RunInstances&startTime=2026-01-01T00:00:00Z',
    '/hands-on',
    '/hands-on?section=connect&exercise=create-user&as=person/mara.lindqvist',
    '/trails',
    '/trails/a.trail_of-mine?region=us-east-1&path=AWSLogs/1/%3F&edit=events',
    '/trails/audit?path=',
    '/create-trail',
    '/compare?id=9f6b4c1e&id=a%23b&readOnly=false',
    '/?columns=eventName,requestParameters.tags.a%5C,b&widths=,320&wrap=true',
    '/events/9f6b4c1e?columns=eventTime',
    '/?readOnly=false&order=oldest&group=repeats&event=9f6b4c1e',
    '/?readOnly=false&group=repeats:60',
  ])('comes back as it went: %s', (address) => {
    expect(printPage(there(address))).toBe(address)
  })

  test('keeps a condition that cannot be understood', () => {
    const page = there('/?bogus!!=x')
    expect(viewOf(page).filter.tokens).toMatchObject([{ kind: 'unreadable', key: 'bogus!!', value: 'x' }])
    expect(printPage(page)).toBe('/?bogus!!=x')
  })

  test('never has the token that opened the console', () => {
    for (const query of ['token=T', 'token!=T', 'token:=T', '%74oken=T', 'token'])
      expect(there(`/?${query}`), query).toEqual(HOME)
    expect(printPage(there('/?readOnly=false&token=T&range=7d'))).toBe('/?readOnly=false&range=7d')
    expect(printPage(there('/events/x?token=T'))).toBe('/events/x')
    expect(viewOf(there('/?token=T&\\token=U')).filter.tokens).toMatchObject([{ field: 'token', value: 'U' }])
  })

  test('with a broken escape does not break the page', () => {
    expect(there('/events/%E0%A4%A')).toEqual({ kind: 'event-details', id: '%E0%A4%A', view: HOME })
  })

  test('that compares no event is not found', () => {
    expect(there('/compare')).toEqual({ kind: 'not-found', path: '/compare' })
  })

  test('comes back whatever its columns are, and whatever members of a record are called', () => {
    fc.assert(
      fc.property(anyFilter(), anyColumns, fc.subarray([...OWN_KEYS]), (filter, columns, fields) => {
        const asked = fields.map((field) => ({ kind: 'token', field, operator: '=', value: 'x' }) as const)
        const view = { ...HOME, filter: { ...filter, tokens: [...asked, ...filter.tokens] }, columns }
        expect(there(printPage(view))).toEqual(view)
      }),
    )
  })

  test('leaves out columns and widths that are none', () => {
    expect(viewOf(there('/?columns=,a..b,eventName,eventName,c&widths=0,1e3,200')).columns).toEqual({
      names: ['eventName', 'c'],
      widths: {},
      wrapLines: false,
    })
    expect(viewOf(there('/?wrap=true')).columns?.names).toEqual(DEFAULT_COLUMNS)
  })

  test('uses no name of its own that CloudTrail has a member for', () => {
    expect(OWN_KEYS.filter((key) => RECORD_MEMBERS.has(key) || fieldNamed(key))).toEqual([])
  })

  test('that is not known is not found, and stays as it is', () => {
    expect(there('/nowhere')).toEqual({ kind: 'not-found', path: '/nowhere' })
    for (const address of ['/nowhere', '/a/b%20c', '/%C3%A4']) expect(printPage(there(address))).toBe(address)
    expect(viewOf(there('/nowhere'))).toEqual(HOME)
  })

  test('of an event’s page has no event beside the list', () => {
    expect(printPage({ kind: 'event-details', id: 'x', view: { ...HOME, openEvent: 'x' } })).toBe('/events/x')
  })

  test('of another page carries the view of Event history along', () => {
    const report = there('/load-report?readOnly=false&order=oldest')
    expect(printPage(viewOf(report))).toBe('/?readOnly=false&order=oldest')
    expect(withView(report, HOME)).toEqual(there('/load-report'))
    expect(withView(there('/?readOnly=false'), HOME)).toEqual(HOME)
  })

  test('names compared events by a key that is a field’s on other pages', () => {
    expect(there('/compare?id=a&id=b&id=a&id=')).toEqual({
      kind: 'compare-events',
      ids: ['a', 'b'],
      view: HOME,
    })
    expect(viewOf(there('/load-report?id=a')).filter.tokens).toMatchObject([{ field: 'id', value: 'a' }])
  })
})
