import type { EventResource } from './event.ts'
import type { CloudTrailRecord } from './record.ts'
import { decodeLeaf, type RecordShape } from './recordShape.ts'
import { RESOURCE_RULES, WELL_KNOWN_PARAMETERS, type ResourceRule } from './resourceRules.ts'

/** The leaves with the type and the name of a resource that a record lists; -1 for none. */
export interface ListedResource {
  readonly type: number
  readonly name: number
}

/** `resources` of a record: items `{ARN, accountId, type}`, any part of which may be missing. */
export function listedResourceSlots(shape: RecordShape): readonly ListedResource[] {
  const { resources } = shape.outline
  const items: readonly unknown[] = Array.isArray(resources) ? resources : [resources]
  return items.flatMap((item) => {
    if (typeof item !== 'object' || item === null) return []
    const members = item as Readonly<Record<string, unknown>>
    const slot = (...names: string[]) => {
      const leaf = names.map((name) => members[name]).find((member) => typeof member === 'string')
      return leaf === undefined ? -1 : Number(leaf)
    }
    return { type: slot('type', 'resourceType'), name: slot('ARN', 'ARNPrefix', 'arn', 'resourceName') }
  })
}

/** The rules by which CloudTrail would derive the resources of a call. */
export function resourceRules(eventName: string | null, eventSource: string | null): readonly ResourceRule[] {
  const own =
    eventName === null
      ? undefined
      : (RESOURCE_RULES.get(eventName) ?? RESOURCE_RULES.get(eventName.replace(VERSION_SUFFIX, '')))
  return own ?? WELL_KNOWN_PARAMETERS.get(eventSource?.split('.')[0] ?? '') ?? []
}

/**
 * Lambda and CloudFront name the API's version: `CreateFunction20150331`,
 * `UpdateFunctionCode20150331v2`.
 */
export const VERSION_SUFFIX = /_?20\d\d_?\d\d_?\d\d(v\d)?$/

/**
 * The resources an event refers to: those that the record lists, then those that the rules derive
 * from the request and the response, marked as derived. Each pair of type and name appears once.
 * docs/cloudtrail.md#resources
 */
export function resourcesOf(
  { shape, leaves }: CloudTrailRecord,
  listed: readonly ListedResource[],
  rules: readonly ResourceRule[],
): EventResource[] {
  const found = new Map<string, EventResource>()
  const names = new Set<string>()
  const add = (resource: EventResource) => {
    const { resourceType, resourceName, derived } = resource
    if (resourceType === null && resourceName === null) return
    // No decoded value contains the separator.
    const key = `${resourceType ?? ''}\u001c${resourceName ?? ''}`
    if (found.has(key) || (derived && resourceName !== null && names.has(resourceName))) return
    if (resourceName !== null) names.add(resourceName)
    found.set(key, resource)
  }
  const text = (slot: number) => (slot < 0 ? null : decodeLeaf(leaves[slot]!) || null)
  for (const { type, name } of listed) add({ resourceType: text(type), resourceName: text(name) })
  for (const [resourceType, path] of rules) {
    for (const slot of shape.slotsAt(path)) {
      // White space around a name does not belong to it: docs/cloudtrail.md#irregular-values
      const resourceName = decodeLeaf(leaves[slot]!).trim()
      if (resourceName !== '' && resourceName.length <= LONGEST_NAME)
        add({ resourceType, resourceName, derived: true })
    }
  }
  return [...found.values()]
}

/** Of a derived resource; a longer leaf is a document. */
const LONGEST_NAME = 2048
