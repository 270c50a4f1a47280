import { countOf, formatCount } from '../../ui/numbers.ts'
import type { BatchOutcome, CanceledFile } from './useLogFileBatches.ts'

const SHOWN_NAMES = 3

/** The files by name, up to three, and how many more there are. */
export function fileNames(names: readonly string[]): string {
  const more = names.length - SHOWN_NAMES
  const shown = names.slice(0, SHOWN_NAMES).join(', ')
  return more > 0 ? `${shown} and ${formatCount(more)} more` : shown
}

/**
 * How many log files were loaded, with their records; how many were skipped; and how many could not
 * be sent or were rejected.
 */
export function loadSummary(outcome: Pick<BatchOutcome, 'reports'> & Partial<BatchOutcome>): string {
  const { reports, failures = [], isCanceled = false, notSent = 0 } = outcome
  const skipped = reports.filter((report) => report.outcome === 'skipped')
  const loaded = reports.length - skipped.length
  const sum = (of: 'records' | 'added' | 'duplicates' | 'salvaged' | 'leftOut' | 'conflicts') =>
    reports.reduce((total, report) => total + report[of], 0)
  const ifAny = (number: number, said: string) => (number > 0 ? [said] : [])
  return [
    ...(isCanceled ? ['Loading canceled'] : []),
    ...(loaded > 0
      ? [
          [
            `Loaded ${countOf(loaded, 'log file')}: ${countOf(sum('records'), 'record')}`,
            ...ifAny(sum('salvaged'), `${formatCount(sum('salvaged'))} salvaged`),
            ...ifAny(sum('leftOut'), `${formatCount(sum('leftOut'))} left out`),
            `${formatCount(sum('added'))} added`,
            countOf(sum('duplicates'), 'duplicate'),
            ...ifAny(sum('conflicts'), countOf(sum('conflicts'), 'conflict')),
          ].join(', '),
        ]
      : []),
    ...(skipped.length > 0 ? [`${countOf(skipped.length, 'file')} skipped`] : []),
    ...(failures.length > 0 ? [`${countOf(failures.length, 'file')} could not be loaded`] : []),
    ...(notSent > 0 ? [`${countOf(notSent, 'file')} not sent`] : []),
  ].join('. ')
}

/** What went wrong, file by file. */
export function problemsOf({ reports, failures, canceled, notSent }: BatchOutcome): readonly string[] {
  return [
    ...(canceled ? [whatIsKept(canceled)] : []),
    ...failures.map(({ logFile, reason }) => `${logFile}: ${reason}`),
    ...reports.flatMap(({ logFile, problems }) =>
      problems.map(
        ({ position, reason }) => `${logFile}${position === null ? '' : `, ${position}`}: ${reason}`,
      ),
    ),
    ...(notSent > 0 ? ['Load the remaining files again.'] : []),
  ]
}

function whatIsKept({ logFile, records }: CanceledFile): string {
  if (records === null) return `${logFile}: records that were already loaded are kept.`
  if (records === 0) return `${logFile}: no records were loaded.`
  const them = records === 1 ? 'it' : 'them'
  return `${logFile}: ${countOf(records, 'record')} loaded so far. To discard ${them}, remove the log file in the import report.`
}
