/** What an error of the AWS SDK or of the network says, as far as it matters here. */
export interface AwsError {
  readonly name?: string
  readonly Code?: string
  readonly code?: string
  readonly message?: string
  readonly $metadata?: { readonly httpStatusCode?: number }
}

/** Whether the same request may succeed later: the place is not there, or too busy. */
export function mayPass(error: unknown): boolean {
  const { name, code, $metadata } = error as AwsError
  const status = $metadata?.httpStatusCode ?? 0
  return (
    NETWORK.has(code ?? '') ||
    status === 429 ||
    status >= 500 ||
    /^(?:TimeoutError|RequestTimeout|SlowDown|ServiceUnavailable|InternalError|Throttling\w*|AbortError)$/.test(
      name ?? '',
    )
  )
}

/** Codes of Node for a connection that failed. */
const NETWORK = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ECONNABORTED',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
])

/** The error's own text in one line without a full stop, or its code. */
export function ownWords({ message, name, code, $metadata }: AwsError): string {
  const words = (message ?? '').split('\n')[0]!.trim().replace(/\.$/, '')
  return words === '' || words === 'UnknownError'
    ? `${code ?? name ?? 'an error'}${$metadata?.httpStatusCode === undefined ? '' : ` (${$metadata.httpStatusCode})`}`
    : words
}
