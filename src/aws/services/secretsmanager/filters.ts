import type { Filter } from '@aws-sdk/client-secrets-manager'
import { checkEnum } from '../../validation.ts'
import type { Secret } from './secretsManagerState.ts'

const KEYS = ['all', 'description', 'name', 'owning-service', 'primary-region', 'tag-key', 'tag-value']

interface Condition {
  readonly key: string
  /** One of them is enough. */
  readonly wanted: readonly { readonly prefix: string; readonly negated: boolean }[]
}

/** A filter of ListSecrets: beginnings of the field's words, negated by an exclamation mark. */
export function byCondition({ Key, Values }: Filter): Condition {
  checkEnum('filters.1.member.key', Key, KEYS)
  const wanted = (Values ?? []).map((value) => ({
    prefix: value.replace(/^!/, ''),
    negated: value.startsWith('!'),
  }))
  return { key: Key ?? 'all', wanted }
}

export function meets(secret: Secret, { key, wanted }: Condition): boolean {
  const texts = textsOf(secret, key)
  return wanted.some(({ prefix, negated }) => texts.some((text) => begins(text, prefix, key)) !== negated)
}

function begins(text: string, prefix: string, key: string): boolean {
  // Names, tag keys and tag values tell capitals apart; descriptions and `all` do not.
  if (key === 'name' || key === 'tag-key' || key === 'tag-value') return text.startsWith(prefix)
  return text
    .toLowerCase()
    .split(/[\s/_+=.@-]+/)
    .some((word) => word.startsWith(prefix.toLowerCase()))
}

function textsOf({ name, description, tags }: Secret, key: string): readonly string[] {
  if (key === 'name') return [name]
  if (key === 'description') return [description ?? '']
  if (key === 'tag-key') return Object.keys(tags)
  if (key === 'tag-value') return Object.values(tags)
  if (key === 'all') return [name, description ?? '', ...Object.keys(tags), ...Object.values(tags)]
  return []
}
