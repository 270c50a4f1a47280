import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { expect, it } from 'vitest'
import { Chance } from '../../account/chance.ts'
import type { AwsRequest } from '../request.ts'
import type { Service } from '../service.ts'
import { anyValue } from './anyValue.ts'
import { failureOf, successOf } from './answers.ts'
import { ProtocolFailure } from './protocolFailure.ts'
import { readRequest } from './readRequest.ts'
import { inputOf, nameOf } from './schema.ts'
import { sdkPackage } from '../../testing/sdkClients.ts'

/** More by the environment: `AWS_REQUESTS=10000 npx vitest run src/aws/protocols/randomRequests.test.ts` */
const REQUESTS = Number(process.env['AWS_REQUESTS'] ?? 800)

setFlagsFromString('--expose-gc')
const collectGarbage = runInNewContext('gc') as () => void

const PROTOCOLS = [
  ['json-1.1', 'cloudtrail', ['LookupEvents', 'CreateTrail', 'PutEventSelectors', 'AddTags']],
  ['json-1.0', 'kms', ['CreateKey', 'Encrypt', 'GenerateDataKey', 'CreateGrant']],
  ['query', 'iam', ['CreateUser', 'CreateRole', 'SimulateCustomPolicy', 'ListUsers']],
  ['ec2', 'ec2', ['RunInstances', 'DescribeInstances', 'AuthorizeSecurityGroupIngress', 'CreateTags']],
  ['rest-json', 'lambda', ['CreateFunction', 'Invoke', 'ListFunctions', 'UpdateFunctionConfiguration']],
  [
    'rest-xml',
    's3',
    ['PutObject', 'PutBucketTagging', 'DeleteObjects', 'CompleteMultipartUpload', 'ListObjectsV2'],
  ],
] as const

it.each(PROTOCOLS)(
  'broken requests are read or refused, in flat memory: %s',
  async (protocol, name, names) => {
    const { service: own, send } = await sdkPackage(name)
    const service: Service = { ...own, protocol }
    const seeds: AwsRequest[] = []
    for (const operation of own.operations.filter(({ schema }) => names.includes(nameOf(schema) as never))) {
      const input = {
        ...(anyValue(inputOf(operation.schema), new Chance(name)) as object),
        ...(name === 's3' && BUCKET),
      }
      await send(nameOf(operation.schema), input, (request) => {
        seeds.push(request)
        return successOf(own, operation, { CopyObjectResult: {} }, 'R')
      }).catch(() => null)
    }
    expect(seeds).toHaveLength(names.length)
    let refused = 0
    let heap = 0
    const chance = new Chance(protocol, 'mutations')
    for (let at = 0; at < REQUESTS; at++) {
      const request = mutated(chance.pick(seeds), chance)
      try {
        readRequest([service], request)
      } catch (error) {
        if (!(error instanceof ProtocolFailure))
          throw new Error(`${describe(request)}: ${String(error)}`, { cause: error })
        const { status, body } = failureOf(error.service, error.failure, 'R', request)
        if (status === 500 || (body === '' && request.method !== 'HEAD'))
          throw new Error(`${describe(request)}: ${status}`, { cause: error })
        refused++
      }
      if (at === REQUESTS / 10) heap = heapUsed()
    }
    expect(refused).toBeGreaterThan(REQUESTS / 10)
    expect(heapUsed() - heap).toBeLessThan(16_000_000)
  },
  60_000,
)

const BUCKET = {
  Bucket: 'a-bucket',
  ChecksumAlgorithm: 'CRC32',
  SSECustomerKey: undefined,
  SSECustomerKeyMD5: undefined,
}

function heapUsed(): number {
  collectGarbage()
  return process.memoryUsage().heapUsed
}

const describe = ({ method, path, query, body }: AwsRequest) =>
  `${method} ${path}?${query} ${Buffer.from(body).toString('latin1').slice(0, 500)}`

function mutated(request: AwsRequest, chance: Chance): AwsRequest {
  const headers = new Headers(request.headers)
  let { method, path, query } = request
  let body: Uint8Array = request.body
  for (let changes = chance.int(1, 4); changes > 0; changes--) {
    const kind = chance.int(0, 9)
    if (kind === 0) query = mutatedText(query, chance)
    else if (kind === 1) path = `/${mutatedText(path, chance)}`
    else if (kind === 2) mutateHeader(headers, chance)
    else if (kind === 3) method = chance.pick(['GET', 'PUT', 'POST', 'DELETE', 'HEAD', 'PATCH'])
    else if (kind === 4) body = Uint8Array.from({ length: chance.int(0, 200) }, () => chance.int(0, 255))
    else body = Buffer.from(mutatedText(Buffer.from(body).toString('latin1'), chance), 'latin1')
  }
  return { method, path, query, headers, body }
}

function mutateHeader(headers: Headers, chance: Chance): void {
  const name = chance.pick([...headers.keys(), 'x-amz-target', 'content-encoding', 'x-amz-content-sha256'])
  const value = chance.happens(0.3) ? 'STREAMING-X' : mutatedText(headers.get(name) ?? '', chance)
  headers.set(name, value.replace(/[^\x20-\xff]/g, '').trim())
}

function mutatedText(text: string, chance: Chance): string {
  const from = chance.int(0, text.length)
  const to = Math.min(text.length, from + chance.int(0, 8))
  const kind = chance.int(0, 3)
  if (kind === 0) return text.slice(0, from)
  if (kind === 1) return text.slice(0, from) + text.slice(to)
  if (kind === 2) return text.slice(0, to) + text.slice(from, to).repeat(chance.int(1, 50)) + text.slice(to)
  return text.slice(0, from) + chance.pick(TOKENS) + text.slice(to)
}

// oxfmt-ignore
const TOKENS = [
  '"', '{', '}', '[', ']', ':', ',', 'null', 'true', '1e999', '-1', '\\', '\\u0000', '\0', '\xff', '%', '%00', '%C3', '&', '=', '.', '.1.',
  '.member.', '<', '>', '</', '&amp;', '&x;', '<![CDATA[', '<!--', '<?', '{"__proto__":', '"a":1,', '['.repeat(500), '<a>'.repeat(500),
  'a.'.repeat(500), '9'.repeat(400), '0\r\n', '\r\n', '2026-13-45T00:00:00Z', '+275760-09-13T00:00:01Z',
]
