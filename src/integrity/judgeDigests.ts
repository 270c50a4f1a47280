import type { DigestVerdict } from '../cloudtrail/integrity.ts'
import { readDigestKey, type DigestKey } from '../cloudtrail/logFileKey.ts'
import { stringToSign, type DigestFile } from './digestFile.ts'
import type { FoundFile } from './foundFile.ts'
import { placeOfDigest, previousPlace, writePlace, type Place } from './place.ts'
import { isAt, Places } from './places.ts'
import { isSignatureOf, type PublicKeys } from './publicKeys.ts'

export interface JudgedDigest {
  readonly verdict: DigestVerdict
  readonly isProblem: boolean
  readonly reason: string | null
  /** Null if it is missing. */
  readonly file: FoundFile | null
  readonly digest: DigestFile | null
  /** Where it says that it is; null if it says nothing. */
  readonly place: Place | null
  /** What its key says. */
  readonly key: DigestKey | null
  readonly follows: 'yes' | 'no' | 'starts' | 'unknown'
  /** Whether a digest file behind it names another content or signature: one of the two was replaced. */
  readonly isContradicted: boolean
  /** Its own, or as the digest file behind it has it; null if it is in neither place. */
  readonly signature: string | null
  /** Whether that signature is right. */
  readonly isSigned: boolean
}

/** Where it is; where it should be, if it is missing. */
export const digestName = ({ file, place }: JudgedDigest): string => file?.name ?? place!.key

/** Whether what a digest file names can be believed as far as could be checked. */
export function isBelieved({ verdict, isContradicted }: JudgedDigest): boolean {
  return BELIEVED.includes(verdict) && !isContradicted
}

const SIGNED: readonly DigestVerdict[] = ['verified', 'verified-by-successor']
const BELIEVED: readonly DigestVerdict[] = [...SIGNED, 'not-verified', 'does-not-follow']

/** Whether what a digest file names is what was signed. */
export const isVerified = ({ isSigned, isContradicted }: JudgedDigest): boolean => isSigned && !isContradicted

export interface JudgeOptions {
  readonly publicKeys: PublicKeys
  /** What was delivered before is not there, since it was not asked for. */
  readonly sinceMs: number | null
}

/** Judges all digest files that are there, and those that they name and that are not there. */
export function judgeDigests(
  files: readonly FoundFile[],
  { publicKeys, sinceMs }: JudgeOptions,
): readonly JudgedDigest[] {
  const found = files.filter(({ kind }) => kind === 'digest')
  const places = new Places(found)
  const chain: Chain = {
    places,
    // Where others have their signatures, a missing one was removed.
    keepsSignatures: found.some(({ signature }) => signature !== null),
    successors: successorsOf(found),
    publicKeys,
  }
  const signatures = new Map(found.map((file) => [file, signatureOf(file, chain)]))
  const first = new Map(found.map((file) => [file, judgeAlone(file, signatures.get(file)!, chain)]))
  const contradicted = new Set<FoundFile>()
  const judged = found.map((file) => {
    const before = first.get(file)!
    const link = linkOf(file, places, first)
    if (link.kind === 'broken') contradicted.add(link.predecessor)
    return { ...withLink(file, before, link), signature: signatures.get(file)! }
  })
  return [
    ...judged.map((each) => ({ ...each, isContradicted: contradicted.has(each.file!) })),
    ...missingDigests(found, places, sinceMs),
  ]
}

interface Chain {
  readonly places: Places
  readonly keepsSignatures: boolean
  /** The digest files that name one at a place as their predecessor. */
  readonly successors: ReadonlyMap<string, readonly DigestFile[]>
  readonly publicKeys: PublicKeys
}

interface Opinion {
  readonly verdict: DigestVerdict
  readonly isProblem: boolean
  readonly reason: string | null
}

const fine = (verdict: DigestVerdict, reason: string | null = null): Opinion => ({
  verdict,
  isProblem: false,
  reason,
})

const problem = (verdict: DigestVerdict, reason: string): Opinion => ({ verdict, isProblem: true, reason })

/** A digest file by itself: format, place, key and signature, in this order. */
function judgeAlone(
  file: FoundFile,
  signature: string | null,
  { keepsSignatures, publicKeys }: Chain,
): Opinion {
  const { digest, sha256, signature: own } = file
  if (digest === null || sha256 === null)
    return problem('invalid-format', file.problem ?? 'It has not the members of a digest file.')
  const place = placeOfDigest(digest)
  if (!isAt(file, place)) return problem('moved', `It was delivered to ${writePlace(place)}.`)
  const key = publicKeys.get(digest.digestPublicKeyFingerprint.toLowerCase())
  const isTaken = keepsSignatures && own === null
  const lost = 'Its signature is missing, although other digest files have theirs.'
  if (publicKeys.size === 0)
    return isTaken ? problem('not-verified', lost) : fine('not-verified', 'No public keys are known.')
  if (key === undefined)
    return problem(
      'unknown-key',
      `The public key with the fingerprint ${digest.digestPublicKeyFingerprint} is not known.`,
    )
  if (key === null)
    return problem(
      'unreadable-key',
      `The public key with the fingerprint ${digest.digestPublicKeyFingerprint} cannot be read.`,
    )
  if (signature === null)
    return isTaken
      ? problem('not-verified', lost)
      : fine('not-verified', 'There is no signature of it: none beside it, and no digest file behind it.')
  const isRight = isSignatureOf(stringToSign(digest, sha256), signature, key)
  if (own !== null)
    return isRight
      ? fine('verified')
      : problem('wrong-signature', 'Its content or its signature was changed: they do not belong together.')
  if (!isRight)
    return problem('wrong-signature', 'Its content is not what the signature in the next digest file signs.')
  return isTaken ? problem('verified-by-successor', lost) : fine('verified-by-successor')
}

/** Of several digest files behind it, the one whose copy is right counts. */
function signatureOf(
  { signature: own, digest, sha256 }: FoundFile,
  { successors, publicKeys }: Chain,
): string | null {
  if (own !== null || digest === null || sha256 === null) return own
  const copies = (successors.get(writePlace(placeOfDigest(digest))) ?? []).flatMap(
    ({ previousDigestSignature }) => previousDigestSignature ?? [],
  )
  const key = publicKeys.get(digest.digestPublicKeyFingerprint.toLowerCase())
  if (copies.length <= 1 || !key) return copies[0] ?? null
  const text = stringToSign(digest, sha256)
  return copies.find((copy) => isSignatureOf(text, copy, key)) ?? copies[0]!
}

type Link =
  | { readonly kind: 'holds' | 'starts' | 'unknown' }
  | { readonly kind: 'broken-elsewhere' }
  | { readonly kind: 'broken'; readonly predecessor: FoundFile; readonly reason: string }

/** Whether a digest file's predecessor is the one that it names, by hash and signature. */
function linkOf(file: FoundFile, places: Places, first: ReadonlyMap<FoundFile, Opinion>): Link {
  const { digest } = file
  const place = digest && previousPlace(digest)
  if (!digest) return { kind: 'unknown' }
  if (place === null) return { kind: 'starts' }
  const predecessor = places.at(place)
  if (predecessor === null) return { kind: 'unknown' }
  const { verdict } = first.get(predecessor)!
  const wrong = [
    ...(digest.previousDigestHashValue === predecessor.sha256 ? [] : ['hash']),
    ...(isSameSignature(predecessor.signature, digest.previousDigestSignature) ? [] : ['signature']),
  ]
  if (wrong.length === 0) return { kind: 'holds' }
  // The predecessor's own verdict says it already.
  if (['invalid-format', 'moved', 'wrong-signature'].includes(verdict)) return { kind: 'broken-elsewhere' }
  return {
    kind: 'broken',
    predecessor,
    reason: `It does not follow ${predecessor.name}: it names another ${wrong.join(' and another ')} for it, so one of the two was replaced.`,
  }
}

/** A signature that is not kept beside its file contradicts nothing. */
function isSameSignature(own: string | null, named: string | null): boolean {
  return own === null || own.toLowerCase() === named?.toLowerCase()
}

function withLink(
  file: FoundFile,
  opinion: Opinion,
  link: Link,
): Omit<JudgedDigest, 'isContradicted' | 'signature'> {
  const { digest } = file
  const place = digest && placeOfDigest(digest)
  const isBroken = link.kind === 'broken' && BELIEVED.includes(opinion.verdict)
  const { verdict, isProblem, reason } = isBroken ? problem('does-not-follow', link.reason) : opinion
  return {
    verdict,
    isProblem,
    reason,
    file,
    digest,
    place,
    key: readDigestKey(place?.key ?? file.uri),
    follows: FOLLOWS[link.kind],
    isSigned: SIGNED.includes(opinion.verdict),
  }
}

const FOLLOWS = {
  holds: 'yes',
  starts: 'starts',
  unknown: 'unknown',
  broken: 'no',
  'broken-elsewhere': 'no',
} as const

/** Those that others name as their predecessors and that are neither there nor elsewhere. */
function missingDigests(
  found: readonly FoundFile[],
  places: Places,
  sinceMs: number | null,
): readonly JudgedDigest[] {
  const elsewhere = new Set(found.flatMap(({ digest }) => (digest ? writePlace(placeOfDigest(digest)) : [])))
  const missing = new Map<string, JudgedDigest>()
  for (const { digest, name } of found) {
    const place = digest && previousPlace(digest)
    if (!place || places.at(place) || elsewhere.has(writePlace(place))) continue
    const key = readDigestKey(place.key)
    if (sinceMs !== null && key !== null && key.endMs <= sinceMs) continue
    missing.set(writePlace(place), {
      ...problem('missing', `It is not there, though ${name} names it as its predecessor.`),
      file: null,
      digest: null,
      place,
      key,
      follows: 'unknown',
      isContradicted: false,
      signature: null,
      isSigned: false,
    })
  }
  return [...missing.values()]
}

function successorsOf(found: readonly FoundFile[]): Chain['successors'] {
  const successors = new Map<string, DigestFile[]>()
  for (const { digest } of found) {
    const place = digest && previousPlace(digest)
    if (!place) continue
    const at = writePlace(place)
    successors.set(at, [...(successors.get(at) ?? []), digest])
  }
  return successors
}
