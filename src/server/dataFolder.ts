import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { ConsoleOptions } from './options.ts'

/** Where the person stands who said the paths: npm goes to the project's folder before it starts anything. */
export function callerFolder(): string {
  return (process.env['npm_lifecycle_event'] && process.env['INIT_CWD']) || process.cwd()
}

/**
 * Where the event data store lives; null in memory. Unless it is given, in the project's folder, from wherever the console is started.
 */
export function dataFolder({ dataFolder: given, isDataFolderGiven }: ConsoleOptions): string | null {
  if (given === null) return null
  return isDataFolderGiven
    ? resolve(callerFolder(), given)
    : join(dirname(fileURLToPath(import.meta.url)), '../..', given)
}
