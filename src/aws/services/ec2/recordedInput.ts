import type { Filter, Tag, TagSpecification } from '@aws-sdk/client-ec2'
import type { JsonObject } from '../../../account/json.ts'

/** A list as requestParameters have it: `{"items":[{"instanceId":"i-0…"}]}`, or `{}`. */
export function setOf(values: readonly string[] | undefined, name: string): JsonObject {
  return itemsOf(values?.map((value) => ({ [name]: value })))
}

export function itemsOf(items: readonly JsonObject[] | undefined): JsonObject {
  return items === undefined || items.length === 0 ? {} : { items }
}

export function filterSet(filters: readonly Filter[] | undefined): JsonObject {
  return itemsOf(filters?.map(({ Name, Values }) => ({ name: Name, valueSet: setOf(Values, 'value') })))
}

export function tagSet(tags: readonly Tag[] | undefined): JsonObject {
  return itemsOf(recordedTags(tags))
}

/** To be spread into the request's members, of which it is one only if tags were given. */
export function tagSpecificationSet(specifications: readonly TagSpecification[] | undefined): JsonObject {
  if (specifications === undefined || specifications.length === 0) return {}
  return {
    tagSpecificationSet: itemsOf(
      specifications.map(({ ResourceType, Tags }) => ({
        resourceType: ResourceType,
        tags: recordedTags(Tags),
      })),
    ),
  }
}

function recordedTags(tags: readonly Tag[] | undefined): JsonObject[] {
  return (tags ?? []).map(({ Key, Value }) => ({ key: Key, value: Value }))
}
