import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { whyNotRead } from '../../sources/whyNotRead.ts'
import { callerFolder } from '../callerFolder.ts'
import { OptionsError } from '../optionsError.ts'
import { printable } from '../printable.ts'
import { readPublicKey } from './evidenceKey.ts'
import { verifyBundle, type BundleVerdict } from './verifyBundle.ts'

/**
 * `npm start -- verify BUNDLE`: prints whether a bundle is intact, and what is not. Resolves with the exit status. Throws
 * an OptionsError or a KeyFileError.
 */
export async function verify(argv: readonly string[]): Promise<0 | 1> {
  const { bundle, keyFile } = parseVerify(argv)
  const publicKey =
    keyFile === null ? null : readPublicKey(resolve(callerFolder(), keyFile), `--public-key ${keyFile}`)
  const verdict = await verifyBundle(resolve(callerFolder(), bundle), publicKey).catch((error: unknown) => {
    throw new OptionsError(`${bundle} cannot be read: ${whyNotRead(error)}.`)
  })
  for (const line of linesOf(bundle, verdict, publicKey !== null)) console.log(printable(line))
  return verdict.faults.length === 0 ? 0 : 1
}

function parseVerify(argv: readonly string[]) {
  const usage = 'Use: npm start -- verify BUNDLE [--public-key FILE]'
  try {
    const { values, positionals } = parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: { 'public-key': { type: 'string' } },
    })
    const [bundle, ...more] = positionals
    if (bundle !== undefined && more.length === 0) return { bundle, keyFile: values['public-key'] ?? null }
  } catch (error) {
    throw new OptionsError(`${(error as Error).message.split('. ')[0]}. ${usage}`)
  }
  throw new OptionsError(`verify checks one bundle. ${usage}`)
}

function linesOf(bundle: string, verdict: BundleVerdict, hasKey: boolean): readonly string[] {
  const { faults, manifest, manifestSha256, sealedBy } = verdict
  const hash = manifestSha256 === null ? [] : [`SHA-256 of its manifest: ${manifestSha256}`]
  if (faults.length > 0)
    return [
      `${bundle} is not intact: ${faults.length} ${faults.length === 1 ? 'fault' : 'faults'}.`,
      ...faults.map(({ part, reason }) => `- ${part}: ${reason}`),
      ...hash,
    ]
  const { events, parts, createdAt, tool } = manifest!
  return [
    `${bundle} is intact: ${events} ${events === 1 ? 'event' : 'events'} and ${parts.length - 1} more parts, every byte as ${tool.name} ${tool.version} wrote it at ${createdAt}.`,
    ...hash,
    sealOf(sealedBy, hasKey),
  ]
}

/** What it proves, and what not. */
function sealOf(sealedBy: string | null, hasKey: boolean): string {
  if (sealedBy === null)
    return 'It has no seal: nothing in it was damaged, but this does not prove that nobody made it again. Compare the SHA-256 with the one that was shown when it was downloaded.'
  return hasKey
    ? `It was sealed with the given key, ${sealedBy}.`
    : `It was sealed with the key ${sealedBy}. Check with --public-key, or by this fingerprint, whose key that is.`
}
