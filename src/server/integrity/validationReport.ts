import { digestName } from '../../integrity/judgeDigests.ts'
import { logFileName } from '../../integrity/judgeLogFiles.ts'
import { digestCounts, logFileCounts } from '../../integrity/validation.ts'
import type { Validation } from '../../integrity/validation.ts'
import { writeTime } from '../../cloudtrail/writeTime.ts'
import { printable } from '../printable.ts'

/** A validation as plain text: counts, what is not valid, and what cannot be told. */
export function validationReport(validation: Validation): string {
  const { digests, logFiles, gaps, limits, hasProblems } = validation
  const findings = [
    ...digests.map((each) => ({ ...each, kind: 'digest file', name: digestName(each) })),
    ...logFiles.map((each) => ({ ...each, kind: 'log file', name: logFileName(each) })),
  ]
  const wrong = findings.filter(({ isProblem }) => isProblem)
  const untold = findings.filter(
    ({ isProblem, verdict }) => !isProblem && (verdict === 'not-covered' || verdict === 'moved'),
  )
  return [
    countLine('Digest files', digestCounts(validation)),
    countLine('Log files', logFileCounts(validation)),
    ...section(
      'Not valid:',
      table([
        ...wrong.map(({ kind, verdict, name, reason }) => [kind, inWords(verdict), name, reason ?? '']),
        ...gaps.filter(({ isProblem }) => isProblem).map(gapRow),
      ]),
    ),
    ...section(
      'Cannot be told:',
      table([
        ...untold
          .slice(0, MOST_UNTOLD)
          .map(({ kind, verdict, name, reason }) => [kind, inWords(verdict), name, reason ?? '']),
        ...gaps.filter(({ isProblem }) => !isProblem).map(gapRow),
      ]),
      [
        ...(untold.length > MOST_UNTOLD
          ? [`and ${(untold.length - MOST_UNTOLD).toLocaleString('en')} more log files`]
          : []),
        ...limits,
      ],
    ),
    '',
    conclusionOf(validation, hasProblems),
  ]
    .map(printable)
    .join('\n')
}

/** Without digest files every log file is among them. */
const MOST_UNTOLD = 20

function conclusionOf({ digests }: Validation, hasProblems: boolean): string {
  if (hasProblems) return 'Something is not valid.'
  return digests.length === 0 ? 'Nothing could be validated.' : 'All that can be told is valid.'
}

const inWords = (verdict: string): string => verdict.replaceAll('-', ' ')

/** `Log files     8: 7 valid, 1 missing` */
function countLine(title: string, counts: Readonly<Record<string, number>>): string {
  const some = Object.entries(counts).filter(([, count]) => count > 0)
  const total = some.reduce((sum, [, count]) => sum + count, 0)
  const each = some.map(([verdict, count]) => `${count.toLocaleString('en')} ${inWords(verdict)}`)
  return `${title.padEnd(13)}${total.toLocaleString('en')}${each.length > 0 ? `: ${each.join(', ')}` : ''}`
}

function gapRow({
  accountId,
  region,
  startMs,
  endMs,
  reason,
}: Validation['gaps'][number]): readonly string[] {
  return ['time', 'gap', `${writeTime(startMs)} to ${writeTime(endMs)}, ${accountId} ${region}`, reason]
}

/** Columns one under the other; the last one, a sentence, stands in a line of its own. */
function table(rows: readonly (readonly string[])[]): readonly string[] {
  const widths = [0, 1].map((column) => Math.max(0, ...rows.map((row) => row[column]!.length)))
  return rows.flatMap(([kind, verdict, name, reason]) => [
    `  ${kind!.padEnd(widths[0]!)}  ${verdict!.padEnd(widths[1]!)}  ${name}`,
    ...(reason === '' ? [] : [`  ${' '.repeat(widths[0]! + widths[1]! + 4)}${reason}`]),
  ])
}

function section(
  title: string,
  rows: readonly string[],
  sentences: readonly string[] = [],
): readonly string[] {
  const lines = [...rows, ...sentences.map((sentence) => `  ${sentence}`)]
  return lines.length === 0 ? [] : ['', title, ...lines]
}
