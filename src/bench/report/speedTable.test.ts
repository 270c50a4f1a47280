import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { PeerResult, PeerResults } from '../peers/peer.ts'
import { QUESTION_NAMES, QUESTIONS } from '../peers/question.ts'
import type { BenchResult } from '../results.ts'
import { benchRow, type BenchRow } from '../row.ts'
import type { Target } from '../targets.ts'
import { peersTable } from './peersTable.ts'
import { speedTable } from './speedTable.ts'

const PARSE_MS = 1000

it('begins with exactly the rows that exceed their targets', () => {
  const most = fc.double({ min: 0.01, max: 1000, noNaN: true })
  const target = fc.record({ most, of: fc.constantFrom('value' as const, 'parse' as const) })
  const value = fc.double({ min: 0.01, max: 1e5, noNaN: true })
  fc.assert(
    fc.property(
      fc.array(fc.tuple(value, fc.option(target, { nil: undefined })), { minLength: 1 }),
      (given) => {
        const rows = given.map(([ms, of], index) => benchRow(`work ${index}.`, 'ms', [ms], of))
        const [first = '', whole = ''] = speedTable(result(1e6, rows)).split('| work |')
        const missed = given.flatMap(([ms, of], index) => (of && exceeds(ms, of) ? [`work ${index}.`] : []))
        expect(first.match(/work \d+\./g) ?? []).toEqual(missed)
        expect(whole.match(/\*\*missed\*\*/g) ?? []).toHaveLength(missed.length)
        expect(whole.match(/\| met \|/g) ?? []).toHaveLength(
          given.filter(([, of]) => of).length - missed.length,
        )
      },
    ),
  )
})

it('judges nothing below a million events', () => {
  const row = benchRow('slow', 'ms', [500], { most: 1, of: 'value' })
  expect(speedTable(result(200_000, [row]))).not.toMatch(/missed|met/)
})

it('names the fastest other program, unless its answers differ', () => {
  const row = benchRow(QUESTIONS.commonWord, 'ms', [100])
  const beside = (different: number) =>
    speedTable(result(1e6, [row], [peer('fast', 50, different), peer('slow', 70, 0)]))
  expect(beside(0)).toContain('fast 50.0 ms: × 2.00 of that')
  expect(beside(1)).toContain('slow 70.0 ms: × 1.43 of that')
  expect(peersTable(result(1e6, [row], [peer('fast', 50, 1)]))).toContain('50.0 ms **(another answer)**')
})

it('says when other programs used the machine', () => {
  const busy = result(1e6, [], [], 1.4)
  expect(speedTable(busy)).toContain('**The machine was busy**')
  expect(speedTable(result(1e6, []))).not.toContain('busy')
})

function exceeds(ms: number, { most, of }: Target): boolean {
  return (of === 'parse' ? ms / PARSE_MS : ms) > most
}

function result(
  events: number,
  rows: readonly BenchRow[],
  peers: readonly PeerResult[] = [],
  coresOfOthers = 0,
): BenchResult {
  const parse = { ms: PARSE_MS, low: PARSE_MS, high: PARSE_MS, events, bytes: 1e6 }
  const measured: PeerResults = { console: peer('this console', 1, 0), peers, leftOut: [] }
  const part = { parse, coresOfOthers, rows }
  return {
    events,
    cores: 2,
    node: 'v20',
    parts: { questions: part, peers: { ...part, rows: [], peers: measured } },
  }
}

function peer(name: string, median: number, different: number): PeerResult {
  const timing = { median, low: median, high: median, times: 1, different }
  const answers = Object.fromEntries(QUESTION_NAMES.map((question) => [question, timing]))
  return { name, how: '', loadMs: null, answers: answers as PeerResult['answers'] }
}
