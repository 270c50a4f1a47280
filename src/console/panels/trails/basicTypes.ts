import type { BasicDataEvents } from '../../models/trails/loggedEvents.ts'

/** The types that basic event selectors know, and what stands for all resources of each. */
export const BASIC_TYPES = [
  { type: 'AWS::S3::Object', label: 'S3', all: 'All buckets', every: 'arn:aws:s3' },
  { type: 'AWS::Lambda::Function', label: 'Lambda', all: 'All functions', every: 'arn:aws:lambda' },
  { type: 'AWS::DynamoDB::Table', label: 'DynamoDB', all: 'All tables', every: 'arn:aws:dynamodb' },
] as const

/** All events of a type; of S3 if basic event selectors do not know the type. */
export function allOfType(resourceType: string): BasicDataEvents {
  const { type, every } = BASIC_TYPES.find((each) => each.type === resourceType) ?? BASIC_TYPES[0]
  return { resourceType: type, values: [every], reads: true, writes: true }
}
