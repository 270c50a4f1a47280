import { describe, expect, test } from 'vitest'
import { HOME, printView, readView } from './view.ts'

const there = (address: string) => {
  const url = new URL(address, 'http://console')
  return readView(url.pathname, url.search)
}

describe('an address', () => {
  test.each([
    '/',
    '/?readOnly=false&event=9f6b4c1e',
    '/?eventName=RunInstances&eventName=StopInstances&range=7d&order=oldest',
    '/?userAgent!:=boto3&errorCode!=&awsRegion=',
    '/?text=access+denied',
    '/events/9f6b4c1e?readOnly=false',
    '/events/a%2Fb',
    '/load-report?eventName=A',
    '/compare?id=9f6b4c1e&id=a%23b&readOnly=false',
  ])('comes back as it went: %s', (address) => {
    expect(printView(there(address))).toBe(address)
  })

  test('keeps a condition that cannot be understood', () => {
    const view = there('/?bogus!!=x')
    expect(view.filter.tokens).toMatchObject([{ kind: 'unreadable', key: 'bogus!!', value: 'x' }])
    expect(printView(view)).toBe('/?bogus!!=x')
  })

  test('with a broken escape does not break the page', () => {
    expect(there('/events/%E0%A4%A').page).toEqual({ kind: 'event-details', id: '%E0%A4%A' })
  })

  test('that compares no event leads home', () => {
    expect(there('/compare')).toEqual(HOME)
  })

  test('that is not known leads home', () => {
    expect(there('/nowhere')).toEqual(HOME)
  })

  test('of an event’s page has no event beside the list', () => {
    expect(printView({ ...HOME, page: { kind: 'event-details', id: 'x' }, openEvent: 'x' })).toBe('/events/x')
  })
})
