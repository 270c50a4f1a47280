import type { PeerResult, PeerResults, PeerTiming } from '../peers/peer.ts'
import { QUESTION_NAMES, QUESTIONS } from '../peers/question.ts'
import { rowsOf, type BenchResult } from '../results.ts'
import { quantity, size, table } from './words.ts'

/** What this console and other programs took for the same, in Markdown. */
export function peersTable(result: BenchResult): string {
  const measured = result.parts.peers?.peers
  if (!measured) return 'Other programs were not measured.'
  if (measured.peers.length === 0) return measured.leftOut.join('\n')
  const asked = [measured.console, ...measured.peers]
  const load = rowsOf(result).find(({ work }) => work === QUESTIONS.load)
  const loads = [
    load ? quantity(load.value, 'ms') : '',
    ...measured.peers.map(({ loadMs }) => (loadMs === null ? '–' : quantity(loadMs, 'ms'))),
  ]
  const rows = QUESTION_NAMES.map((question) => [
    QUESTIONS[question],
    ...asked.map(({ answers }) => timing(answers[question])),
  ])
  return [
    `${size(result.events)} events; median ± half the distance of the quartiles.`,
    table(
      ['', ...asked.map(({ name }) => name)],
      [[QUESTIONS.load, ...loads], ...rows],
      `l${'r'.repeat(asked.length)}`,
    ),
    [agreement(measured), ...measured.peers.map(note), ...measured.leftOut]
      .map((line) => `- ${line}`)
      .join('\n'),
  ].join('\n\n')
}

function timing({ median, low, high, times, different }: PeerTiming): string {
  const spread = times > 1 ? ` ± ${Math.round(((high - low) / 2 / median) * 100)} %` : ''
  return `${quantity(median, 'ms')}${spread}${different === 0 ? '' : ' **(another answer)**'}`
}

function agreement({ peers }: PeerResults): string {
  const answers = peers.flatMap((peer) => QUESTION_NAMES.map((question) => peer.answers[question]))
  const different = answers.reduce((sum, one) => sum + one.different, 0)
  const all = answers.reduce((sum, one) => sum + one.times, 0)
  return different === 0
    ? `All ${all} answers of the other programs were those of this console: counts, times and records.`
    : `${different} of ${all} answers of the other programs were not those of this console.`
}

function note({ name, how, loadMs, answers }: PeerResult): string {
  const times = QUESTION_NAMES.map((question) => answers[question].times)
  const reading = loadMs === null ? ' It loads nothing.' : ''
  const [fewest, most] = [Math.min(...times), Math.max(...times)]
  const counted = fewest === most ? String(most) : `${fewest} to ${most}`
  return `${name}: ${how}${reading} Each median is of ${counted} times.`
}
