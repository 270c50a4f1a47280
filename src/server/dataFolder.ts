import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { callerFolder } from './callerFolder.ts'
import type { ConsoleOptions } from './options.ts'

/**
 * Where the event data store lives; null in memory. Unless it is given, in the project's folder, from wherever the console is started.
 */
export function dataFolder({ dataFolder: given, isDataFolderGiven }: ConsoleOptions): string | null {
  if (given === null) return null
  return isDataFolderGiven
    ? resolve(callerFolder(), given)
    : join(dirname(fileURLToPath(import.meta.url)), '../..', given)
}
