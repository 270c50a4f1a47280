import type { S3Client, S3ClientConfig } from '@aws-sdk/client-s3'
import { PATIENT_CONNECTIONS, quietSdk } from '../awsSdk.ts'

type Sdk = typeof import('@aws-sdk/client-s3')

/** The SDK and a client of it for the Region of a bucket. */
export interface S3Access {
  readonly sdk: Sdk
  readonly client: S3Client
}

/**
 * Clients for buckets, made when they are first asked for: loading the SDK takes half a second, which
 * nobody else should wait for. Credentials are those that the AWS CLI would find.
 */
export class S3Clients {
  readonly #endpointURL: string | null
  readonly #clients = new Map<string, Promise<S3Access>>()

  constructor(endpointURL: string | null) {
    this.#endpointURL = endpointURL
  }

  of(bucket: string): Promise<S3Access> {
    const known = this.#clients.get(bucket)
    if (known) return known
    const made = this.#make(bucket)
    this.#clients.set(bucket, made)
    // The next one may have more luck.
    made.catch(() => this.#clients.delete(bucket))
    return made
  }

  async #make(bucket: string): Promise<S3Access> {
    quietSdk()
    const sdk = await import('@aws-sdk/client-s3')
    const ownEndpoint =
      this.#endpointURL ?? process.env['AWS_ENDPOINT_URL_S3'] ?? process.env['AWS_ENDPOINT_URL']
    const config: S3ClientConfig = {
      ...(this.#endpointURL !== null && { endpoint: this.#endpointURL }),
      // No certificate of AWS has two names before its own, so a dot in a bucket cannot be one of them.
      forcePathStyle: ownEndpoint !== undefined || bucket.includes('.'),
      responseChecksumValidation: 'WHEN_REQUIRED',
      requestChecksumCalculation: 'WHEN_REQUIRED',
      requestHandler: PATIENT_CONNECTIONS,
    }
    const region = ownEndpoint === undefined ? await regionOf(bucket, sdk, config) : null
    const fallback = process.env['AWS_REGION'] ?? process.env['AWS_DEFAULT_REGION'] ?? 'us-east-1'
    return { sdk, client: new sdk.S3Client({ ...config, region: region ?? fallback }) }
  }
}

/** S3 says where a bucket is even to those who may not look into it. */
async function regionOf(
  bucket: string,
  { S3Client, HeadBucketCommand }: Sdk,
  config: S3ClientConfig,
): Promise<string | null> {
  const client = new S3Client({ ...config, region: 'us-east-1' })
  try {
    return (await client.send(new HeadBucketCommand({ Bucket: bucket }))).BucketRegion ?? null
  } catch (error) {
    const { $response } = error as { readonly $response?: { readonly headers?: Record<string, string> } }
    const region = $response?.headers?.['x-amz-bucket-region']
    if ($response === undefined) throw error
    return region ?? null
  } finally {
    client.destroy()
  }
}
