import { readFile, stat } from 'node:fs/promises'
import { resolve } from 'node:path'
import type { FoundFile } from '../../integrity/foundFile.ts'
import { readPublicKeys, type PublicKeys } from '../../integrity/publicKeys.ts'
import { SourceError } from '../../sources/sourceError.ts'
import { whyNotRead } from '../../sources/whyNotRead.ts'
import { publicKeysOfProfile } from './keysOfProfile.ts'

/** The public keys in files, each in any form. Throws a SourceError if one cannot be read or has none. */
export async function publicKeysIn(paths: readonly string[], folder: string): Promise<PublicKeys> {
  const each = await Promise.all(paths.map((path) => keysIn(path, resolve(folder, path))))
  return new Map(each.flatMap((keys) => [...keys]))
}

export interface GivenPublicKeys {
  readonly paths: readonly string[]
  /** The profile by whose credentials CloudTrail is asked for them; null without. */
  readonly profile: string | null
  readonly endpointURL: string | null
}

/**
 * Where the public keys come from that options name. Files are read at once; CloudTrail is asked
 * when it is known of which Regions and times the digest files are.
 */
export async function givenPublicKeys(
  { paths, profile, endpointURL }: GivenPublicKeys,
  folder: string,
): Promise<(files: readonly FoundFile[]) => Promise<PublicKeys>> {
  const inFiles = await publicKeysIn(paths, folder)
  return async (files) =>
    profile === null
      ? inFiles
      : new Map([...inFiles, ...(await publicKeysOfProfile(profile, endpointURL, files))])
}

const MOST_BYTES = 16 * 1024 * 1024

async function keysIn(given: string, path: string): Promise<PublicKeys> {
  const keys = readPublicKeys(await textOf(given, path))
  if (keys.size > 0) return keys
  throw new SourceError(
    `--public-keys ${given} has no public key. Give the output of “aws cloudtrail list-public-keys”, or keys in PEM or Base64.`,
  )
}

async function textOf(given: string, path: string): Promise<string> {
  try {
    if ((await stat(path)).size <= MOST_BYTES) return await readFile(path, 'utf8')
  } catch (error) {
    throw new SourceError(`--public-keys ${given} cannot be read: ${whyNotRead(error)}.`)
  }
  throw new SourceError(`--public-keys ${given} is too large to be a file of public keys.`)
}
