import {
  ListObjects$,
  ListObjectsV2$,
  type EncodingType,
  type ListObjectsOutput,
  type ListObjectsRequest,
  type ListObjectsV2Output,
  type ListObjectsV2Request,
  type _Object,
} from '@aws-sdk/client-s3'
import type { CallContext } from '../../callContext.ts'
import type { Operation } from '../../operation.ts'
import { bucketOf } from './bucketNames.ts'
import { algorithmOf } from './checksums.ts'
import { compareKeys, placeAfter, placeBehindPrefix, placeOf } from './keyOrder.ts'
import { ownerOf } from './owner.ts'
import { invalidArgument } from './s3Failures.ts'
import { s3Operation } from './s3Operation.ts'
import { prefixResources } from './s3Records.ts'
import type { StoredObject } from './s3State.ts'

const MOST_KEYS = 1000

interface Listing {
  readonly objects: readonly StoredObject[]
  /** What keys begin with, up to the delimiter. */
  readonly prefixes: readonly string[]
  /** The last key or prefix, if more follows. */
  readonly next: string | null
}

/** A page of keys behind `after`; keys with a delimiter behind the prefix come as one. */
function list(
  objects: readonly StoredObject[],
  prefix: string,
  delimiter: string,
  after: string,
  most: number,
): Listing {
  const found: StoredObject[] = []
  const prefixes: string[] = []
  let last: string | null = null
  let place = compareKeys(after, prefix) < 0 ? placeOf(objects, prefix) : placeAfter(objects, after)
  while (place < objects.length) {
    const object = objects[place]!
    if (!object.key.startsWith(prefix)) break
    const end = delimiter === '' ? -1 : object.key.indexOf(delimiter, prefix.length)
    const group = end < 0 ? null : object.key.slice(0, end + delimiter.length)
    if (group !== null && group === after) {
      place = placeBehindPrefix(objects, place, group)
      continue
    }
    if (found.length + prefixes.length === most) return { objects: found, prefixes, next: last }
    last = group ?? object.key
    if (group === null) {
      found.push(object)
      place++
    } else {
      prefixes.push(group)
      place = placeBehindPrefix(objects, place, group)
    }
  }
  return { objects: found, prefixes, next: null }
}

export function pageSize(given: number | undefined, name: string): number {
  if (given !== undefined && (given < 0 || given > 2_147_483_647))
    throw invalidArgument(`Argument ${name} must be an integer between 0 and 2147483647`, name, given)
  return Math.min(given ?? MOST_KEYS, MOST_KEYS)
}

/** Writes keys as the client asked: percent-encoded, since not all characters can be in XML. */
export function encoder(type: EncodingType | undefined): (text: string) => string {
  if (type === undefined) return (text) => text
  if (type !== 'url')
    throw invalidArgument('Invalid Encoding Method specified in Request', 'encoding-type', type)
  return (text) => encodeURIComponent(text).replaceAll('%2F', '/').replaceAll('%20', '+')
}

function listObjects(input: ListObjectsRequest, context: CallContext): ListObjectsOutput {
  const { objects, name } = bucketOf(input, context)
  const { Prefix = '', Delimiter = '', Marker = '' } = input
  const most = pageSize(input.MaxKeys, 'max-keys')
  const page = list(objects.sorted, Prefix, Delimiter, Marker, most)
  const encode = encoder(input.EncodingType)
  const owner = ownerOf(context.account)
  return {
    Name: name,
    Prefix: encode(Prefix),
    Marker: encode(Marker),
    MaxKeys: most,
    ...(Delimiter !== '' && { Delimiter: encode(Delimiter) }),
    ...(input.EncodingType !== undefined && { EncodingType: input.EncodingType }),
    IsTruncated: page.next !== null,
    // Without a delimiter the last key is the marker.
    ...(page.next !== null && Delimiter !== '' && { NextMarker: encode(page.next) }),
    Contents: page.objects.map((object) => ({ ...listed(object, encode), Owner: owner })),
    CommonPrefixes: page.prefixes.map((each) => ({ Prefix: encode(each) })),
  }
}

function listObjectsV2(input: ListObjectsV2Request, context: CallContext): ListObjectsV2Output {
  const { objects, name } = bucketOf(input, context)
  const { Prefix = '', Delimiter = '', StartAfter = '', ContinuationToken } = input
  const most = pageSize(input.MaxKeys, 'max-keys')
  const after = ContinuationToken === undefined ? StartAfter : keyOfToken(ContinuationToken)
  const page = list(objects.sorted, Prefix, Delimiter, after, most)
  const encode = encoder(input.EncodingType)
  const owner = input.FetchOwner === true ? { Owner: ownerOf(context.account) } : {}
  return {
    Name: name,
    Prefix: encode(Prefix),
    MaxKeys: most,
    KeyCount: page.objects.length + page.prefixes.length,
    ...(Delimiter !== '' && { Delimiter: encode(Delimiter) }),
    ...(StartAfter !== '' && { StartAfter: encode(StartAfter) }),
    ...(input.EncodingType !== undefined && { EncodingType: input.EncodingType }),
    ...(ContinuationToken !== undefined && { ContinuationToken }),
    IsTruncated: page.next !== null,
    ...(page.next !== null && { NextContinuationToken: tokenOf(page.next) }),
    Contents: page.objects.map((object) => ({ ...listed(object, encode), ...owner })),
    CommonPrefixes: page.prefixes.map((each) => ({ Prefix: encode(each) })),
  }
}

const TOKEN = 'keys/'

const tokenOf = (key: string): string => Buffer.from(TOKEN + key).toString('base64')

function keyOfToken(token: string): string {
  const text = Buffer.from(token, 'base64').toString()
  if (!text.startsWith(TOKEN))
    throw invalidArgument('The continuation token provided is incorrect', 'continuation-token', token)
  return text.slice(TOKEN.length)
}

function listed(object: StoredObject, encode: (text: string) => string): _Object {
  const { key, size, etag, modifiedMs, headers, checksum } = object
  return {
    Key: encode(key),
    LastModified: new Date(modifiedMs),
    ETag: `"${etag}"`,
    ChecksumAlgorithm: [algorithmOf(checksum) as NonNullable<_Object['ChecksumAlgorithm']>[number]],
    ChecksumType: checksum.type,
    Size: size,
    StorageClass: (headers.StorageClass ?? 'STANDARD') as NonNullable<_Object['StorageClass']>,
  }
}

export const OBJECT_LISTS: readonly Operation[] = [
  s3Operation(ListObjects$, listObjects, {
    isData: true,
    action: 's3:ListBucket',
    resources: prefixResources,
  }),
  s3Operation(ListObjectsV2$, listObjectsV2, {
    eventName: 'ListObjects',
    isData: true,
    action: 's3:ListBucket',
    resources: prefixResources,
  }),
]
