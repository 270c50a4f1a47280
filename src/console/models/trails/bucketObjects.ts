import { keepPreviousData, useQuery, type UseQueryResult } from '@tanstack/react-query'
import { makeCall } from '../queries/callAccount.ts'

/** A bucket of the account, as it is reached. */
export interface BucketPlace {
  readonly bucket: string
  readonly region: string
}

export interface BucketObject {
  readonly Key: string
  readonly Size: number
  /** ISO 8601 text. */
  readonly LastModified: string
}

/** A page of a folder. */
export interface FolderPage {
  /** With a slash at the end. */
  readonly folders: readonly string[]
  readonly objects: readonly BucketObject[]
  /** What asks for the next page; null on the last. */
  readonly next: string | null
}

interface Listing {
  readonly CommonPrefixes?: readonly { readonly Prefix: string }[]
  readonly Contents?: readonly BucketObject[]
  readonly NextContinuationToken?: string
}

const PAGE = 100

/** A page of the folder with this prefix, from a token on. */
export function useFolder(
  { bucket, region }: BucketPlace,
  prefix: string,
  token: string | null,
): UseQueryResult<FolderPage> {
  return useQuery({
    queryKey: ['bucket', bucket, region, prefix, token],
    queryFn: async ({ signal }): Promise<FolderPage> => {
      const input = {
        Bucket: bucket,
        Prefix: prefix,
        Delimiter: '/',
        MaxKeys: PAGE,
        ...(token !== null && { ContinuationToken: token }),
      }
      const listing = await makeCall<Listing>(
        { region, service: 's3', operation: 'ListObjectsV2', input },
        signal,
      )
      return {
        folders: (listing.CommonPrefixes ?? []).map(({ Prefix }) => Prefix),
        // A folder may be an object of its own, without content.
        objects: (listing.Contents ?? []).filter(({ Key }) => Key !== prefix),
        next: listing.NextContinuationToken ?? null,
      }
    },
    placeholderData: keepPreviousData,
    retry: false,
    staleTime: 0,
  })
}

/** The bytes of an object. */
export async function getObject(
  { bucket, region }: BucketPlace,
  key: string,
  signal?: AbortSignal,
): Promise<Uint8Array<ArrayBuffer>> {
  const { Body = '' } = await makeCall<{ readonly Body?: string }>(
    { region, service: 's3', operation: 'GetObject', input: { Bucket: bucket, Key: key } },
    signal,
  )
  return Uint8Array.from(atob(Body), (character) => character.charCodeAt(0))
}

/** The text of an object, uncompressed, and JSON in lines; null if it is not text. */
export function useObjectText(place: BucketPlace, key: string): UseQueryResult<string | null> {
  return useQuery({
    queryKey: ['bucket', place.bucket, place.region, 'object', key],
    queryFn: async ({ signal }) => textOf(await uncompressed(await getObject(place, key, signal))),
    retry: false,
  })
}

/** By its first bytes, since the name of an object may say anything. */
async function uncompressed(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'))
  return new Uint8Array(await new Response(stream).arrayBuffer())
}

function textOf(bytes: Uint8Array): string | null {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    return inLines(text)
  } catch {
    return null
  }
}

function inLines(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2)
  } catch {
    return text
  }
}

/** The last part of a key or folder. */
export const nameIn = (path: string): string => path.replace(/\/$/, '').split('/').at(-1) ?? ''
