import { afterEach, describe, expect, test } from 'vitest'
import { printPage, readPage, viewOf } from './page.ts'
import { isSettled, settledAddress, startedPage, startView, startWith } from './startView.ts'

afterEach(() => startWith('log-files', null))

const open = (address: string) => {
  const { pathname, search } = new URL(address, 'http://console')
  return startedPage(readPage(pathname, search), search, null)
}

const reopened = (address: string) => {
  const page = open(address)
  return settledAddress(page, printPage(page), null)
}

const START = '/?readOnly=false&eventCategory=Management'

describe('in the simulated account', () => {
  test.each([
    ['/', START],
    ['/?columns=awsRegion', `${START}&columns=awsRegion`],
    ['/load-report', '/load-report?readOnly=false&eventCategory=Management'],
    ['/?range=all', '/?range=all'],
    ['/?range=all&columns=awsRegion', '/?columns=awsRegion&range=all'],
    ['/load-report?range=all', '/load-report?range=all'],
  ])('%s means %s, however often it is opened', (address, settled) => {
    startWith('simulated', null)
    expect(reopened(address)).toBe(settled)
    expect(reopened(settled)).toBe(settled)
  })

  test.each([
    '/?order=oldest',
    '/?event=9f6b4c1e',
    '/?group=repeats',
    '/?eventName=RunInstances',
    '/?range=7d',
  ])('%s means what it says', (address) => {
    startWith('simulated', null)
    expect(reopened(address)).toBe(address)
  })

  test('a view without conditions is everything, and is not the start', () => {
    startWith('simulated', null)
    expect(viewOf(open('/?range=all')).filter.tokens).toEqual([])
    expect(viewOf(open('/'))).toEqual(startView(null))
    expect(isSettled(open('/?range=all'), '?range=all')).toBe(true)
  })
})

test('of log files, / is everything and needs no words', () => {
  startWith('log-files', null)
  expect(reopened('/')).toBe('/')
  expect(reopened('/load-report')).toBe('/load-report')
  expect(startView(null).filter.tokens).toEqual([])
})

test('each event data store has its own start', () => {
  startWith('simulated', null)
  startWith('log-files', 'incident')
  expect(startView('incident').filter.tokens).toEqual([])
  expect(startView(null).filter.tokens).toHaveLength(2)
})
