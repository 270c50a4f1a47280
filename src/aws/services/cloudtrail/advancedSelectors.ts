import type { AdvancedEventSelector, AdvancedFieldSelector } from '@aws-sdk/client-cloudtrail'

const MAX_VALUES = 500
const MAX_NAME_LENGTH = 1000

const OPERATORS = [
  'Equals',
  'StartsWith',
  'EndsWith',
  'NotEquals',
  'NotStartsWith',
  'NotEndsWith',
] as const satisfies readonly (keyof AdvancedFieldSelector)[]

type Operator = (typeof OPERATORS)[number]

/** What a field accepts. Without operators, all; without values, any. */
interface FieldRule {
  readonly operators?: readonly Operator[]
  readonly values?: readonly string[]
  readonly isRequired?: boolean
  /** Whether it has exactly one value. */
  readonly isSingle?: boolean
}

type Rules = Readonly<Record<string, FieldRule>>

const EQUALS: FieldRule = { operators: ['Equals'] }
const READ_ONLY: FieldRule = { ...EQUALS, values: ['true', 'false'], isSingle: true }
const CATEGORY: FieldRule = { ...EQUALS, isRequired: true, isSingle: true }

/** The fields of each category of events that a trail can select. */
const CATEGORIES: Readonly<Record<string, Rules>> = {
  Management: {
    eventCategory: CATEGORY,
    readOnly: READ_ONLY,
    eventSource: { operators: ['NotEquals'], values: ['kms.amazonaws.com', 'rdsdata.amazonaws.com'] },
  },
  Data: {
    eventCategory: CATEGORY,
    'resources.type': { ...EQUALS, isRequired: true, isSingle: true },
    readOnly: READ_ONLY,
    eventName: {},
    eventSource: {},
    eventType: {},
    'resources.ARN': {},
    sessionCredentialFromConsole: {},
    'userIdentity.arn': {},
  },
  NetworkActivity: {
    eventCategory: CATEGORY,
    eventSource: { ...EQUALS, isRequired: true },
    eventName: {},
    errorCode: { ...EQUALS, values: ['VpceAccessDenied'] },
    vpcEndpointId: {},
  },
}

/** Why a trail cannot have these selectors, in a sentence; null if it can. */
export function whyInvalidAdvanced(selectors: readonly AdvancedEventSelector[]): string | null {
  if (selectors.length === 0) return 'AdvancedEventSelectors is empty. A trail must have at least one.'
  const values = selectors
    .flatMap(({ FieldSelectors = [] }) => FieldSelectors)
    .reduce((sum, field) => sum + valuesOf(field).length, 0)
  if (values > MAX_VALUES)
    return `The advanced event selectors have ${values} values, but a trail can have at most ${MAX_VALUES}.`
  for (const selector of selectors) {
    const why = whyInvalid(selector)
    if (why !== null) return why
  }
  return null
}

function whyInvalid({ Name = '', FieldSelectors: fields = [] }: AdvancedEventSelector): string | null {
  if (Name.length > MAX_NAME_LENGTH)
    return `The name of an advanced event selector can have at most ${MAX_NAME_LENGTH} characters.`
  const category = fields.find(({ Field }) => Field === 'eventCategory')?.Equals?.[0] ?? ''
  if (!Object.hasOwn(CATEGORIES, category))
    return `An advanced event selector must have the field eventCategory that equals one of ${Object.keys(CATEGORIES).join(', ')}.`
  const rules = CATEGORIES[category]!
  const names = fields.map(({ Field }) => Field ?? '')
  const missing = Object.keys(rules).find((name) => rules[name]!.isRequired && !names.includes(name))
  if (missing !== undefined) return `A selector of ${category} events must have the field ${missing}.`
  const repeated = names.find((name, index) => names.indexOf(name) !== index)
  if (repeated !== undefined) return `The field ${repeated} is there twice in one advanced event selector.`
  for (const field of fields) {
    const name = field.Field ?? ''
    const why = Object.hasOwn(rules, name)
      ? whyInvalidField(field, rules[name]!)
      : `Selectors of ${category} events do not have the field ${name}.`
    if (why !== null) return why
  }
  return null
}

function whyInvalidField(field: AdvancedFieldSelector, rule: FieldRule): string | null {
  const name = field.Field
  const used = OPERATORS.filter((operator) => field[operator] !== undefined)
  const values = valuesOf(field)
  if (values.length === 0 || used.some((operator) => field[operator]!.length === 0))
    return `The field ${name} has no operator, or an operator without values.`
  const wrong = used.find((operator) => rule.operators && !rule.operators.includes(operator))
  if (wrong !== undefined)
    return `The field ${name} only supports ${rule.operators!.join(', ')}, not ${wrong}.`
  if (rule.isSingle && values.length > 1) return `The field ${name} can have only one value.`
  const unknown = values.find((value) => value === '' || (rule.values && !rule.values.includes(value)))
  if (unknown === undefined) return null
  return rule.values
    ? `The field ${name} only supports ${rule.values.join(', ')}, not ${JSON.stringify(unknown)}.`
    : `The field ${name} has an empty value.`
}

const valuesOf = (field: AdvancedFieldSelector): readonly string[] =>
  OPERATORS.flatMap((operator) => field[operator] ?? [])
