import { BucketObjects } from './bucketObjects.ts'

export interface S3State {
  /** By name. */
  readonly buckets: Record<string, Bucket>
}

export interface Bucket {
  readonly name: string
  readonly region: string
  readonly createdMs: number
  /** A policy document, as it was given. */
  policy: string | null
  versioning: 'Enabled' | 'Suspended' | null
  encryption: Encryption
  /** Null once it was deleted: nothing is blocked then. */
  publicAccess: PublicAccess | null
  ownership: string | null
  grants: readonly Grant[]
  logging: { readonly targetBucket: string; readonly targetPrefix: string } | null
  tags: readonly Tag[]
  readonly objects: BucketObjects<StoredObject>
  /** Multipart uploads that were begun, by upload ID. */
  readonly uploads: Record<string, Upload>
}

export interface Encryption {
  /** `AES256`, `aws:kms` */
  readonly algorithm: string
  readonly keyId: string | null
  readonly isBucketKey: boolean
}

interface PublicAccess {
  readonly blockPublicAcls: boolean
  readonly ignorePublicAcls: boolean
  readonly blockPublicPolicy: boolean
  readonly restrictPublicBuckets: boolean
}

export interface Tag {
  readonly key: string
  readonly value: string
}

/** A grantee is the owner, or a group by its URI. */
export interface Grant {
  readonly grantee: string
  readonly permission: 'FULL_CONTROL' | 'READ' | 'WRITE' | 'READ_ACP' | 'WRITE_ACP'
}

export interface Checksum {
  /** The member of the API: `ChecksumCRC32`. */
  readonly member: string
  /** Base64; with the number of parts behind it if it is a checksum of their checksums. */
  readonly value: string
  readonly type: 'FULL_OBJECT' | 'COMPOSITE'
}

/** A run of an object's bytes: those that were uploaded together. */
export interface StoredPart {
  readonly size: number
  /** The key of the bytes among the contents, or a text of the company's. */
  readonly content: string | { readonly text: string }
  /** The ARN of the KMS key that the content is encrypted with, if it is. */
  readonly sealedWith?: string | undefined
}

/** What describes an object and is sent with it. */
export interface ObjectHeaders {
  readonly ContentType?: string | undefined
  readonly CacheControl?: string | undefined
  readonly ContentDisposition?: string | undefined
  readonly ContentEncoding?: string | undefined
  readonly ContentLanguage?: string | undefined
  readonly ExpiresMs?: number | undefined
  readonly WebsiteRedirectLocation?: string | undefined
  readonly StorageClass?: string | undefined
}

export interface StoredObject {
  readonly key: string
  readonly size: number
  /** Without quotes. */
  readonly etag: string
  readonly modifiedMs: number
  readonly parts: readonly StoredPart[]
  readonly headers: ObjectHeaders
  readonly metadata: Readonly<Record<string, string>>
  readonly encryption: Encryption
  readonly checksum: Checksum
  readonly grants: readonly Grant[]
  readonly tags: readonly Tag[]
}

export interface Upload {
  readonly uploadId: string
  readonly key: string
  readonly startedMs: number
  readonly headers: ObjectHeaders
  readonly metadata: Readonly<Record<string, string>>
  readonly encryption: Encryption
  readonly grants: readonly Grant[]
  readonly tags: readonly Tag[]
  /** `CRC32`; null if the client named none. */
  readonly checksumAlgorithm: string | null
  readonly checksumType: 'FULL_OBJECT' | 'COMPOSITE'
  /** By part number. */
  readonly parts: Record<number, UploadedPart>
}

export interface UploadedPart {
  readonly size: number
  readonly etag: string
  readonly modifiedMs: number
  /** The key of the bytes among the contents. */
  readonly content: string
  readonly sealedWith?: string | undefined
  readonly checksum: Checksum
}

export const OWNER = 'owner'

export const FULL_CONTROL: readonly Grant[] = [{ grantee: OWNER, permission: 'FULL_CONTROL' }]

export const DEFAULT_ENCRYPTION: Encryption = { algorithm: 'AES256', keyId: null, isBucketKey: false }

export function newBucket(name: string, region: string, createdMs: number): Bucket {
  return {
    name,
    region,
    createdMs,
    policy: null,
    versioning: null,
    encryption: DEFAULT_ENCRYPTION,
    publicAccess: {
      blockPublicAcls: true,
      ignorePublicAcls: true,
      blockPublicPolicy: true,
      restrictPublicBuckets: true,
    },
    ownership: 'BucketOwnerEnforced',
    grants: FULL_CONTROL,
    logging: null,
    tags: [],
    objects: new BucketObjects(),
    uploads: {},
  }
}
