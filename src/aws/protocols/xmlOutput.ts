import { isStructure, membersOf, type Member, type Schema } from './schema.ts'
import { textOfValue } from './simpleValues.ts'

/** The elements of the members of a structure, one after another. */
export function xmlOfMembers(members: readonly Member[], value: unknown): string {
  const given = (value ?? {}) as Readonly<Record<string, unknown>>
  let xml = ''
  for (const { name, schema, traits } of members) {
    const each = given[name]
    if (each != null && traits.xmlAttribute !== 1) xml += xmlOfMember(schema, each, traits.xmlName ?? name)
  }
  return xml
}

/** `content` in an element, whose attributes are written as they are. */
export const element = (name: string, content: string, attributes = ''): string =>
  `<${name}${attributes}>${content}</${name}>`

export const textElement = (name: string, text: string): string => element(name, escapeXml(text))

function xmlOfMember(schema: Schema, value: unknown, name: string): string {
  const isFlat = schema.getMergedTraits().xmlFlattened === 1
  if (schema.isListSchema()) {
    const item = schema.getValueSchema()
    const itemName = isFlat ? name : (item.getMergedTraits().xmlName ?? 'member')
    const items = (value as readonly unknown[])
      .map((each) => (each == null ? '' : xmlOfValue(item, each, itemName)))
      .join('')
    return isFlat ? items : element(name, items)
  }
  if (schema.isMapSchema()) {
    const entries = xmlOfEntries(schema, value, isFlat ? name : 'entry')
    return isFlat ? entries : element(name, entries)
  }
  return xmlOfValue(schema, value, name)
}

function xmlOfEntries(schema: Schema, value: unknown, name: string): string {
  const item = schema.getValueSchema()
  const keyName = schema.getKeySchema().getMergedTraits().xmlName ?? 'key'
  const valueName = item.getMergedTraits().xmlName ?? 'value'
  return Object.entries(value as object)
    .map(([key, each]) =>
      each == null ? '' : element(name, textElement(keyName, key) + xmlOfValue(item, each, valueName)),
    )
    .join('')
}

function xmlOfValue(schema: Schema, value: unknown, name: string): string {
  if (schema.isListSchema() || schema.isMapSchema()) return xmlOfMember(schema, value, name)
  if (isStructure(schema))
    return element(name, xmlOfMembers(membersOf(schema), value), attributesOf(schema, value))
  return textElement(name, textOfValue(schema, value))
}

function attributesOf(schema: Schema, value: unknown): string {
  const given = value as Readonly<Record<string, unknown>>
  const [prefix, uri] = schema.getMergedTraits().xmlNamespace ?? []
  let attributes = uri === undefined ? '' : ` xmlns${prefix ? `:${prefix}` : ''}="${escapeXml(uri)}"`
  for (const { name, schema: member, traits } of membersOf(schema))
    if (traits.xmlAttribute === 1 && given[name] != null)
      attributes += ` ${traits.xmlName ?? name}="${escapeXml(textOfValue(member, given[name]))}"`
  return attributes
}

/**
 * Control characters as references, as S3 writes them, though XML 1.0 has no place for most of them.
 */
export function escapeXml(text: string): string {
  return text.replace(
    SPECIAL,
    (character) => NAMED[character] ?? `&#x${character.charCodeAt(0).toString(16)};`,
  )
}

// oxlint-disable-next-line no-control-regex
const SPECIAL = /[&<>"\u0000-\u0008\u000b-\u001f\u0085\u2028\ufffe\uffff]/g
const NAMED: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
