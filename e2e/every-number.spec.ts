import fc from 'fast-check'
import { createAccount, recordsBetween } from '../src/account/account.ts'
import { describeRecord } from '../src/cloudtrail/describe.ts'
import { readRecord } from '../src/cloudtrail/record.ts'
import type { Filter, TimeRange, Token } from '../src/filter/filter.ts'
import { fieldTexts, matches, type MatchableEvent } from '../src/filter/matches.ts'
import { printFilter } from '../src/filter/params.ts'
import { groupRepeats } from '../src/filter/repeats.ts'
import { textWords } from '../src/filter/words.ts'
import { loaded } from './api.ts'
import { EventHistoryPage } from './EventHistoryPage.ts'
import { expect, test } from './fixtures.ts'
import { titleOf } from './investigation.ts'
import { NO_REAL_LOG_FILES, realLogFiles, writeLogFile, type LogRecord } from './logFiles.ts'

/** Facets that are on screen without scrolling, by their labels. */
const FACETS = { 'Event name': 'eventName', 'Event source': 'eventSource' } as const

const FIELDS = [
  'eventName',
  'eventSource',
  'userName',
  'awsRegion',
  'errorCode',
  'userIdentity.type',
  'sourceIPAddress',
  'readOnly',
  'resourceName',
  'requestParameters.bucketName',
]

/** No filter here is relative, so any moment will do. */
const NOW = 0

for (const held of ['public log files', 'two days of the simulated account'] as const) {
  test(`every number on the screen is what plain \`matches\` counts, on random filters: ${held}`, async ({
    folder,
    page,
    serverWith,
  }) => {
    const isPublic = held === 'public log files'
    test.skip(isPublic && !realLogFiles(), NO_REAL_LOG_FILES)
    const server = await serverWith('--in-memory', isPublic ? realLogFiles()! : await simulatedDays(folder))
    await loaded(server)
    const lines = (await (await fetch(`${server.origin}/api/events/download?format=ndjson`)).text()).trim()
    const events = lines.split('\n').map((line): MatchableEvent => {
      const record = readRecord(line)
      return { record, event: describeRecord(record) }
    })
    const count = (filter: Filter) => events.filter((each) => matches(filter, each, NOW)).length
    const random = fc
      .sample(anyFilterOn(events), { seed: 20230710, numRuns: 40 })
      .map((filter) => ({ filter, expected: count(filter) }))
    // Only a few are looked at, of both kinds.
    const finding = random.filter(({ expected }) => expected > 0).slice(0, 3)
    const findingNothing = random.filter(({ expected }) => expected === 0).slice(0, 1)
    expect([finding.length, findingNothing.length]).toEqual([3, 1])

    const eventHistory = new EventHistoryPage(page, server.origin)
    await eventHistory.open()
    for (const { filter, expected } of [...finding, ...findingNothing]) {
      await test.step(printFilter(filter), async () => {
        await eventHistory.go(`/?${printFilter(filter)}`)
        await expect(eventHistory.heading).toHaveText(titleOf(expected))
        await facetsAgree(eventHistory, events, filter)
        const found = events.filter((each) => matches(filter, each, NOW))
        if (found.length === 0) return relaxationsAgree(eventHistory, filter, count)
        await histogramAgrees(eventHistory, found)
        await page.getByRole('button', { name: 'Group repeats' }).click()
        const rows = groupRepeats(found).length
        await expect(eventHistory.heading).toHaveText(
          `${titleOf(found.length)} · ${rows.toLocaleString('en-US')} ${rows === 1 ? 'row' : 'rows'}`,
        )
      })
    }
  })
}

async function simulatedDays(folder: string): Promise<string> {
  const todayMs = Date.parse('2026-03-01T00:00:00Z')
  const texts = [...recordsBetween(createAccount(7, todayMs), todayMs - 2 * 86_400_000, todayMs)]
  return writeLogFile(
    folder,
    'two-days.json.gz',
    texts.map((text) => JSON.parse(text) as LogRecord),
  )
}

/**
 * Conditions of values that are there, so that they find something; of several events, so that
 * together they may find nothing.
 */
function anyFilterOn(events: readonly MatchableEvent[]): fc.Arbitrary<Filter> {
  const anyEvent = fc.constantFrom(...events)
  const anyToken = fc
    .tuple(
      anyEvent,
      fc.constantFrom(...FIELDS),
      fc.constantFrom('=', '=', '=', '!=', ':', '!:', '^') as fc.Arbitrary<Token['operator']>,
    )
    .map(([event, field, operator]): Token => {
      const value = fieldTexts(field, event)[0] ?? ''
      return value === '' && operator !== '!='
        ? { kind: 'token', field, operator: '=', value }
        : { kind: 'token', field, operator, value: /[:^]/.test(operator) ? value.slice(0, 6) : value }
    })
  const anyText = fc.constantFrom('', '', '', 'stratus', 'iam POLICY', '"is not authorized"', 'AccessDenied')
  const anyRange = fc.option(fc.tuple(anyEvent, anyEvent), { freq: 2 }).map((ends): TimeRange => {
    const times = (ends ?? []).flatMap(({ event }) => event.eventTimeMs ?? []).toSorted((a, b) => a - b)
    if (times.length < 2) return { kind: 'all' }
    const [startTime, endTime] = times.map((ms) => new Date(ms).toISOString()) as [string, string]
    return { kind: 'absolute', startTime, endTime }
  })
  return fc.record({
    tokens: fc.uniqueArray(anyToken, { minLength: 1, maxLength: 3 }),
    timeRange: anyRange,
    text: anyText,
  })
}

/** Each value with its count, in the events that all but the field's own conditions leave. */
async function facetsAgree(
  eventHistory: EventHistoryPage,
  events: readonly MatchableEvent[],
  filter: Filter,
): Promise<void> {
  for (const [label, field] of Object.entries(FACETS)) {
    const tokens = filter.tokens.filter((token) => token.kind === 'token' && token.field !== field)
    const left = events.filter((each) => matches({ ...filter, tokens }, each, NOW))
    const expected = new Map<string, number>()
    for (const each of left) {
      const [value = 'none'] = fieldTexts(field, each)
      expected.set(value, (expected.get(value) ?? 0) + 1)
    }
    const boxes = eventHistory.facet(label).getByRole('checkbox')
    const shown = async () =>
      (await boxes.evaluateAll((all) => all.map((box) => box.getAttribute('aria-label') ?? ''))).map(
        (name) => {
          const [, value = '', count = ''] = /^(.*?)(?:, excluded)?, ([\d,]+) events?$/.exec(name) ?? []
          return [value, Number(count.replace(',', ''))] as const
        },
      )
    // The most frequent ones are shown, and with them what is asked for.
    const wrong = async () => {
      const now = await shown()
      const most = [...expected.values()].toSorted((a, b) => b - a).slice(0, 8)
      const isMost = most.every(
        (each, i) => now.map(([, count]) => count).toSorted((a, b) => b - a)[i]! >= each,
      )
      return { wrong: now.filter(([value, count]) => (expected.get(value) ?? 0) !== count), isMost }
    }
    await expect.poll(wrong, { message: label }).toEqual({ wrong: [], isMost: true })
  }
}

/**
 * The bars as they are read out: every row's count lies in its time, and all of them together are
 * the events.
 */
async function histogramAgrees(
  eventHistory: EventHistoryPage,
  found: readonly MatchableEvent[],
): Promise<void> {
  const timed = found.flatMap(({ event }) =>
    event.eventTimeMs === null ? [] : [{ ms: event.eventTimeMs, failed: event.errorCode !== null }],
  )
  if (timed.length === 0) return expect(eventHistory.page.getByText(/without a time$/)).toBeVisible()
  const failed = timed.filter((each) => each.failed).length
  const number = (count: number) => count.toLocaleString('en-US')
  const table = eventHistory.histogram.getByRole('table', {
    name: `${number(timed.length)} events over time, ${number(failed)} failed`,
  })
  const rows = await table
    .locator('tbody tr')
    .evaluateAll((all) => all.map((row) => [...row.children].map((cell) => cell.textContent ?? '')))
  const starts = rows.map(([time = '']) => Date.parse(time.replace(' UTC', 'Z').replace(' ', 'T')))
  rows.forEach(([, events = '', errors = ''], i) => {
    const within = timed.filter(({ ms }) => ms >= starts[i]! && ms < (starts[i + 1] ?? Infinity))
    expect([events, errors]).toEqual([
      number(within.length),
      number(within.filter((each) => each.failed).length),
    ])
  })
}

/** What each condition alone takes away. */
async function relaxationsAgree(
  eventHistory: EventHistoryPage,
  filter: Filter,
  count: (filter: Filter) => number,
): Promise<void> {
  const without: Filter[] = []
  const chosen = new Set<string>()
  for (const token of filter.tokens) {
    if (token.kind !== 'token' || (token.operator === '=' && chosen.has(token.field))) continue
    const isTogether = (other: (typeof filter.tokens)[number]) =>
      other === token ||
      (token.operator === '=' &&
        other.kind === 'token' &&
        other.operator === '=' &&
        other.field === token.field)
    if (token.operator === '=') chosen.add(token.field)
    without.push({ ...filter, tokens: filter.tokens.filter((other) => !isTogether(other)) })
  }
  const words = textWords(filter.text)
  for (const word of words) {
    const others = words.filter((other) => other !== word)
    without.push({ ...filter, text: others.map((other) => `"${other}"`).join(' ') })
  }
  if (filter.timeRange.kind !== 'all') without.push({ ...filter, timeRange: { kind: 'all' } })

  const ways = eventHistory.page.getByRole('listitem').filter({ hasText: /^[\d,]+ events? without / })
  const shown = async () =>
    (await ways.allInnerTexts())
      .slice(0, without.length)
      .map((text) => Number(/^([\d,]+) events?/.exec(text)?.[1]?.replace(',', '')))
  await expect.poll(shown).toEqual(without.map(count))
}
