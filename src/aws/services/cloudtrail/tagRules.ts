import { InvalidTagParameterException$, TagsLimitExceededException$ } from '@aws-sdk/client-cloudtrail'
import type { Tag } from '@aws-sdk/client-cloudtrail'
import { failed } from './failed.ts'

const MAX_TAGS = 50
const MAX_KEY_LENGTH = 128
const MAX_VALUE_LENGTH = 256

/** The tags of a trail after some were added. A key that it has gets the new value. */
export function tagsFrom(
  before: Readonly<Record<string, string>>,
  added: readonly Tag[] | undefined = [],
): Record<string, string> {
  const keys = new Set<string>()
  for (const { Key, Value } of added) {
    const why = whyInvalid(Key, Value) ?? (keys.has(Key ?? '') ? `The tag key ${Key} is there twice.` : null)
    if (why !== null) throw failed(InvalidTagParameterException$, why)
    keys.add(Key ?? '')
  }
  const tags = { ...before, ...Object.fromEntries(added.map(({ Key, Value }) => [Key ?? '', Value ?? ''])) }
  if (Object.keys(tags).length > MAX_TAGS)
    throw failed(TagsLimitExceededException$, `A trail can have at most ${MAX_TAGS} tags.`)
  return tags
}

export const tagsList = (tags: Readonly<Record<string, string>>): Tag[] =>
  Object.entries(tags).map(([Key, Value]) => ({ Key, Value }))

function whyInvalid(key = '', value = ''): string | null {
  if (key === '' || key.length > MAX_KEY_LENGTH)
    return `A tag key must have from 1 to ${MAX_KEY_LENGTH} characters.`
  if (value.length > MAX_VALUE_LENGTH) return `A tag value can have at most ${MAX_VALUE_LENGTH} characters.`
  if (key.toLowerCase().startsWith('aws:')) return 'Tag keys that start with aws: are reserved.'
  return /^[\p{L}\p{Z}\p{N}_.:/=+\-@]*$/u.test(key + value)
    ? null
    : `The tag ${key} has characters that are not allowed.`
}
