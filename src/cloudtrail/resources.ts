import type { EventResource } from './event.ts'
import type { CloudTrailRecord } from './record.ts'
import { decodeLeaf } from './recordShape.ts'
import { RESOURCE_RULES, WELL_KNOWN_PARAMETERS, type ResourceRule } from './resourceRules.ts'

/**
 * The resources an event refers to: those that the record lists, then those that CloudTrail would
 * derive from the request and the response, marked as derived. Each pair of type and name appears
 * once. docs/cloudtrail.md#resources
 */
export function resourcesOf(record: CloudTrailRecord, eventName: string | null): EventResource[] {
  const found = new Map<string, EventResource>()
  const names = new Set<string>()
  const add = (resourceType: string | null, resourceName: string | null, derived: boolean) => {
    if (resourceType === null && resourceName === null) return
    const key = `${resourceType} ${resourceName}`
    if (found.has(key) || (derived && resourceName !== null && names.has(resourceName))) return
    if (resourceName !== null) names.add(resourceName)
    found.set(key, derived ? { resourceType, resourceName, derived } : { resourceType, resourceName })
  }
  for (const { resourceType, resourceName } of listedResources(record)) add(resourceType, resourceName, false)
  for (const [type, path] of rulesFor(record, eventName)) {
    for (const value of record.values(path)) {
      for (const name of namesIn(value)) add(type, name, true)
    }
  }
  return [...found.values()]
}

/** `resources` of the record: items `{ARN, accountId, type}`, any part of which may be missing. */
function listedResources(record: CloudTrailRecord): EventResource[] {
  const { resources } = record.shape.outline
  const items: readonly unknown[] = Array.isArray(resources) ? resources : [resources]
  return items.flatMap((item) => {
    if (typeof item !== 'object' || item === null) return []
    const members = item as Readonly<Record<string, unknown>>
    const text = (...names: string[]) => {
      const slot = names.map((name) => members[name]).find((member) => typeof member === 'string')
      return slot === undefined ? null : decodeLeaf(record.leaves[Number(slot)]!) || null
    }
    return {
      resourceType: text('type', 'resourceType'),
      resourceName: text('ARN', 'ARNPrefix', 'arn', 'resourceName'),
    }
  })
}

function rulesFor(record: CloudTrailRecord, eventName: string | null): readonly ResourceRule[] {
  const own =
    eventName === null
      ? undefined
      : (RESOURCE_RULES.get(eventName) ?? RESOURCE_RULES.get(eventName.replace(VERSION_SUFFIX, '')))
  if (own) return own
  const service = record.value('eventSource')?.split('.')[0] ?? ''
  return WELL_KNOWN_PARAMETERS.get(service) ?? []
}

/**
 * Lambda and CloudFront name the API's version: `CreateFunction20150331`,
 * `UpdateFunctionCode20150331v2`.
 */
export const VERSION_SUFFIX = /_?20\d\d_?\d\d_?\d\d(v\d)?$/

/**
 * A leaf with several names is still one name. White space around it does not belong to it:
 * docs/cloudtrail.md#irregular-values
 */
function namesIn(value: string): string[] {
  const name = value.trim()
  return name === '' || name.length > 2048 ? [] : [name]
}
