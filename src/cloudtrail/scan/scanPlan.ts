import { isReadOnlyName } from '../describe.ts'
import { planOf } from '../describePlan.ts'
import { textBy, type LeafStep } from '../leafSteps.ts'
import { openedSlotsOf } from '../openedTexts.ts'
import type { CloudTrailRecord } from '../record.ts'
import { resourceRules } from '../resources.ts'
import { SCANNED_TEXTS, type ScannedText } from './scannedRows.ts'

/** Where a text is in the module's memory, and its length. */
type KeptText = readonly [start: number, length: number]

/** The columns that steps lead to: those before the others. */
type SteppedText = Exclude<ScannedText, 'mark' | 'resourceTypes' | 'resourceNames' | 'readings'>
const STEPPED = SCANNED_TEXTS.slice(0, SCANNED_TEXTS.indexOf('mark')) as SteppedText[]

/**
 * How the records of a kind are described, as the numbers that the module follows
 * (module/describe.ts). `record`: one of the kind; apart from its shape only the texts that make the
 * kind count. null for kinds that are read in other ways.
 *
 * `readings`: those of the names in the shape. `keep` puts a text where it stays.
 */
export function scanPlan(
  { shape, leaves }: CloudTrailRecord,
  readings: string,
  keep: (text: string) => KeptText,
): readonly number[] | null {
  const plan = planOf(shape)
  if (plan.mayHaveMark || (plan.kind !== 'call' && plan.kind !== 'through-endpoint')) return null
  const text = (leaf: number) => (leaf < 0 ? null : textBy([{ how: 'whole', at: leaf }], leaves))
  const steps: Readonly<Record<SteppedText, readonly LeafStep[]>> = {
    ...plan.texts,
    userName: plan.userName(text(plan.identityType)),
  }
  const isReadOnly = isReadOnlyName(text(plan.callName))
  const category = shape.slotAt('eventCategory')
  const rules = resourceRules(text(plan.callName), text(plan.callSource))
  return [
    ...list(openedSlotsOf(shape).map((leaf) => [leaf])),
    // Events of network activity have the endpoint among their resources.
    ...list(
      plan.kind === 'through-endpoint' && category >= 0 ? [[category, ...keep('NetworkActivity')]] : [],
    ),
    ...list(plan.times.map((leaf) => [leaf])),
    ...list(plan.texts.eventID.map(leafOf)),
    ...STEPPED.flatMap((name) => [0, ...list(steps[name].map((step) => stepNumbers(step, keep)))]),
    plan.readOnly,
    isReadOnly === null ? 0 : isReadOnly ? 1 : 2,
    ...list(plan.listedResources.map(({ type, name }) => [type, name])),
    ...list(rules.flatMap(([type, path]) => shape.slotsAt(path).map((leaf) => [...keep(type ?? ''), leaf]))),
    ...keep(readings),
  ]
}

function list(items: readonly (readonly number[])[]): readonly number[] {
  return [items.length, ...items.flat()]
}

const HOW = {
  whole: 0,
  behindColon: 1,
  behindSlash: 2,
  knownAccount: 3,
  dataIfFalse: 4,
  constant: 5,
} as const

function stepNumbers(step: LeafStep, keep: (text: string) => KeptText): readonly number[] {
  if (step.how === 'constant') return [HOW.constant, ...keep(step.text)]
  return [HOW[step.how], step.at, step.how === 'dataIfFalse' ? keep('Data')[0] : 0]
}

const leafOf = (step: LeafStep): readonly number[] => (step.how === 'constant' ? [] : [step.at])
