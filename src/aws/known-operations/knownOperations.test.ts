import { expect, it } from 'vitest'
import type { OperationSchema } from '../service.ts'
import { httpOf, inputOf, membersOf, nameOf } from '../protocols/schema.ts'
import { knownOperations } from './knownOperations.ts'

// After an update of the SDK: npx vitest run -u src/aws/known-operations
const PACKAGES: Readonly<Record<string, () => Promise<object>>> = {
  cloudtrail: () => import('@aws-sdk/client-cloudtrail'),
  ec2: () => import('@aws-sdk/client-ec2'),
  iam: () => import('@aws-sdk/client-iam'),
  kms: () => import('@aws-sdk/client-kms'),
  lambda: () => import('@aws-sdk/client-lambda'),
  rds: () => import('@aws-sdk/client-rds'),
  s3: () => import('@aws-sdk/client-s3'),
  secretsmanager: () => import('@aws-sdk/client-secrets-manager'),
  ssm: () => import('@aws-sdk/client-ssm'),
  sts: () => import('@aws-sdk/client-sts'),
}

it.each(Object.entries(PACKAGES))('has the operations that the SDK has: %s', async (service, load) => {
  const operations = Object.values(await load()).filter(isOperation)
  expect(operations.length).toBeGreaterThan(5)
  const isRest = service === 's3' || service === 'lambda'
  const table = isRest
    ? operations.map(lineOf).toSorted().join('\n')
    : inLines(operations.map(nameOf).toSorted())
  await expect(
    `/** Generated from the SDK's schemas by the test beside it. */\nexport const ${service.toUpperCase()} = \`\n${table}\n\`\n`,
  ).toMatchFileSnapshot(`./${service}.ts`)
  expect([...knownOperations(service).keys()].toSorted()).toEqual(operations.map(nameOf).toSorted())
})

function isOperation(value: unknown): value is OperationSchema {
  return Array.isArray(value) && value[0] === 9
}

/** Method and URI, with the query and headers that tell it from others, and the name. */
function lineOf(operation: OperationSchema): string {
  const [method, uri] = httpOf(operation)
  const [path = '', query = ''] = uri.split('?')
  const members = membersOf(inputOf(operation))
  // S3's URIs leave the bucket out, since it may be in the host.
  const bucket = members.some(({ name, traits }) => name === 'Bucket' && traits.httpLabel === 1)
    ? '/{Bucket}'
    : ''
  const required = members.filter(({ isRequired }) => isRequired)
  const parts = [
    ...query.split('&').filter((part) => part !== '' && !part.startsWith('x-id=')),
    ...required.flatMap(({ traits }) => (traits.httpQuery === undefined ? [] : [traits.httpQuery])),
  ]
  const headers = required.flatMap(({ traits }) =>
    traits.httpHeader === undefined ? [] : [traits.httpHeader],
  )
  const wholePath = bucket === '' ? path : bucket + (path === '/' ? '' : path)
  return [
    method,
    wholePath + (parts.length > 0 ? `?${parts.join('&')}` : ''),
    ...headers,
    nameOf(operation),
  ].join(' ')
}

function inLines(names: readonly string[]): string {
  const lines: string[] = []
  for (const name of names) {
    const line = lines.at(-1)
    if (line === undefined || line.length + name.length >= 109) lines.push(name)
    else lines[lines.length - 1] = `${line} ${name}`
  }
  return lines.join('\n')
}
