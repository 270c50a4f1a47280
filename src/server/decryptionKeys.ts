import { readdir, readFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { WrappingKeysError, readKeys, type WrappingKey } from '../encryption/wrappingKey.ts'
import { whyNotRead } from '../sources/whyNotRead.ts'
import { callerFolder } from './callerFolder.ts'
import { OptionsError } from './optionsError.ts'

/** The keys of simulated accounts in the data folder: account/savedAccountState.ts. */
const OWN = /^account-\d+\.keys\.json$/

/**
 * The keys for encrypted log files: of the files that were given, and of the simulated accounts in
 * the data folder. Throws an OptionsError.
 */
export async function decryptionKeys(
  files: readonly string[],
  folder: string | null,
): Promise<readonly WrappingKey[]> {
  const given = await Promise.all(files.map(keysOfOption))
  const names = folder === null ? [] : await readdir(folder).catch(() => [])
  const own = names.filter((name) => OWN.test(name)).map((name) => keysIfAny(join(folder!, name)))
  return [...given, ...(await Promise.all(own))].flat()
}

async function keysOfOption(file: string): Promise<readonly WrappingKey[]> {
  try {
    return readKeys(await readFile(resolve(callerFolder(), file), 'utf8'))
  } catch (error) {
    const reason = error instanceof WrappingKeysError ? error.message : whyNotRead(error)
    throw new OptionsError(`--decryption-key ${file} cannot be used: ${reason}.`)
  }
}

/** Without them, each file that needs one says so. */
const keysIfAny = async (path: string): Promise<readonly WrappingKey[]> =>
  readFile(path, 'utf8')
    .then(readKeys)
    .catch(() => [])
