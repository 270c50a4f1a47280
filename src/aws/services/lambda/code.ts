import { AwsFailure } from '../../failure.ts'
import type { CallContext } from '../../callContext.ts'
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
  if (given.ZipFile === undefined) throw invalidValueOf('Please provide a source for function code.')
  checkZip(given.ZipFile)
  return codeOf(given.ZipFile, await context.contents.put(given.ZipFile))
}

export async function zipFileOf(context: CallContext, { content }: FunctionCode): Promise<Uint8Array | null> {
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

function checkZip(bytes: Uint8Array): void {
  if (bytes.length > MAX_ZIP)
    throw new AwsFailure(
      'RequestEntityTooLargeException',
      `Request must be smaller than ${MAX_ZIP} bytes for the CreateFunction operation`,
      413,
    )
  const files = filesInZip(bytes)
  if (files === null)
    throw invalidValueOf('Could not unzip uploaded file. Please check your file, then try to upload again.')
  if (files === 0) throw invalidValueOf('Uploaded file must be a non-empty zip')
}
