import type { LoadSummary } from './loading/loadSummary.ts'
import type { OpenedConsole } from './open.ts'
import { printable } from './printable.ts'

/** Loads the log files of the command line and prints progress to the terminal. */
export async function reportLoading(opened: OpenedConsole): Promise<void> {
  let lastLine = ''
  let lastTenth = 0
  let lastWaiting: string | null = null
  const sayWaiting = (sentence: string | null) => {
    if (sentence !== null && sentence !== lastWaiting)
      console.error(`${process.stderr.isTTY && lastLine ? '\n' : ''}${printable(sentence)}`)
    lastWaiting = sentence
  }
  const progress = () => {
    const { status } = opened.loader
    sayWaiting(status?.waiting ?? null)
    if (!status || status.files === 0) return
    const done = status.bytes === 0 ? 0 : status.bytesDone / status.bytes
    const howMuch =
      status.bytes === 0 ? `${Math.floor(status.bytesDone / 1e6)} MB` : `${Math.floor(done * 100)} %`
    const line = `Loading: ${status.filesDone.toLocaleString('en')} of ${count(status.files, 'log file')}, ${howMuch}`
    if (process.stderr.isTTY) {
      if (line !== lastLine) process.stderr.write(`\r${line}  `)
    } else if (Math.floor(done * 10) > lastTenth) {
      lastTenth = Math.floor(done * 10)
      console.error(line)
    }
    lastLine = line
  }
  try {
    const summary = await opened.load(progress)
    if (process.stderr.isTTY && lastLine) process.stderr.write('\n')
    if (!summary) return
    const { files, known, loaded, skipped, digestFiles, failed, records, problems, firstProblems } = summary
    console.error(
      `Loaded ${count(loaded, 'log file')}` +
        (known > 0 ? ` (${count(known, 'more')} loaded before)` : '') +
        (skipped > 0 ? `, ${count(skipped, 'file')} skipped` : '') +
        (failed > 0 ? `, ${count(failed, 'file')} not loaded` : '') +
        `: ${foundIn(summary)}.`,
    )
    if (digestFiles > 0)
      console.error(
        `${count(digestFiles, 'digest file')}: used to validate the log files, not loaded as events.`,
      )
    for (const { logFile, position, reason } of firstProblems) {
      console.error(printable(`  ${logFile}${position === null ? '' : `, ${position}`}: ${reason}`))
    }
    if (problems > firstProblems.length) {
      console.error(
        `  and ${count(problems - firstProblems.length, 'more')}. The import report in the console lists them all.`,
      )
    }
    if (files === 0 && failed === 0)
      console.error(
        'No files found in the given paths. Give the folder that contains the log files, or choose other days, accounts or Regions.',
      )
    else if (records === 0 && known === 0)
      console.error(
        `No CloudTrail records found.${problems > firstProblems.length ? ' The import report in the console shows why.' : ''}`,
      )
  } catch (error) {
    console.error(printable((error as Error).message))
  }
}

/** The records, and what was found besides, if anything was. */
function foundIn(summary: LoadSummary): string {
  const { records, salvaged, leftOut, added, duplicates, conflicts, problems } = summary
  return [
    count(records, 'record') + (salvaged > 0 ? ` (${salvaged.toLocaleString('en')} behind a break)` : ''),
    ...(leftOut > 0 ? [`${count(leftOut, 'record')} left out`] : []),
    count(added, 'new event'),
    count(duplicates, 'duplicate'),
    ...(conflicts > 0 ? [count(conflicts, 'conflict')] : []),
    count(problems, 'problem'),
  ].join(', ')
}

/** `1 record`, `2,900 records`; `more` has no plural. */
function count(number: number, noun: string): string {
  return `${number.toLocaleString('en')} ${noun}${number === 1 || noun === 'more' ? '' : 's'}`
}
