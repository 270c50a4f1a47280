import { dirname, join, resolve, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { callerFolder } from './callerFolder.ts'
import type { ConsoleOptions } from './options.ts'

/**
 * The folder of the event data store; null for one in memory. By default it is in the project's
 * folder, wherever the console is started from. An installed package may be replaced at any time, so
 * its default is in the folder that it is started from.
 */
export function dataFolder(
  { dataFolder: given, isDataFolderGiven }: ConsoleOptions,
  program = dirname(fileURLToPath(import.meta.url)),
): string | null {
  if (given === null) return null
  const isInstalled = program.split(sep).includes('node_modules')
  return isDataFolderGiven || isInstalled ? resolve(callerFolder(), given) : join(program, '../..', given)
}
