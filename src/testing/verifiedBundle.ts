import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { vi } from 'vitest'
import { verify } from '../server/evidence/verifyCommand.ts'

/**
 * The exit status of `npm start -- verify`, and what it prints but for the bundle's path, what the first line says
 * besides, the SHA-256 of the manifest and the seal.
 */
export async function verifiedBundle(
  folder: string,
  bundle: Buffer,
  ...options: readonly string[]
): Promise<{ readonly status: number; readonly lines: readonly string[] }> {
  const path = join(folder, 'bundle.zip')
  await writeFile(path, bundle)
  const log = vi.spyOn(console, 'log').mockImplementation(() => {})
  try {
    const status = await verify([path, ...options])
    const [first = '', ...lines] = log.mock.calls.flat() as readonly string[]
    return first.startsWith(`${path} is intact: `)
      ? { status, lines: ['is intact', ...lines.slice(0, -2)] }
      : { status, lines: ['is not intact', ...lines.slice(0, -1)] }
  } finally {
    log.mockRestore()
  }
}
