import { warningOf } from '../machine.ts'
import { QUESTION_NAMES, QUESTIONS } from '../peers/question.ts'
import type { PeerResults } from '../peers/peer.ts'
import { partsOf, rowsOf, type BenchResult, type MeasuredRow } from '../results.ts'
import type { Target } from '../targets.ts'
import { quantity, ratio, size, table } from './words.ts'

/**
 * The targets are for a million events and more. With fewer, the reference is too short to compare
 * with.
 */
const JUDGED_FROM = 1_000_000

/** Everything that was measured at one size, in Markdown: what missed its target comes first. */
export function speedTable(result: BenchResult): string {
  const rows = rowsOf(result)
  const best = bestPeers(result.parts.peers?.peers)
  return [
    conditions(result),
    ...(result.events < JUDGED_FROM
      ? ['Targets are for a million events, so nothing is judged here.']
      : [missed(rows, best)]),
    table(
      ['work', 'median', 'quartiles', 'n', 'of *parse*', 'at most', '', 'fastest other program'],
      rows.map((row) => cells(row, best.get(row.work), result.events >= JUDGED_FROM)),
      'lrrrrrll',
    ),
  ].join('\n\n')
}

interface BestPeer {
  readonly name: string
  readonly ms: number
}

/** The machine, the reference, and how much they can be trusted. */
function conditions(result: BenchResult): string {
  const { events, cores, node } = result
  const parts = partsOf(result)
  const { parse } = parts[0]!
  const atEnd = parse.atEndMs === undefined ? '' : `, and ${quantity(parse.atEndMs, 'ms')} when the run ended`
  const others = Math.max(...parts.map(({ coresOfOthers }) => coresOfOthers))
  return (
    `${size(events)} events, ${Math.round(parse.bytes / 1e6).toLocaleString('en')} MB of JSON, ${cores} cores, Node ${node}; ` +
    `*parse* = gunzip + JSON.parse in one thread = ${quantity(parse.ms, 'ms')} ` +
    `(${quantity(parse.low, 'ms')} – ${quantity(parse.high, 'ms')}${atEnd}). ${warningOf(others)}`.trim()
  )
}

/** A line for each target that was missed, and for each row in which another program is faster. */
function missed(rows: readonly MeasuredRow[], best: ReadonlyMap<string, BestPeer>): string {
  const judged = rows.filter(({ target }) => target)
  const misses = judged.filter((row) => !isMet(row, row.target!))
  const slower = rows.filter(({ work, value }) => (best.get(work)?.ms ?? Infinity) < value)
  const lines = [
    ...misses.map((row) => [
      row.work,
      quantity(row.value, row.unit),
      targetText(row.target!, row),
      `× ${(measuredAs(row, row.target!) / row.target!.most).toFixed(2)}`,
    ]),
    ...slower.map((row) => {
      const { name, ms } = best.get(row.work)!
      return [
        row.work,
        quantity(row.value, row.unit),
        `${name}: ${quantity(ms, 'ms')}`,
        ratio(row.value / ms),
      ]
    }),
  ]
  if (lines.length === 0) return `All ${judged.length} targets are met, and no other program is faster.`
  return `${misses.length} of ${judged.length} targets are missed:\n\n${table(['missed', 'median', 'at most', 'of that'], lines, 'lrrr')}`
}

function cells(row: MeasuredRow, best: BestPeer | undefined, isJudged: boolean): readonly string[] {
  const { work, unit, value, low, high, times, ofBarePage, target } = row
  const verdict = !isJudged || !target ? '' : isMet(row, target) ? 'met' : '**missed**'
  const ofPage = ofBarePage === undefined ? '' : `${ofBarePage.toFixed(2)} bare pages`
  return [
    work,
    quantity(value, unit),
    low === undefined ? '' : `${quantity(low, unit)} – ${quantity(high!, unit)}`,
    String(times),
    unit === 'ms' ? ratio(value / row.parseMs) : '',
    target ? targetText(target, row) : '',
    [verdict, ofPage].filter((text) => text !== '').join(', '),
    best ? `${best.name} ${quantity(best.ms, 'ms')}: ${ratio(value / best.ms)} of that` : '',
  ]
}

function isMet(row: MeasuredRow, target: Target): boolean {
  return measuredAs(row, target) <= target.most
}

/** The value as the target counts it. */
function measuredAs({ value, parseMs, ofBarePage }: MeasuredRow, { of }: Target): number {
  if (of === 'parse') return value / parseMs
  return of === 'bare page' ? (ofBarePage ?? NaN) : value
}

function targetText({ most, of }: Target, { unit }: MeasuredRow): string {
  if (of === 'value') return quantity(most, unit)
  return of === 'parse' ? `${ratio(most)} of *parse*` : `${most} bare pages`
}

/** The fastest of the other programs that gave the same answers, by the name of the row. */
function bestPeers(results: PeerResults | undefined): ReadonlyMap<string, BestPeer> {
  const best = new Map<string, BestPeer>()
  const take = (work: string, name: string, ms: number) => {
    if (ms < (best.get(work)?.ms ?? Infinity)) best.set(work, { name, ms })
  }
  for (const { name, loadMs, answers } of results?.peers ?? []) {
    if (loadMs !== null) take(QUESTIONS.load, name, loadMs)
    for (const question of QUESTION_NAMES) {
      const { median, different } = answers[question]
      if (different === 0) take(QUESTIONS[question], name, median)
    }
  }
  return best
}
