import { expect, it } from 'vitest'
import type { OperationSchema } from '../service.ts'
import { SDK_PACKAGES } from '../../testing/sdkClients.ts'
import { httpOf, inputOf, membersOf, nameOf } from '../protocols/schema.ts'
import { SERVICES } from '../services.ts'
import { knownOperations } from './knownOperations.ts'

// After an update of the SDK: npx vitest run -u src/aws/known-operations
it.each(SDK_PACKAGES)('has the operations that the SDK has: %s', async (service, load) => {
  const operations = (await load()).service.operations.map(({ schema }) => schema)
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

it('has each operation of the simulated account, so that requests for it are found', () => {
  const unknown = SERVICES.flatMap(({ name, operations }) =>
    operations
      .filter(({ schema }) => !knownOperations(name).has(nameOf(schema)))
      .map(({ schema }) => `${name} ${nameOf(schema)}`),
  )
  expect(unknown).toEqual([])
})

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
