import type { OpenedConsole } from './open.ts'

/** Loads the log files of the command line and tells the terminal how it goes. */
export async function reportLoading(opened: OpenedConsole): Promise<void> {
  let lastLine = ''
  let lastTenth = 0
  const progress = () => {
    const { status } = opened.loader
    if (!status || status.files === 0) return
    const done = status.bytes === 0 ? 1 : status.bytesDone / status.bytes
    const line = `Loading: ${count(status.filesDone)} of ${count(status.files)} log files, ${Math.floor(done * 100)} %`
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
    const { files, known, records, added, duplicates, problems } = summary
    console.error(
      `Loaded ${count(files - known)} log files${known > 0 ? ` (${count(known)} more were loaded before)` : ''}: ` +
        `${count(records)} records, ${count(added)} new events, ${count(duplicates)} duplicates, ${count(problems)} problems.`,
    )
    if (files === 0)
      console.error('There is no file under the given paths. Give the folder that holds the log files.')
    else if (records === 0 && known === 0)
      console.error('No CloudTrail record was found. The load report says what the files are instead.')
    if (problems > 0) console.error('The load report in the console names each problem.')
  } catch (error) {
    console.error(
      `Loading stopped: ${(error as Error).message.split('\n')[0]}. What was loaded is kept; start again to load the rest.`,
    )
  }
}

function count(number: number): string {
  return number.toLocaleString('en')
}
