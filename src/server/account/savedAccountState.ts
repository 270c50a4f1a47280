import { readFile } from 'node:fs/promises'
import type { SimulatedAccount } from '../../account/simulatedAccount.ts'
import { newAccountState, type AccountState } from '../../aws/accountState.ts'
import type { SavedState } from '../../aws/endpoint.ts'
import { copyAside, DISK, replaceFile, unreadable, unwritable } from '../kept/durableFile.ts'

/**
 * The state of the simulated account in a file of JSON; with `path` null in memory. A file that
 * cannot be read is copied aside, and the account is as it was at first.
 */
export async function openAccountState(path: string | null, account: SimulatedAccount): Promise<SavedState> {
  let saved = await read(path)
  const parse = (): AccountState => ({
    // What a newer version of the console adds begins as in a new account.
    ...newAccountState(account),
    ...(saved === null ? {} : (JSON.parse(saved) as Partial<AccountState>)),
  })
  let current: AccountState
  try {
    current = parse()
  } catch {
    console.error(
      `The simulated account's state cannot be read, so the account is as it was at first. The file was copied to ${await copyAside(path!)}.`,
    )
    saved = null
    current = parse()
  }
  return {
    get current() {
      return current
    },
    save: async () => {
      const text = JSON.stringify(current)
      if (path !== null)
        await replaceFile(DISK, path, text).catch((error: unknown) => {
          throw unwritable(path, error)
        })
      saved = text
    },
    restore: () => {
      current = parse()
    },
  }
}

async function read(path: string | null): Promise<string | null> {
  if (path === null) return null
  return readFile(path, 'utf8').catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw unreadable(path, error)
  })
}
