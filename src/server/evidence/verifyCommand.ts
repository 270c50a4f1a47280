import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { whyNotRead } from '../../sources/whyNotRead.ts'
import { publicKeysIn } from '../integrity/givenKeys.ts'
import { callerFolder } from '../callerFolder.ts'
import { OptionsError } from '../optionsError.ts'
import { printable } from '../printable.ts'
import { readPublicKey } from './evidenceKey.ts'
import { verdictLines } from './verdictLines.ts'
import { verifyBundle } from './verifyBundle.ts'

/**
 * `npm start -- verify BUNDLE`: prints whether a bundle is intact, what is not, and which log files its digest files
 * vouch for. Resolves with the exit status: 0 if it is intact and was verified with the keys that are given. Throws an
 * OptionsError, a KeyFileError or a SourceError.
 */
export async function verify(argv: readonly string[]): Promise<0 | 1> {
  const { bundle, keyFile, digestKeyFiles } = parseVerify(argv)
  const folder = callerFolder()
  const keys = {
    seal: keyFile === null ? null : readPublicKey(resolve(folder, keyFile), `--public-key ${keyFile}`),
    digests: digestKeyFiles.length === 0 ? null : await publicKeysIn(digestKeyFiles, folder),
  }
  const verdict = await verifyBundle(resolve(folder, bundle), keys).catch((error: unknown) => {
    throw new OptionsError(`${bundle} cannot be read: ${whyNotRead(error)}.`)
  })
  for (const line of verdictLines(bundle, verdict, keys)) console.log(printable(line))
  const { faults, digests } = verdict
  return faults.length === 0 && !digests?.ofOtherKeys ? 0 : 1
}

function parseVerify(argv: readonly string[]) {
  const usage = 'Use: npm start -- verify BUNDLE [--public-key FILE] [--public-keys FILE]'
  try {
    const { values, positionals } = parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: { 'public-key': { type: 'string' }, 'public-keys': { type: 'string', multiple: true } },
    })
    const [bundle, ...more] = positionals
    const { 'public-key': keyFile = null, 'public-keys': digestKeyFiles = [] } = values
    if (bundle !== undefined && more.length === 0) return { bundle, keyFile, digestKeyFiles }
  } catch (error) {
    throw new OptionsError(`${(error as Error).message.split('. ')[0]}. ${usage}`)
  }
  throw new OptionsError(`verify checks one bundle. ${usage}`)
}
