import type { CloudTrailRecord } from './record.ts'
import type { RecordShape } from './recordShape.ts'

/**
 * Whether an object is a record written by CloudTrail, rather than one of the many with similar
 * members.
 */
export function isCloudTrailRecord(record: CloudTrailRecord): boolean {
  const traits = knownTraits(record.shape)
  if (traits.isLookAlike || traits.isFlat) return false
  const source = traits.sourceSlot < 0 ? null : record.leaves[traits.sourceSlot]!
  // S3, SNS, SQS, Kinesis and DynamoDB describe their events in objects with eventVersion,
  // eventName and eventSource aws:…
  if (source?.startsWith('aws:')) return false
  if (traits.isVersioned) return true
  return source !== null && traits.hasName && /\.amazonaws\.com(?:\.cn)?$/.test(source)
}

/** Whether it is one beyond doubt, wherever it was found: it has a version too. */
export function isVersionedRecord(record: CloudTrailRecord): boolean {
  return knownTraits(record.shape).isVersioned && isCloudTrailRecord(record)
}

interface ShapeTraits {
  readonly isVersioned: boolean
  readonly hasName: boolean
  readonly sourceSlot: number
  readonly isLookAlike: boolean
  /** Whether its names are paths, `userIdentity.type`: a row of a table. */
  readonly isFlat: boolean
}

const traitsOfShapes = new WeakMap<RecordShape, ShapeTraits>()

function knownTraits(shape: RecordShape): ShapeTraits {
  let traits = traitsOfShapes.get(shape)
  if (!traits) {
    traits = traitsOf(shape)
    traitsOfShapes.set(shape, traits)
  }
  return traits
}

function traitsOf(shape: RecordShape): ShapeTraits {
  const has = (path: string) => shape.slotAt(path) >= 0
  const isVersioned =
    has('eventVersion') &&
    (has('eventID') ||
      has('eventId') ||
      has('eventName') ||
      has('eventSource') ||
      has('eventCategory') ||
      has('eventType'))
  return {
    isVersioned,
    hasName: has('eventName'),
    sourceSlot: shape.slotAt('eventSource'),
    // insightDetails alone, without its record, also has an eventSource and an eventName.
    isLookAlike: !isVersioned && (has('insightType') || shape.hasBelow('insightContext')),
    isFlat: !shape.hasBelow('userIdentity') && shape.paths.some((path) => FLAT_NAME.test(path)),
  }
}

/**
 * A path of one name that is a path itself, whose dots are escaped; an object below it was never
 * laid flat.
 */
const FLAT_NAME =
  /^(?:userIdentity|requestParameters|responseElements|tlsDetails)(?:\\\.|[_/])(?:[^.\\]|\\.)*$/
