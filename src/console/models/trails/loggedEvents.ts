import {
  FIELD_OPERATORS,
  type AdvancedEventSelector,
  type EventSelector,
  type FieldOperator,
  type FieldSelector,
  type Selectors,
} from './trail.ts'

/** Which events a trail logs, as its form has it. */
export interface LoggedEvents {
  readonly management: ManagementEvents | null
  /** Data events have advanced selectors, or basic ones. */
  readonly isAdvanced: boolean
  readonly advanced: readonly DataSelector[]
  readonly basic: readonly BasicDataEvents[]
  /** Advanced selectors that the form does not show: they are kept as they are. */
  readonly others: readonly AdvancedEventSelector[]
}

export interface ReadWrite {
  readonly reads: boolean
  readonly writes: boolean
}

export interface ManagementEvents extends ReadWrite {
  readonly excludesKms: boolean
  readonly excludesRdsData: boolean
}

export interface DataSelector {
  readonly name: string
  /** `AWS::S3::Object` */
  readonly resourceType: string
  readonly conditions: readonly FieldCondition[]
}

export interface FieldCondition {
  readonly field: string
  readonly operator: FieldOperator
  readonly values: readonly string[]
}

export interface BasicDataEvents extends ReadWrite {
  readonly resourceType: string
  /** ARNs, or what they begin with. */
  readonly values: readonly string[]
}

export const ALL_MANAGEMENT: ManagementEvents = {
  reads: true,
  writes: true,
  excludesKms: false,
  excludesRdsData: false,
}

/** Those of a new trail: all management events. */
export const NEW_TRAIL_EVENTS: LoggedEvents = {
  management: ALL_MANAGEMENT,
  isAdvanced: true,
  advanced: [],
  basic: [],
  others: [],
}

const KMS = 'kms.amazonaws.com'
const RDS_DATA = 'rdsdata.amazonaws.com'

const excludedSources = ({ excludesKms, excludesRdsData }: ManagementEvents): readonly string[] => [
  ...(excludesKms ? [KMS] : []),
  ...(excludesRdsData ? [RDS_DATA] : []),
]

/** The input of PutEventSelectors. Without data events, the simpler basic selectors say it all. */
export function selectorsOf(events: LoggedEvents): Selectors {
  const { isAdvanced, advanced, others } = events
  return isAdvanced && (advanced.length > 0 || others.length > 0)
    ? { AdvancedEventSelectors: advancedSelectors(events) }
    : { EventSelectors: basicSelectors(events) }
}

function basicSelectors({ management, isAdvanced, basic }: LoggedEvents): readonly EventSelector[] {
  const data = isAdvanced ? [] : basic
  const ofManagement: EventSelector[] = management
    ? [
        {
          ReadWriteType: readWriteType(management),
          IncludeManagementEvents: true,
          DataResources: [],
          ExcludeManagementEventSources: excludedSources(management),
        },
      ]
    : []
  const types = [...new Set(data.map(readWriteType))]
  return [
    ...ofManagement,
    ...types.map((type) => ({
      ReadWriteType: type,
      IncludeManagementEvents: false,
      DataResources: data
        .filter((each) => readWriteType(each) === type)
        .map(({ resourceType, values }) => ({ Type: resourceType, Values: values })),
      ExcludeManagementEventSources: [],
    })),
  ]
}

function advancedSelectors({ management, advanced, others }: LoggedEvents): readonly AdvancedEventSelector[] {
  return [
    ...(management ? [managementSelector(management)] : []),
    ...advanced.map(({ name, resourceType, conditions }) => ({
      ...(name !== '' && { Name: name }),
      FieldSelectors: [
        { Field: 'eventCategory', Equals: ['Data'] },
        { Field: 'resources.type', Equals: [resourceType] },
        ...fieldSelectors(conditions),
      ],
    })),
    ...others,
  ]
}

function managementSelector(management: ManagementEvents): AdvancedEventSelector {
  const { reads, writes } = management
  const excluded = excludedSources(management)
  return {
    Name: MANAGEMENT_NAME,
    FieldSelectors: [
      { Field: 'eventCategory', Equals: ['Management'] },
      ...(reads && writes ? [] : [{ Field: 'readOnly', Equals: [String(reads)] }]),
      ...(excluded.length > 0 ? [{ Field: 'eventSource', NotEquals: excluded }] : []),
    ],
  }
}

/** As the AWS console names it. */
const MANAGEMENT_NAME = 'Management events selector'

/** The conditions on one field are one field selector. */
function fieldSelectors(conditions: readonly FieldCondition[]): readonly FieldSelector[] {
  const fields = [...new Set(conditions.map(({ field }) => field))]
  return fields.map((field) => {
    const selector: { Field: string } & { [Operator in FieldOperator]?: string[] } = { Field: field }
    for (const condition of conditions)
      if (condition.field === field) (selector[condition.operator] ??= []).push(...condition.values)
    return selector
  })
}

/** What the selectors of a trail say, for its form. */
export function loggedEventsOf({ EventSelectors, AdvancedEventSelectors }: Selectors): LoggedEvents {
  return AdvancedEventSelectors ? fromAdvanced(AdvancedEventSelectors) : fromBasic(EventSelectors ?? [])
}

function fromBasic(selectors: readonly EventSelector[]): LoggedEvents {
  const basic = selectors.flatMap(({ ReadWriteType = 'All', DataResources = [] }) =>
    DataResources.map(({ Type, Values }) => ({
      resourceType: Type,
      values: Values,
      ...readWriteOf(ReadWriteType),
    })),
  )
  const ofManagement = selectors.filter(({ IncludeManagementEvents = true }) => IncludeManagementEvents)
  const excludes = (source: string) =>
    ofManagement.every(({ ExcludeManagementEventSources = [] }) =>
      ExcludeManagementEventSources.includes(source),
    )
  return {
    ...NEW_TRAIL_EVENTS,
    management:
      ofManagement.length === 0
        ? null
        : {
            reads: ofManagement.some(({ ReadWriteType }) => ReadWriteType !== 'WriteOnly'),
            writes: ofManagement.some(({ ReadWriteType }) => ReadWriteType !== 'ReadOnly'),
            excludesKms: excludes(KMS),
            excludesRdsData: excludes(RDS_DATA),
          },
    isAdvanced: basic.length === 0,
    basic,
  }
}

function fromAdvanced(selectors: readonly AdvancedEventSelector[]): LoggedEvents {
  let management: ManagementEvents | null = null
  const advanced: DataSelector[] = []
  const others: AdvancedEventSelector[] = []
  for (const selector of selectors) {
    const ofManagement: ManagementEvents | null = management === null ? managementOf(selector) : null
    const ofData = dataOf(selector)
    if (ofManagement) management = ofManagement
    else if (ofData) advanced.push(ofData)
    else others.push(selector)
  }
  return { management, isAdvanced: true, advanced, basic: [], others }
}

/** Null if it is no selector of management events that the form can show. */
function managementOf({ FieldSelectors }: AdvancedEventSelector): ManagementEvents | null {
  if (!isOfCategory(FieldSelectors, 'Management')) return null
  const readOnly = FieldSelectors.find(({ Field }) => Field === 'readOnly')?.Equals
  const excluded = FieldSelectors.find(({ Field }) => Field === 'eventSource')?.NotEquals ?? []
  return {
    reads: readOnly?.includes('true') ?? true,
    writes: readOnly?.includes('false') ?? true,
    excludesKms: excluded.includes(KMS),
    excludesRdsData: excluded.includes(RDS_DATA),
  }
}

function dataOf({ Name = '', FieldSelectors }: AdvancedEventSelector): DataSelector | null {
  const resourceType = FieldSelectors.find(({ Field }) => Field === 'resources.type')?.Equals?.[0]
  if (!isOfCategory(FieldSelectors, 'Data') || resourceType === undefined) return null
  const conditions = FieldSelectors.filter(
    ({ Field }) => Field !== 'eventCategory' && Field !== 'resources.type',
  ).flatMap((selector) =>
    FIELD_OPERATORS.flatMap((operator) => {
      const values = selector[operator]
      return values ? [{ field: selector.Field, operator, values }] : []
    }),
  )
  return { name: Name, resourceType, conditions }
}

const isOfCategory = (fields: readonly FieldSelector[], category: string): boolean =>
  fields.some(({ Field, Equals }) => Field === 'eventCategory' && Equals?.[0] === category)

function readWriteType({ reads, writes }: ReadWrite): 'All' | 'ReadOnly' | 'WriteOnly' {
  if (reads && writes) return 'All'
  return reads ? 'ReadOnly' : 'WriteOnly'
}

const readWriteOf = (type: string): ReadWrite => ({
  reads: type !== 'WriteOnly',
  writes: type !== 'ReadOnly',
})

/** Why a trail cannot log these events, in a sentence; null if it can. */
export function problemOfEvents({
  management,
  isAdvanced,
  advanced,
  basic,
  others,
}: LoggedEvents): string | null {
  if (management && !management.reads && !management.writes)
    return 'Choose Read, Write, or both for management events.'
  const data = isAdvanced ? advanced : basic
  if (!management && data.length === 0 && !(isAdvanced && others.length > 0))
    return 'Choose management events, data events, or both.'
  if (data.some(({ resourceType }) => resourceType.trim() === ''))
    return 'Choose a resource type for each data event.'
  if (!isAdvanced && basic.some(({ reads, writes }) => !reads && !writes))
    return 'Choose Read, Write, or both for each data event.'
  if (isAdvanced && advanced.some(({ conditions }) => conditions.some(({ values }) => values.length === 0)))
    return 'Enter a value for each condition of a data event.'
  return null
}
