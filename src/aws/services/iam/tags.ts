import type { Tag } from '@aws-sdk/client-iam'
import { AwsFailure } from '../../failure.ts'

const MOST = 50

/** The tags of an entity after more were given to it. Keys are unique in any case. */
export function taggedWith(
  tags: Readonly<Record<string, string>>,
  given: readonly Tag[] | undefined,
): Record<string, string> {
  const merged = new Map(
    Object.entries(tags).map(([key, value]) => [key.toLowerCase(), [key, value] as const]),
  )
  const seen = new Set<string>()
  for (const { Key = '', Value = '' } of given ?? []) {
    const key = Key.toLowerCase()
    if (seen.has(key))
      throw new AwsFailure(
        'InvalidInput',
        'Duplicate tag keys found. Please note that Tag keys are case insensitive.',
      )
    if (key.startsWith('aws:'))
      throw new AwsFailure('InvalidInput', 'Tag keys that begin with aws: are reserved for AWS.')
    seen.add(key)
    merged.set(key, [Key, Value])
  }
  if (merged.size > MOST)
    throw new AwsFailure('LimitExceeded', `Cannot exceed quota for TagsPerResource: ${MOST}`, 409)
  return Object.fromEntries(merged.values())
}
