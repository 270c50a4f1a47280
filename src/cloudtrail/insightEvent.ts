import { namedByArn, typeByArn } from './arnName.ts'
import type { CloudTrailEvent, EventResource } from './event.ts'

/**
 * Who made most of the unusual calls, and the identities of all that made some, as resources.
 * `record` is the parsed record, whatever it contains. docs/cloudtrail.md#insights-events
 */
export function insightFields(record: unknown): Pick<CloudTrailEvent, 'userName' | 'resources'> {
  const arns = attributedTo(record)
  const resources = arns.map((arn): EventResource => ({
    resourceType: typeByArn(arn),
    resourceName: arn,
    derived: true,
  }))
  return { userName: arns[0] === undefined ? null : (namedByArn(arns[0]) ?? arns[0]), resources }
}

/** The ARNs of the callers, the most active first. */
export function attributedTo(record: unknown): readonly string[] {
  const attributions = ['insightDetails', 'insightContext', 'attributions'].reduce(member, record)
  if (!Array.isArray(attributions)) return []
  const arns = attributions
    .filter((each) => member(each, 'attribute') === 'userIdentityArn')
    .flatMap((each) => {
      const values = member(each, 'insight')
      return Array.isArray(values) ? values.map((value) => member(value, 'value')) : []
    })
    // The text null is written if there is none.
    .filter((value): value is string => typeof value === 'string' && value !== '' && value !== 'null')
  return [...new Set(arns)]
}

function member(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined
  return Reflect.get(value, name)
}
