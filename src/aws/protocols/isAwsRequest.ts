import { ALGORITHM } from './credentialScope.ts'

/** Whether a request to the server is one for AWS's APIs, which share its address. */
export function isAwsRequest(request: { readonly headers: Headers; readonly query: string }): boolean {
  return (
    request.headers.has('x-amz-target') ||
    (request.headers.get('authorization')?.startsWith(ALGORITHM) ?? false) ||
    /(^|&)X-Amz-Algorithm=/.test(request.query)
  )
}
