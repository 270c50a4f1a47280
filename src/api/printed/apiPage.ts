import type { JsonSchema } from '@valibot/to-json-schema'
import { isBytes, type Content, type Operation } from '../operation.ts'
import { OPERATIONS } from '../operations.ts'
import { COMPONENTS, jsonSchema, NAMED, namedSchema, parameterSchema } from './jsonSchema.ts'
import { FILTER } from './openApi.ts'

/** The API as a page of Markdown. */
export function apiPage(): string {
  const names = Object.keys(NAMED) as (keyof typeof NAMED)[]
  return [
    '# The HTTP API',
    'Generated from the operations in `src/api` by `npm run docs`. Also available as OpenAPI 3.1: `GET /api/openapi.json`.',
    'JSON in UTF-8. A console that was started with a token requires `Authorization: Bearer TOKEN`. Errors are `application/problem+json` with the members of [Problem](#problem). An invalid request gets a 400 that names the parameter.',
    '## Filter',
    `Operations that take a filter read all parameters other than their own as conditions. ${FILTER}`,
    ...(OPERATIONS as readonly Operation[]).flatMap(operationSection),
    ...names.flatMap((name) => [`## ${name}`, membersTable(namedSchema(name))]),
  ]
    .join('\n\n')
    .concat('\n')
}

function operationSection(operation: Operation): string[] {
  const { name, method, path, summary, description, params = {}, filter, body, answer, problems } = operation
  return [
    `## ${name}`,
    `\`${method} ${path}\`${filter ? ' and a [filter](#filter)' : ''}`,
    description === undefined ? summary : `${summary} ${description}`,
    ...(Object.keys(params).length > 0 ? [parametersTable(params)] : []),
    ...(body ? [`Body: ${contentText(body, 'input')}`] : []),
    answer ? `Answer: ${contentText(answer, 'output')}` : 'Answer: no content.',
    ...Object.entries(problems ?? {}).map(([status, meaning]) => `${status}: ${meaning}`),
    `\`\`\`sh\n${curl(operation)}\n\`\`\``,
  ]
}

function parametersTable(params: NonNullable<Operation['params']>): string {
  return table(
    ['parameter', 'value', 'meaning'],
    Object.entries(params).map(([name, each]) => {
      const { schema, description, isRequired } = parameterSchema(each)
      const otherwise = isRequired ? 'required' : defaultText(schema)
      return [`\`${name}\``, [typeText(schema), otherwise].filter(Boolean).join('; '), description]
    }),
  )
}

const defaultText = ({ default: otherwise }: JsonSchema) =>
  otherwise === undefined ? '' : `default \`${valueText(otherwise)}\``

const valueText = (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value))

function contentText(content: Content, typeMode: 'input' | 'output'): string {
  if (isBytes(content)) return content.mediaTypes.map((type) => `\`${type}\``).join(', ')
  const schema = jsonSchema(content, typeMode)
  const choices = schema.anyOf as readonly JsonSchema[] | undefined
  if (choices) return choices.map((each) => `JSON\n\n${membersTable(each)}`).join('\n\nor ')
  return schema.$ref === undefined ? `JSON\n\n${membersTable(schema)}` : typeText(schema)
}

/** A row for each member, including nested ones: `buckets[].count`. */
function membersTable(schema: JsonSchema): string {
  const rows = membersOf(schema, '')
  return rows.length === 0 ? 'An object.' : table(['member', 'type', 'meaning'], rows)
}

function membersOf(schema: JsonSchema, prefix: string): string[][] {
  const { properties = {}, required = [] } = schema
  return Object.entries(properties).flatMap(([name, member]) => {
    if (typeof member === 'boolean') return []
    const path = prefix + name
    const { items } = member
    const [inside = member] = (member.anyOf ?? []) as readonly JsonSchema[]
    const below =
      typeof items === 'object' && !Array.isArray(items)
        ? membersOf(items, `${path}[].`)
        : membersOf(inside, `${path}.`)
    const optional = required.includes(name) ? '' : ', may be absent'
    return [[`\`${path}\``, typeText(member) + optional, member.description ?? ''], ...below]
  })
}

function typeText(schema: JsonSchema): string {
  const { $ref: ref, anyOf, items, type, minimum, maximum } = schema
  if (ref !== undefined)
    return `[${ref.slice(COMPONENTS.length)}](#${ref.slice(COMPONENTS.length).toLowerCase()})`
  if (anyOf) return (anyOf as readonly JsonSchema[]).map(typeText).join(' or ')
  if (schema.enum) return schema.enum.map((each) => `\`${valueText(each)}\``).join(', ')
  if (typeof items === 'object' && !Array.isArray(items)) return `list of ${typeText(items)}`
  if (type === 'integer')
    return maximum === Number.MAX_SAFE_INTEGER ? `whole number from ${minimum}` : `${minimum} to ${maximum}`
  return String(type)
}

function curl({ method, example: { address, body } }: Operation): string {
  const origin = 'http://127.0.0.1:4700'
  const asked = method === 'GET' || (method === 'POST' && body !== undefined) ? '' : `-X ${method} `
  const sent = body === undefined ? '' : body.startsWith('@') ? `--data-binary ${body} ` : `--data '${body}' `
  return `curl ${asked}${sent}'${origin}${address}'`
}

/** Columns are as wide as their longest cell, which is how the formatter writes them. */
function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const cells = [head, ...rows].map((row) => row.map((cell) => cell.replaceAll('|', '\\|')))
  const line = (row: readonly string[]) => `| ${row.join(' | ')} |`
  return [line(cells[0]!), line(head.map(() => '---')), ...cells.slice(1).map(line)].join('\n')
}
