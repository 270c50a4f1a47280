import { isBytes, type Content, type Operation } from '../operation.ts'
import { OPERATIONS } from '../operations.ts'
import { COMPONENTS, jsonSchema, NAMED, namedSchema, parameterSchema } from './jsonSchema.ts'

export const FILTER =
  'Conditions by field: `userName=alice`, `errorCode!=` (exists), `eventName^=Delete` (starts with), `userAgent:=curl` (contains), `eventName*=Instances` (ends with), `userName~=alice` (is, in any case); `!=`, `!^=`, `!:=`, `!*=` and `!~=` exclude. Several `=` conditions on one field are alternatives; all other conditions must match. `anyOf` has conditions joined by `OR`, `AND`, `NOT` and parentheses, URL-encoded: `anyOf=eventName%3DRunInstances%20OR%20errorCode!%3D`. A field is a column or a path into the record, such as `requestParameters.bucketName`. Time: `startTime` and `endTime` in ISO 8601 UTC, both inclusive, or `range=7d`; an `endTime` without a fraction includes its whole second. `text` searches for words anywhere in the record, as written and as a person reads it: escapes decoded, JSON in strings opened.'

/** The API as an OpenAPI 3.1 document. */
export function openApi(): object {
  const paths: Record<string, Record<string, object>> = {}
  for (const operation of OPERATIONS as readonly Operation[]) {
    const path = operation.path.replaceAll(/:(\w+)/g, '{$1}')
    paths[path] = { ...paths[path], [operation.method.toLowerCase()]: described(operation) }
  }
  const names = Object.keys(NAMED) as (keyof typeof NAMED)[]
  return {
    openapi: '3.1.0',
    info: { title: 'Event History Console', version: '1', license: { name: 'MIT', identifier: 'MIT' } },
    paths,
    components: {
      parameters: {
        Filter: {
          name: 'filter',
          in: 'query',
          description: FILTER,
          style: 'form',
          explode: true,
          schema: { type: 'object', additionalProperties: { type: 'string' } },
        },
      },
      responses: {
        Problem: {
          description: 'The request was rejected or failed.',
          content: { 'application/problem+json': { schema: { $ref: `${COMPONENTS}Problem` } } },
        },
      },
      schemas: Object.fromEntries(names.map((name) => [name, namedSchema(name)])),
    },
  }
}

function described({ name, summary, description, body, answer, problems, ...operation }: Operation): object {
  return {
    operationId: name,
    summary,
    ...(description !== undefined && { description }),
    parameters: parametersOf(operation),
    ...(body && { requestBody: { required: true, content: contentOf(body, 'input') } }),
    responses: {
      ...(answer
        ? { 200: { description: 'Done.', content: contentOf(answer, 'output') } }
        : { 204: { description: 'Done.' } }),
      ...Object.fromEntries(
        Object.entries(problems ?? {}).map(([status, meaning]) => [
          status,
          { description: meaning, content: PROBLEM },
        ]),
      ),
      default: { $ref: '#/components/responses/Problem' },
    },
  }
}

const PROBLEM = { 'application/problem+json': { schema: { $ref: `${COMPONENTS}Problem` } } }

function parametersOf({
  path,
  params = {},
  filter,
}: Pick<Operation, 'path' | 'params' | 'filter'>): object[] {
  return [
    ...[...path.matchAll(/:(\w+)/g)].map(([, name]) => ({
      name,
      in: 'path',
      required: true,
      schema: { type: 'string' },
    })),
    ...Object.entries(params).map(([name, each]) => {
      const { schema, description, isRequired } = parameterSchema(each)
      return { name, in: 'query', description, required: isRequired, schema }
    }),
    ...(filter ? [{ $ref: '#/components/parameters/Filter' }] : []),
  ]
}

function contentOf(content: Content, typeMode: 'input' | 'output'): object {
  if (!isBytes(content)) return { 'application/json': { schema: jsonSchema(content, typeMode) } }
  return Object.fromEntries(content.mediaTypes.map((mediaType) => [mediaType, {}]))
}
