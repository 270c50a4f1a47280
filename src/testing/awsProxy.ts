import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A request to an AWS endpoint. */
export interface ProxiedRequest {
  /** The operation: `LookupEvents`. */
  readonly operation: string
  readonly region: string
  readonly body: string
}

export interface ProxiedAnswer {
  readonly status: number
  readonly contentType: string
  readonly body: string
}

/** What an error of the JSON protocols looks like. */
export const awsError = (type: string, message: string): ProxiedAnswer => ({
  status: 400,
  contentType: 'application/x-amz-json-1.1',
  body: JSON.stringify({ __type: type, message }),
})

/** The answer of GetCallerIdentity. */
export const callerIdentity = (accountId: string): ProxiedAnswer => ({
  status: 200,
  contentType: 'text/xml',
  body: `<GetCallerIdentityResponse><GetCallerIdentityResult><Account>${accountId}</Account></GetCallerIdentityResult></GetCallerIdentityResponse>`,
})

/** An AWS endpoint that answers some requests in its own way, and has the others answered by a console. */
export async function awsProxy(
  console: { readonly origin: string },
  answer: (request: ProxiedRequest) => ProxiedAnswer | null,
): Promise<{ readonly origin: string; readonly close: () => void }> {
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', async () => {
      const body = Buffer.concat(chunks).toString()
      const target = String(request.headers['x-amz-target'] ?? '')
        .split('.')
        .at(-1)
      const operation = target || (new URLSearchParams(body).get('Action') ?? '')
      const [, region = ''] = /Credential=[^/]+\/\d+\/([^/]+)/.exec(request.headers.authorization ?? '') ?? []
      const own = answer({ operation, region, body })
      if (own) {
        response.writeHead(own.status, { 'content-type': own.contentType }).end(own.body)
        return
      }
      const hopByHop = new Set(['connection', 'host', 'content-length'])
      const headers = Object.entries(request.headers).filter(([name]) => !hopByHop.has(name))
      const answered = await fetch(console.origin, {
        method: 'POST',
        headers: headers as [string, string][],
        body,
      })
      response
        .writeHead(answered.status, { 'content-type': answered.headers.get('content-type') ?? '' })
        .end(Buffer.from(await answered.arrayBuffer()))
    })
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => {
      server.close()
      server.closeAllConnections()
    },
  }
}
