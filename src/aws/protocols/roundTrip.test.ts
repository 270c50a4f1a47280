import { Readable } from 'node:stream'
import { expect, it } from 'vitest'
import { Chance } from '../../account/chance.ts'
import type { AwsRequest } from '../request.ts'
import { SERVICES } from '../services.ts'
import { anyValue, isEvents } from './anyValue.ts'
import { successOf } from './answers.ts'
import { readRequest, type ReadRequest } from './readRequest.ts'
import { inputOf, membersOf, nameOf, outputOf, type Schema } from './schema.ts'
import { SDK_PACKAGES, SECRET, sdkPackage } from '../../testing/sdkClients.ts'
import { isSignedWith } from './signature.ts'

/** More by the environment: `AWS_ROUNDS=20 npx vitest run src/aws/protocols/roundTrip.test.ts` */
const ROUNDS = Number(process.env['AWS_ROUNDS'] ?? 1)
const REQUEST_ID = '6f1a8f2e-0000-4000-8000-1234567890ab'

/** What the client of S3 asks of other hosts: of directory buckets and of Object Lambda. */
const OTHERS = new Set(['ListDirectoryBuckets', 'WriteGetObjectResponse'])

const hasEvents = (schema: Schema) => membersOf(schema).some((member) => isEvents(member.schema))

it.each(SDK_PACKAGES)(
  'every operation reads what the SDK sends, and the SDK reads its answer: %s',
  async (name, load) => {
    const { service, send } = await load()
    const wrong: string[] = []
    for (const operation of service.operations) {
      const { schema } = operation
      if (hasEvents(inputOf(schema)) || hasEvents(outputOf(schema)) || OTHERS.has(nameOf(schema))) continue
      for (let round = 0; round < ROUNDS; round++) {
        const chance = new Chance(name, nameOf(schema), round)
        const input = sendable(name, anyValue(inputOf(schema), chance))
        const output = answerable(outputOf(schema), anyValue(outputOf(schema), chance))
        let read: ReadRequest | null = null
        let isSigned = false
        try {
          const answered = await send(nameOf(schema), input as object, async (request) => {
            read = readRequest([service], request)
            isSigned = await isSignedWith(request, SECRET)
            return successOf(service, operation, output, REQUEST_ID)
          })
          expect(nameOf(read!.operation.schema)).toBe(nameOf(schema))
          expect(await plain(read!.input)).toMatchObject((await plain(input)) as object)
          expect(isSigned).toBe(read!.scope !== null)
          expect(await plain(answered)).toMatchObject((await plain(output)) as object)
        } catch (error) {
          wrong.push(`${nameOf(schema)} ${round}: ${(error as Error).message.slice(0, 1500)}`)
        }
      }
    }
    expect(wrong.slice(0, 5).join('\n')).toBe('')
  },
  60_000,
)

it('a stream that the SDK sends in chunks arrives whole, with its length and its checksum', async () => {
  const { service, send } = await sdkPackage('s3')
  const content = Buffer.alloc(100_000, 'content\r\n0\r\n\r\n')
  const input = { Bucket: 'a-bucket', Key: 'k', ContentLength: content.length, ChecksumAlgorithm: 'CRC32' }
  let read: ReadRequest | null = null
  let received: AwsRequest | null = null
  await send('PutObject', { ...input, Body: Readable.from([content]) }, (request) => {
    received = request
    read = readRequest([service], request)
    return successOf(service, read.operation, {}, REQUEST_ID)
  })
  expect(received!.body.length).toBeGreaterThan(content.length)
  expect(await isSignedWith(received!, SECRET)).toBe(true)
  const { Body, ...others } = read!.input
  expect(Buffer.compare(Body as Uint8Array, content)).toBe(0)
  expect(others).toMatchObject({ ...input, ChecksumCRC32: expect.stringMatching(/^.{6}==$/) })
  expect(others).not.toHaveProperty('ContentEncoding')
})

it.each(SDK_PACKAGES)(
  'the simulated service has the protocol, version and target of the SDK: %s',
  async (name, load) => {
    const { service } = await load()
    const simulated = SERVICES.find((each) => each.name === name)!
    expect(simulated).toMatchObject({ protocol: service.protocol, version: service.version })
    expect(simulated.targets).toEqual(expect.arrayContaining([...service.targets]))
  },
)

/** With bytes in a form that compares whoever made them, and without the nulls of the SDK. */
async function plain(value: unknown): Promise<unknown> {
  if (value instanceof Uint8Array) return { bytes: Buffer.from(value).toString('base64') }
  if (value === null || typeof value !== 'object' || value instanceof Date) return value
  if ('transformToByteArray' in value)
    return plain(await (value.transformToByteArray as () => Promise<Uint8Array>)())
  if (Array.isArray(value)) return Promise.all(value.map(plain))
  const entries: [string, unknown][] = []
  for (const [name, each] of Object.entries(value)) entries.push([name, await plain(each)])
  return Object.fromEntries(entries)
}

/** What the S3 client checks or changes before it sends. */
function sendable(service: string, input: unknown): unknown {
  const given = { ...(input as Record<string, unknown>) }
  if (service !== 's3') return given
  if ('Bucket' in given) given['Bucket'] = 'a-bucket'
  if ('ChecksumAlgorithm' in given) given['ChecksumAlgorithm'] = 'CRC32'
  for (const name of Object.keys(given)) if (/SSECustomerKey/.test(name)) delete given[name]
  return given
}

/** What a client of S3 expects in every answer, and without the second name of a header. */
function answerable(schema: Schema, output: unknown): unknown {
  const { ExpiresString: _, ...given } = output as Record<string, unknown>
  const payload = membersOf(schema).find(({ traits }) => traits.httpPayload === 1)
  return payload?.schema.isStructSchema() ? { [payload.name]: {}, ...given } : given
}
