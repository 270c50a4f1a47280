import type { DigestReport, Unvouched } from './digestTally.ts'
import type { BundleVerdict, GivenKeys } from './verifyBundle.ts'

/** What is printed of a verdict, line by line. `bundle`: as it was given. */
export function verdictLines(bundle: string, verdict: BundleVerdict, keys: GivenKeys): readonly string[] {
  const { faults, manifest, manifestSha256, sealedBy, digests } = verdict
  const hash = manifestSha256 === null ? [] : [`SHA-256 of its manifest: ${manifestSha256}`]
  if (faults.length > 0)
    return [
      `${bundle} is not intact: ${counted(faults.length, 'fault')}.`,
      ...listed(faults.map(({ part, reason }) => `${part}: ${reason}`)),
      ...hash,
    ]
  const { events, logFiles, parts, createdAt, tool } = manifest!
  return [
    `${bundle} is intact: ${counted(events, 'event')} and ${parts.length - 1} more parts, every byte as ${tool.name} ${tool.version} wrote it at ${createdAt}.`,
    ...digestLines(digests!, logFiles, keys.digests !== null),
    ...hash,
    sealLine(sealedBy, keys.seal !== null),
  ]
}

function digestLines(report: DigestReport, logFiles: number, areKeysGiven: boolean): readonly string[] {
  const { digests, vouched, unvouched, notes } = report
  const others = Object.entries(unvouched).flatMap(([why, count]) =>
    count === 0 ? [] : [`${count} ${UNVOUCHED[why as Unvouched]}`],
  )
  if (digests === 0)
    return [`It has no digest files. Log files: ${others.join(', ') || 'none'}.`, ...listed(notes)]
  const not = others.length === 0 ? '' : ` Not for: ${others.join(', ')}.`
  return [
    `Digest files vouch for ${vouched} of ${counted(logFiles, 'log file')}.${not}`,
    ...listed(notes),
    signatureLine(report, areKeysGiven),
  ]
}

/** After a number. */
const UNVOUCHED: Readonly<Record<Unvouched, string>> = {
  modified: 'modified',
  'not-named': 'that no digest file names',
  'not-verified': 'whose digest file could not be verified',
  'not-inside': 'whose digest file is not in the bundle',
  'not-validated': 'without a validation',
}

function signatureLine({ digests, signed, ofOtherKeys }: DigestReport, areKeysGiven: boolean): string {
  const verified = `The signatures of ${signed} of ${counted(digests, 'digest file')} were verified with the public keys`
  if (!areKeysGiven)
    return `${verified} in the bundle. Give --public-keys FILE to verify them with those that you have from AWS.`
  return ofOtherKeys === 0
    ? `${verified} that were given.`
    : `${verified} that were given. ${ofOtherKeys} more had been verified when the bundle was made, with keys that are not among these.`
}

/** What it proves, and what not. */
function sealLine(sealedBy: string | null, hasKey: boolean): string {
  if (sealedBy === null)
    return 'It has no seal: nothing in it was damaged, but this does not prove that nobody made it again. Compare the SHA-256 with the one that was shown when it was downloaded.'
  return hasKey
    ? `It was sealed with the given key, ${sealedBy}.`
    : `It was sealed with the key ${sealedBy}. Check with --public-key, or by this fingerprint, whose key that is.`
}

const MOST_LISTED = 20

function listed(sentences: readonly string[]): readonly string[] {
  const more = sentences.length - MOST_LISTED
  const lines = sentences.slice(0, MOST_LISTED).map((sentence) => `- ${sentence}`)
  return more > 0 ? [...lines, `- and ${more} more`] : lines
}

const counted = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`
