import { existsSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { dirname } from 'node:path'

/**
 * Makes a folder and those above it that are missing. The topmost of them is tried by itself: Node's recursive way goes round for ever
 * where a folder is there and takes none, as /proc does.
 */
export async function makeFolder(folder: string): Promise<void> {
  let topmost = folder
  while (!existsSync(dirname(topmost)) && dirname(topmost) !== topmost) topmost = dirname(topmost)
  try {
    if (!existsSync(topmost)) await mkdir(topmost)
  } catch (error) {
    // Another process was quicker.
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  }
  await mkdir(folder, { recursive: true })
}
