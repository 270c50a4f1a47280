import { existsSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { dirname } from 'node:path'

/**
 * Makes a folder and its missing parents. The topmost missing one is made by itself: Node's
 * recursive mkdir loops forever where a folder exists but accepts no folder, such as /proc.
 */
export async function makeFolder(folder: string): Promise<void> {
  let topmost = folder
  while (!existsSync(dirname(topmost)) && dirname(topmost) !== topmost) topmost = dirname(topmost)
  try {
    if (!existsSync(topmost)) await mkdir(topmost)
  } catch (error) {
    // Another process made it first.
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  }
  await mkdir(folder, { recursive: true })
}
