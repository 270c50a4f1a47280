import { TIME_PATHS } from './eventTime.ts'
import { pathsOf } from './fieldPaths.ts'
import type { LeafStep, PathStep } from './leafSteps.ts'
import type { RecordShape } from './recordShape.ts'
import { listedResourceSlots, type ListedResource } from './resources.ts'
import { userNameSteps } from './userName.ts'

/** The fields that are read by steps which depend on the shape alone. */
const PLANNED_FIELDS = [
  'eventID',
  'eventName',
  'eventSource',
  'awsRegion',
  'sourceIPAddress',
  'userAgent',
  'errorCode',
  'accessKeyId',
  'accountId',
  'userType',
  'invokedBy',
  'eventType',
] as const

type PlannedField = (typeof PLANNED_FIELDS)[number] | 'eventCategory'

/** Kinds of records that differ in where they have what lists show: docs/cloudtrail.md#records-of-another-kind */
type Kind = 'call' | 'converted' | 'insight' | 'aggregated' | 'audit' | 'through-endpoint'

/**
 * Where the records of a shape have what an event shows, best first: each text is read by the first
 * step that gives one. What depends on a value too is planned for that value.
 */
export class DescribePlan {
  readonly kind: Kind
  readonly times: readonly number[]
  readonly texts: Readonly<Record<PlannedField, readonly LeafStep[]>>
  /** Single leaves; -1 for none. The name and the source are those of a call. */
  readonly readOnly: number
  readonly callName: number
  readonly callSource: number
  readonly identityType: number
  readonly listedResources: readonly ListedResource[]
  /** Whether any record of the shape may have a mark. */
  readonly mayHaveMark: boolean
  readonly #shape: RecordShape
  readonly #userNames = new Map<readonly PathStep[], readonly LeafStep[]>()

  constructor(shape: RecordShape) {
    this.#shape = shape
    this.kind = kindOf(shape)
    this.times = TIME_PATHS.map((path) => shape.slotAt(path)).filter((slot) => slot >= 0)
    this.texts = {
      ...(Object.fromEntries(
        PLANNED_FIELDS.map((field) => [
          field,
          this.#inLeaves(pathsOf(field).map((at) => ({ how: 'whole', at }))),
        ]),
      ) as Record<PlannedField, readonly LeafStep[]>),
      eventCategory: this.#inLeaves([
        { how: 'whole', at: 'eventCategory' },
        { how: 'dataIfFalse', at: 'managementEvent' },
        { how: 'constant', text: this.kind === 'insight' ? 'Insight' : 'Management' },
      ]),
    }
    this.readOnly = shape.slotAt('readOnly')
    this.callName = shape.slotAt('eventName')
    this.callSource = shape.slotAt('eventSource')
    this.identityType = shape.slotAt('userIdentity.type')
    this.listedResources = listedResourceSlots(shape)
    this.mayHaveMark = shape.slotAt('insightDetails.state') >= 0 || shape.slotAt('addendum.reason') >= 0
  }

  /** `identityType`: the text of the leaf of that name. */
  userName(identityType: string | null): readonly LeafStep[] {
    return this.steps(userNameSteps(identityType))
  }

  /** `steps`: always the same array for the same steps. */
  steps(steps: readonly PathStep[]): readonly LeafStep[] {
    let inLeaves = this.#userNames.get(steps)
    if (!inLeaves) this.#userNames.set(steps, (inLeaves = this.#inLeaves(steps)))
    return inLeaves
  }

  #inLeaves(steps: readonly PathStep[]): readonly LeafStep[] {
    return steps.flatMap((step): LeafStep[] => {
      if (step.how === 'constant') return [step]
      const at = this.#shape.slotAt(step.at)
      return at < 0 ? [] : [{ how: step.how, at }]
    })
  }
}

/** Made once for each shape. */
export function planOf(shape: RecordShape): DescribePlan {
  let plan = plans.get(shape)
  if (!plan) plans.set(shape, (plan = new DescribePlan(shape)))
  return plan
}

const plans = new WeakMap<RecordShape, DescribePlan>()

/** How records end that were put together from events of OCSF and ECS (ingest/shapes). */
const CONVERTED = /,"(?:ocsf|ecs)":\{[^]*\}\}$/

function kindOf(shape: RecordShape): Kind {
  if (shape.hasBelow('insightDetails')) return 'insight'
  if (shape.hasBelow('summary.primaryDimension')) return 'aggregated'
  if (shape.hasBelow('eventData')) return 'audit'
  if (CONVERTED.test(shape.text)) return 'converted'
  return shape.slotAt('vpcEndpointId') < 0 ? 'call' : 'through-endpoint'
}
