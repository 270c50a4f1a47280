import { InputProblem, wrongType } from './inputProblem.ts'
import { isStructure, membersOf, type Schema } from './schema.ts'
import { valueOfText } from './simpleValues.ts'
import { parseXml, type XmlElement } from './xmlTree.ts'

/** The structure that is the payload of a request; the root has the name of the member or its type. */
export function readXml(schema: Schema, body: Uint8Array): Record<string, unknown> {
  const root = parseXml(body)
  const names = [schema.getMergedTraits().xmlName, schema.getName(), schema.getOwnTraits().xmlName]
  if (!names.includes(root.name))
    throw new InputProblem('malformed', `The XML begins with ${root.name.slice(0, 100)}.`)
  return readStructure(schema, root, '')
}

function readStructure(schema: Schema, element: XmlElement, path: string): Record<string, unknown> {
  const children = new Map<string, XmlElement[]>()
  for (const child of element.children) {
    const same = children.get(child.name)
    if (same === undefined) children.set(child.name, [child])
    else same.push(child)
  }
  const entries: [string, unknown][] = []
  for (const { name, schema: member, traits } of membersOf(schema)) {
    const wireName = traits.xmlName ?? name
    if (traits.xmlAttribute === 1) {
      const text = element.attributes[wireName]
      if (text !== undefined) entries.push([name, valueOfText(member, text, path + wireName)])
      continue
    }
    const found = children.get(wireName)
    if (found !== undefined) entries.push([name, readMember(member, found, path + wireName)])
  }
  return Object.fromEntries(entries)
}

function readMember(schema: Schema, elements: readonly XmlElement[], path: string): unknown {
  const first = elements[0]!
  const isFlat = schema.getMergedTraits().xmlFlattened === 1
  if (schema.isListSchema()) {
    const item = schema.getValueSchema()
    const items = isFlat ? elements : childrenOf(first, item.getMergedTraits().xmlName ?? 'member')
    return items.map((each, at) => readValue(item, each, `${path}.${at + 1}`))
  }
  if (schema.isMapSchema()) return readMap(schema, isFlat ? elements : childrenOf(first, 'entry'), path)
  if (elements.length > 1) throw new InputProblem('malformed', `${path} is there twice.`)
  return readValue(schema, first, path)
}

function readMap(schema: Schema, entries: readonly XmlElement[], path: string): unknown {
  const value = schema.getValueSchema()
  const keyName = schema.getKeySchema().getMergedTraits().xmlName ?? 'key'
  const valueName = value.getMergedTraits().xmlName ?? 'value'
  return Object.fromEntries(
    entries.map((entry) => {
      const [key] = childrenOf(entry, keyName)
      const [content] = childrenOf(entry, valueName)
      if (key === undefined || content === undefined)
        throw wrongType(path, 'The entry', 'a key and its value')
      return [key.text, readValue(value, content, path)]
    }),
  )
}

function readValue(schema: Schema, element: XmlElement, path: string): unknown {
  if (isStructure(schema)) return readStructure(schema, element, `${path}.`)
  if (schema.isListSchema() || schema.isMapSchema()) return readMember(schema, [element], path)
  if (element.children.length > 0) throw wrongType(path, 'START_OBJECT', 'a simple value')
  return valueOfText(schema, element.text, path)
}

const childrenOf = (element: XmlElement, name: string) =>
  element.children.filter((child) => child.name === name)
