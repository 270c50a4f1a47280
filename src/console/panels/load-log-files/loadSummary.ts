import { countOf, formatCount } from '../../ui/numbers.ts'
import type { BatchOutcome } from './useLogFileBatches.ts'

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
export function loadSummary({ reports, failures, isCanceled }: BatchOutcome): string {
  const skipped = reports.filter(({ outcome }) => outcome === 'skipped')
  const loaded = reports.length - skipped.length
  const sum = (of: 'records' | 'added' | 'duplicates') =>
    reports.reduce((total, report) => total + report[of], 0)
  const parts = [
    ...(loaded > 0
      ? [
          `Loaded ${countOf(loaded, 'log file')}: ${countOf(sum('records'), 'record')}, ${formatCount(sum('added'))} added, ${countOf(sum('duplicates'), 'duplicate')}`,
        ]
      : []),
    ...(skipped.length > 0 ? [`${countOf(skipped.length, 'file')} skipped`] : []),
    ...(failures.length > 0 ? [`${countOf(failures.length, 'file')} could not be loaded`] : []),
  ]
  return [...(isCanceled ? ['Loading canceled'] : []), ...parts].join('. ')
}

/** What went wrong, file by file. */
export function problemsOf({ reports, failures, isCanceled }: BatchOutcome): readonly string[] {
  return [
    ...(isCanceled ? ['Records that were already loaded are kept.'] : []),
    ...failures.map(({ logFile, reason }) => `${logFile}: ${reason}`),
    ...reports.flatMap(({ logFile, problems }) =>
      problems.map(
        ({ position, reason }) => `${logFile}${position === null ? '' : `, ${position}`}: ${reason}`,
      ),
    ),
  ]
}
