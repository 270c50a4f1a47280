import { expect, it } from 'vitest'
import { Chance } from '../../account/chance.ts'
import { AwsFailure } from '../failure.ts'
import { anyValue } from './anyValue.ts'
import { failureOf } from './answers.ts'
import { readRequest } from './readRequest.ts'
import { inputOf, nameOf } from './schema.ts'
import { SDK_PACKAGES } from '../../testing/sdkClients.ts'

it.each(SDK_PACKAGES)(
  'the SDK knows every failure of its schemas by code and status: %s',
  async (name, load) => {
    const { service, exports, send } = await load()
    const { schema } = service.operations.find((operation) => USED.has(nameOf(operation.schema)))!
    const wrong: string[] = []
    const failures = [...Object.values(exports).filter(isError).map(failureOfSchema), UNMODELLED]
    for (const { shape, code, status } of failures) {
      const input = {
        ...(anyValue(inputOf(schema), new Chance(name)) as object),
        ...(name === 's3' && { Bucket: 'a-bucket' }),
      }
      const error = await send(nameOf(schema), input, (request) => {
        readRequest([service], request)
        return failureOf(service, new AwsFailure(code, `It is <${code}>`, status), 'REQUEST-1', request)
      }).then(
        () => null,
        (failure: Failed) => failure,
      )
      const seen = {
        name: error?.name,
        message: error?.message,
        status: error?.$metadata?.httpStatusCode,
        id: error?.$metadata?.requestId,
      }
      const wanted = { name: shape, message: `It is <${code}>`, status, id: 'REQUEST-1' }
      if (JSON.stringify(seen) !== JSON.stringify(wanted))
        wrong.push(`${JSON.stringify(seen)} rather than ${JSON.stringify(wanted)}`)
    }
    expect(wrong).toEqual([])

    function failureOfSchema([, , shape, traits]: ErrorSchema) {
      const [queryCode, queryStatus] = traits['awsQueryError'] ?? []
      const isQuery = service.protocol === 'query'
      return {
        shape,
        code: (isQuery ? queryCode : undefined) ?? shape,
        status: (isQuery ? queryStatus : undefined) ?? traits['httpError'] ?? 400,
      }
    }
  },
)

interface Failed extends Error {
  readonly $metadata?: { readonly httpStatusCode?: number; readonly requestId?: string }
}

interface ErrorTraits {
  readonly awsQueryError?: readonly [string, number]
  readonly httpError?: number
}

type ErrorSchema = readonly [-3, string, string, ErrorTraits]

/** Without the base of all failures of a client. */
const isError = (value: unknown): value is ErrorSchema =>
  Array.isArray(value) && value[0] === -3 && !String(value[1]).startsWith('smithy.ts.sdk.synthetic')

/** In no schema, like all of EC2's. */
const UNMODELLED = { shape: 'RequestLimitExceeded', code: 'RequestLimitExceeded', status: 503 }

/** One operation of each service, to fail. */
const USED = new Set([
  'LookupEvents',
  'DescribeInstances',
  'ListUsers',
  'DescribeKey',
  'GetFunction',
  'DescribeDBInstances',
  'ListObjectsV2',
  'GetSecretValue',
  'DescribeAlarms',
  'DescribeLogGroups',
  'GetParameter',
  'ListTopics',
  'GetCallerIdentity',
])
