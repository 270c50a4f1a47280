import { mayHaveReadings, readingsOf } from '../cloudtrail/readings.ts'
import type { CloudTrailRecord } from '../cloudtrail/record.ts'
import { LEAF_SEPARATOR, type RecordShape } from '../cloudtrail/recordShape.ts'

/**
 * The readings of a record's leaves and names (`readings.ts`), which stores keep so that free text
 * finds them. Empty for most records.
 */
export function readingsText({ leavesText, shape }: CloudTrailRecord): string {
  let ofNames = known.get(shape)
  if (ofNames === undefined) known.set(shape, (ofNames = readingsOfNames(shape.text)))
  return withReadings(leavesText, ofNames)
}

const known = new WeakMap<RecordShape, readonly string[]>()

/** The same for leaves as stores keep them, and the readings of the names in their shape. */
export function withReadings(leavesText: string, ofNames: readonly string[]): string {
  if (!mayHaveReadings(leavesText)) return ofNames.join(LEAF_SEPARATOR)
  const ofLeaves = leavesText
    .split(LEAF_SEPARATOR)
    .flatMap((leaf) => (mayHaveReadings(leaf) ? readingsOf(leaf) : []))
  return [...ofLeaves, ...ofNames].join(LEAF_SEPARATOR)
}

/** Of the names in the text of a shape. */
export function readingsOfNames(shapeText: string): readonly string[] {
  if (!mayHaveReadings(shapeText)) return []
  return [...shapeText.matchAll(STRING)].flatMap(([, name = '']) => readingsOf(name))
}

const STRING = /"([^"\\]*(?:\\.[^"\\]*)*)"/g
