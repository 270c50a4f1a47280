import { AwsFailure } from '../../failure.ts'
import { noSuchKey, preconditionFailed } from './s3Failures.ts'
import type { StoredObject } from './s3State.ts'

interface ReadConditions {
  readonly match?: string | undefined
  readonly noneMatch?: string | undefined
  readonly modifiedSince?: Date | undefined
  readonly unmodifiedSince?: Date | undefined
}

/** Fails where an object is not to be read: https://www.rfc-editor.org/rfc/rfc9110#section-13.2.2 */
export function checkRead(object: StoredObject, conditions: ReadConditions): void {
  const failed = failedCondition(object, conditions)
  if (failed === 'If-Match' || failed === 'If-Unmodified-Since') throw preconditionFailed(failed)
  if (failed !== null)
    throw new AwsFailure(
      'NotModified',
      'Not Modified',
      304,
      {},
      {
        etag: `"${object.etag}"`,
        'last-modified': new Date(object.modifiedMs).toUTCString(),
      },
    )
}

/** Fails where the source of a copy is not as the client expects it. */
export function checkSource(object: StoredObject, conditions: ReadConditions): void {
  const failed = failedCondition(object, conditions)
  if (failed !== null) throw preconditionFailed(`x-amz-copy-source-${failed}`)
}

type Condition = 'If-Match' | 'If-Unmodified-Since' | 'If-None-Match' | 'If-Modified-Since'

/** The tag decides where a request has both a tag and a time. Times are whole seconds. */
function failedCondition(
  { etag, modifiedMs }: StoredObject,
  { match, noneMatch, modifiedSince, unmodifiedSince }: ReadConditions,
): Condition | null {
  const seconds = Math.floor(modifiedMs / 1000)
  if (match !== undefined) {
    if (!isAmong(match, etag)) return 'If-Match'
  } else if (unmodifiedSince !== undefined && seconds > unmodifiedSince.getTime() / 1000)
    return 'If-Unmodified-Since'
  if (noneMatch !== undefined) return isAmong(noneMatch, etag) ? 'If-None-Match' : null
  return modifiedSince !== undefined && seconds <= modifiedSince.getTime() / 1000 ? 'If-Modified-Since' : null
}

function isAmong(header: string, etag: string): boolean {
  return header.split(',').some((item) => {
    const tag = item.trim().replace(/^W\//, '')
    return tag === '*' || tag.replaceAll('"', '') === etag
  })
}

/** Fails where an object is not to be written over, or deleted. */
export function checkWrite(
  existing: StoredObject | null,
  key: string,
  {
    IfMatch,
    IfNoneMatch,
  }: { readonly IfMatch?: string | undefined; readonly IfNoneMatch?: string | undefined },
): void {
  if (IfNoneMatch !== undefined) {
    if (IfNoneMatch !== '*')
      throw new AwsFailure(
        'NotImplemented',
        'A header you provided implies functionality that is not implemented',
        501,
        { Header: 'If-None-Match' },
      )
    if (existing !== null) throw preconditionFailed('If-None-Match')
  }
  if (IfMatch === undefined) return
  if (existing === null) throw noSuchKey(key)
  if (!isAmong(IfMatch, existing.etag)) throw preconditionFailed('If-Match')
}
