import { generateLogFiles } from '../../bench/log-files/generateLogFiles.ts'

const EVENTS = 20_000

/** The log files of an ordinary trail. */
export async function ordinaryLogFiles(folder: string): Promise<void> {
  await generateLogFiles(folder, EVENTS)
}
