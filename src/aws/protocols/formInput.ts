import { InputProblem, MAX_DEPTH, tooDeep, wrongType } from './inputProblem.ts'
import { isStructure, membersOf, type Member, type Schema } from './schema.ts'
import { valueOfText } from './simpleValues.ts'

/** `Filter.1.Value.2=x` as a tree; a node may have a value, parts, or both. */
export interface FormNode {
  value: string | null
  readonly parts: Map<string, FormNode>
}

/** The names of the query protocol, or EC2's, whose lists are flat. */
export type FormKind = 'query' | 'ec2'

export function parseForm(text: string): FormNode {
  const root: FormNode = { value: null, parts: new Map() }
  for (const [name, value] of parsePairs(text)) {
    const names = name.split('.')
    if (names.length > MAX_DEPTH) throw tooDeep()
    let node = root
    for (const part of names) {
      let next = node.parts.get(part)
      if (next === undefined) {
        next = { value: null, parts: new Map() }
        node.parts.set(part, next)
      }
      node = next
    }
    node.value = value
  }
  return root
}

/** The pairs of a form or of a query string, decoded. */
export function parsePairs(text: string): (readonly [string, string])[] {
  const pairs: (readonly [string, string])[] = []
  for (const pair of text.split('&')) {
    if (pair === '') continue
    const equals = pair.indexOf('=')
    pairs.push(
      equals < 0 ? [decode(pair), ''] : [decode(pair.slice(0, equals)), decode(pair.slice(equals + 1))],
    )
  }
  return pairs
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '))
  } catch {
    throw new InputProblem('uri', `The escape sequence is not valid: ${text.slice(0, 100)}`)
  }
}

/** The name of a member in a form. */
export function formNameOf({ name, traits }: Member, kind: FormKind): string {
  if (kind === 'query') return traits.xmlName ?? name
  if (typeof traits['ec2QueryName'] === 'string') return traits['ec2QueryName']
  const wire = traits.xmlName ?? name
  return wire[0]!.toUpperCase() + wire.slice(1)
}

export function readForm(schema: Schema, node: FormNode, kind: FormKind): Record<string, unknown> {
  return readStructure(schema, node, '', kind)
}

function readStructure(
  schema: Schema,
  node: FormNode,
  path: string,
  kind: FormKind,
): Record<string, unknown> {
  const entries: [string, unknown][] = []
  for (const member of membersOf(schema)) {
    const name = formNameOf(member, kind)
    const part = node.parts.get(name)
    if (part !== undefined)
      entries.push([member.name, readValue(member.schema, part, join(path, name), kind)])
  }
  return Object.fromEntries(entries)
}

function readValue(schema: Schema, node: FormNode, path: string, kind: FormKind): unknown {
  if (isStructure(schema)) return readStructure(schema, node, path, kind)
  if (schema.isListSchema()) {
    const item = schema.getValueSchema()
    const isFlat = kind === 'ec2' || schema.getMergedTraits().xmlFlattened === 1
    const items = isFlat ? node : partOf(node, [item.getMergedTraits().xmlName ?? 'member', 'member'])
    return numbered(items, path).map(([at, part]) => readValue(item, part, join(path, at), kind))
  }
  if (schema.isMapSchema()) {
    const key = schema.getKeySchema().getMergedTraits().xmlName ?? 'key'
    const value = schema.getValueSchema().getMergedTraits().xmlName ?? 'value'
    const isFlat = schema.getMergedTraits().xmlFlattened === 1
    const entries = numbered(isFlat ? node : partOf(node, ['entry']), path)
    return Object.fromEntries(
      entries.map(([at, entry]) => {
        const name = entry.parts.get(key)?.value
        const content = entry.parts.get(value)
        if (name == null || content === undefined)
          throw wrongType(join(path, at), 'The entry', 'a key and its value')
        return [name, readValue(schema.getValueSchema(), content, join(path, at), kind)]
      }),
    )
  }
  if (node.value === null) throw wrongType(path, 'START_OBJECT', 'a simple value')
  return valueOfText(schema, node.value, path)
}

function partOf(node: FormNode, names: readonly string[]): FormNode | undefined {
  for (const name of names) if (node.parts.has(name)) return node.parts.get(name)
  return undefined
}

/** The elements of a list by their numbers, which may have gaps. */
function numbered(node: FormNode | undefined, path: string): [string, FormNode][] {
  if (node === undefined) return []
  for (const at of node.parts.keys())
    if (!/^\d{1,9}$/.test(at)) throw wrongType(join(path, at), 'The key', 'a number')
  return [...node.parts].toSorted(([a], [b]) => Number(a) - Number(b))
}

const join = (path: string, name: string) => (path === '' ? name : `${path}.${name}`)
