/** A format that records are put together from, in which they are not the original ones. */
export type AssembledFrom = 'OCSF' | 'ECS'

/**
 * What a record was put together from; null for an original one. `record`: its text, as
 * `recordOfOcsf` and `recordOfEcs` make it.
 */
export function assembledFrom(record: string): AssembledFrom | null {
  if (!record.endsWith('}}')) return null
  return record.includes(',"ocsf":{') ? 'OCSF' : record.includes(',"ecs":{') ? 'ECS' : null
}
