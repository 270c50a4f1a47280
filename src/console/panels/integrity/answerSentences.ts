import type { ValidationResponse } from '../../../api/integrity.ts'
import { countOf, formatCount } from '../../ui/numbers.ts'

/** The answer to: is it untouched, and is it all of it? */
export interface Answer {
  readonly type: 'success' | 'warning' | 'error' | 'info'
  readonly text: string
}

/** In one or two sentences, with the numbers of the last validation that was done. */
export function answerOf({ doneAt, logFiles, digests, gaps, hasProblems }: ValidationResponse): Answer {
  if (doneAt === null) return { type: 'info', text: 'The log files have not been validated yet.' }
  const { total, byVerdict } = logFiles
  if (total === 0 && digests.total === 0)
    return { type: 'info', text: 'There are no log files and no digest files to validate.' }
  const valid = byVerdict.valid ?? 0
  const wrong = (byVerdict.modified ?? 0) + (byVerdict.missing ?? 0) + (byVerdict.moved ?? 0)
  const uncovered = byVerdict['not-covered'] ?? 0
  if (digests.total === 0)
    return {
      type: 'warning',
      text: `Nothing can be said of ${countOf(total, 'log file')}: there are no digest files.`,
    }
  const unsigned = (digests.byVerdict['not-verified'] ?? 0) + (digests.byVerdict['unknown-key'] ?? 0)
  const isUnsigned = unsigned === digests.total
  const text = [
    isUnsigned
      ? `${formatCount(valid)} of ${countOf(total, 'log file')} ${total === 1 ? 'has' : 'have'} the hash that a digest file names; no signature was verified.`
      : `${formatCount(valid)} of ${countOf(total, 'log file')} ${total === 1 ? 'is' : 'are'} valid.`,
    ...wrongSentences(byVerdict),
    ...(uncovered > 0
      ? [`No digest file names ${uncovered === 1 ? '1 of them' : `${formatCount(uncovered)} of them`}.`]
      : []),
    ...(gaps.length > 0 ? [`${times(gaps.length)} no digest file.`] : []),
  ].join(' ')
  return { type: hasProblems || wrong > 0 ? 'error' : isLimited(uncovered, gaps.length, isUnsigned), text }
}

const isLimited = (uncovered: number, gaps: number, isUnsigned: boolean): 'warning' | 'success' =>
  uncovered > 0 || gaps > 0 || isUnsigned ? 'warning' : 'success'

const times = (count: number): string =>
  count === 1 ? '1 stretch of time has' : `${formatCount(count)} stretches of time have`

function wrongSentences(byVerdict: ValidationResponse['logFiles']['byVerdict']): readonly string[] {
  const parts = (['modified', 'missing', 'moved'] as const).flatMap((verdict) => {
    const count = byVerdict[verdict] ?? 0
    return count === 0 ? [] : [`${formatCount(count)} ${count === 1 ? 'is' : 'are'} ${verdict}`]
  })
  if (parts.length === 0) return []
  const last = parts.at(-1)!
  return [`${parts.length === 1 ? last : `${parts.slice(0, -1).join(', ')} and ${last}`}.`]
}
