import { readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { AccountState } from '../../aws/accountState.ts'

/**
 * Removes the contents that nothing in the account refers to any more: those of deleted objects, and
 * of calls that failed. Only while no call is running, since a call keeps contents before it is saved.
 */
export async function removeUnusedContents(folder: string, state: AccountState): Promise<void> {
  const names = await readdir(folder).catch(() => [])
  if (names.length === 0) return
  // Functions and parts of uploads name theirs in the state.
  const used = new Set(JSON.stringify(state).match(/[\da-f]{64}/g))
  for (const { objects } of Object.values(state.s3.buckets))
    for (const { parts } of objects.sorted)
      for (const { content } of parts) if (typeof content === 'string') used.add(content)
  for (const name of names) if (!used.has(name)) await rm(join(folder, name), { force: true })
}
