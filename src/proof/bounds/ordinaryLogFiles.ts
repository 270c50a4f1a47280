import { generateLogFiles } from '../../bench/log-files/generateLogFiles.ts'

const EVENTS = 20_000

/** What an ordinary trail leaves. */
export async function ordinaryLogFiles(folder: string): Promise<void> {
  await generateLogFiles(folder, EVENTS)
}
