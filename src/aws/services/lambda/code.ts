import { AwsFailure } from '../../failure.ts'
import type { CallContext } from '../../callContext.ts'
import { findBucket } from '../s3/bucketNames.ts'
import { bytesOf } from '../s3/objectBytes.ts'
import { invalidValueOf } from './functionLookup.ts'
import { codeOf, type FunctionCode } from './lambdaState.ts'
import { filesInZip, zipOf } from './zip.ts'

const MAX_ZIP = 50 * 1024 * 1024
/** A location has the whole zip file in it. */
const MAX_LOCATED = 6 * 1024 * 1024

/** Where the code of a request is: in itself, or in an object of S3. */
export interface GivenCode {
  readonly ZipFile?: Uint8Array | undefined
  readonly S3Bucket?: string | undefined
  readonly S3Key?: string | undefined
  readonly ImageUri?: string | undefined
}

/** Keeps the zip file of a request among the contents. */
export async function keptCode(context: CallContext, given: GivenCode): Promise<FunctionCode> {
  if (given.ImageUri !== undefined)
    throw invalidValueOf('The functions of the simulated account are zip files: leave out ImageUri.')
  const zip = given.ZipFile ?? (await objectOf(context, given))
  checkZip(zip)
  return codeOf(zip, await context.contents.put(zip))
}

async function objectOf(context: CallContext, { S3Bucket, S3Key }: GivenCode): Promise<Uint8Array> {
  if (S3Bucket === undefined || S3Key === undefined)
    throw invalidValueOf('Please provide a source for function code.')
  const bucket = findBucket(context, S3Bucket)
  if (bucket === null) throw notGotten('NoSuchBucket', 'The specified bucket does not exist')
  if (bucket.region !== context.region)
    throw notGotten(
      'PermanentRedirect',
      `The bucket is in this region: ${bucket.region}. Please use this region to retry the request`,
    )
  const object = bucket.objects.at(S3Key)
  if (object === null) throw notGotten('NoSuchKey', 'The specified key does not exist.')
  checkSize(object.size)
  return bytesOf(object, context)
}

function notGotten(code: string, message: string): AwsFailure {
  return invalidValueOf(
    `Error occurred while GetObject. S3 Error Code: ${code}. S3 Error Message: ${message}`,
  )
}

async function zipFileOf(context: CallContext, { content }: FunctionCode): Promise<Uint8Array | null> {
  return typeof content === 'string' ? context.contents.get(content) : zipOf(content.name, content.text)
}

/**
 * A URL of the zip file: a `data:` URL, which has the file in itself. AWS gives a link to a bucket of
 * its own, which nobody has here. Undefined for large files.
 */
export async function locationOf(context: CallContext, code: FunctionCode): Promise<string | undefined> {
  if (code.size > MAX_LOCATED) return undefined
  const zip = await zipFileOf(context, code)
  return zip === null ? undefined : `data:application/zip;base64,${Buffer.from(zip).toString('base64')}`
}

function checkSize(size: number): void {
  if (size > MAX_ZIP)
    throw new AwsFailure('CodeStorageExceededException', `A zip file has at most ${MAX_ZIP} bytes.`)
}

function checkZip(bytes: Uint8Array): void {
  checkSize(bytes.length)
  const files = filesInZip(bytes)
  if (files === null)
    throw invalidValueOf('Could not unzip uploaded file. Please check your file, then try to upload again.')
  if (files === 0) throw invalidValueOf('Uploaded file must be a non-empty zip')
}
