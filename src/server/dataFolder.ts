import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { callerFolder } from './callerFolder.ts'
import type { ConsoleOptions } from './options.ts'

/**
 * The folder of the event data store; null for one in memory. By default it is in the project's
 * folder, wherever the console is started from.
 */
export function dataFolder({ dataFolder: given, isDataFolderGiven }: ConsoleOptions): string | null {
  if (given === null) return null
  return isDataFolderGiven
    ? resolve(callerFolder(), given)
    : join(dirname(fileURLToPath(import.meta.url)), '../..', given)
}
