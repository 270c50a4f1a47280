import type { CloudTrailEvent, EventResource } from './event.ts'
import { inWords, nameIn, readArn, typeWords } from './summaryWords.ts'

/** Resources of one type that an event refers to, as a sentence names them. */
export interface Target {
  /** `security group`; empty if nothing shows what the resources are. */
  readonly type: string
  /** `i-1, i-2, i-3 and 2 more` */
  readonly names: string
  readonly isOne: boolean
}

/** The resources of an event by type, in the order of their first appearance. */
export function targetsOf({ resources, eventCategory }: CloudTrailEvent, record: unknown): readonly Target[] {
  const byType = new Map<string, string[]>()
  for (const resource of resources) {
    const { resourceName } = resource
    // S3 writes the prefix of a whole bucket as an object.
    if (resourceName === null || isBucketPrefix(resource)) continue
    // The way of a call rather than its object; the sentence names it there.
    if (eventCategory === 'NetworkActivity' && resource.resourceType === 'AWS::EC2::VPCEndpoint') continue
    const type = typeOf(resource, record)
    const names = byType.get(type)
    if (names) names.push(resourceName)
    else byType.set(type, [resourceName])
  }
  return Array.from(byType, ([type, names]) => {
    const chosen = bestNames(names)
    return { type, names: inList(chosen), isOne: chosen.length === 1 }
  })
}

/** `instance i-1`, `instances i-1, i-2` */
export function named({ type, names, isOne }: Target): string {
  if (type === '') return names
  return `${isOne ? type : pluralOf(type)} ${names}`
}

const isBucketPrefix = ({ resourceType, resourceName }: EventResource): boolean =>
  resourceType === 'AWS::S3::Object' && /^(?:arn:[^:]*:s3:::)?[^/]+\/$/.test(resourceName ?? '')

/** By the resource's type, the request parameter that has its name, or its ARN. */
function typeOf({ resourceType, resourceName }: EventResource, record: unknown): string {
  if (resourceType !== null) return typeWords(resourceType)
  const name = resourceName ?? ''
  const [type = '', ...rest] = readArn(name)?.resource.split(/[/:]/) ?? []
  if (rest.length > 0 && /^[a-z]+(?:-[a-z]+)*$/.test(type)) return type.replaceAll('-', ' ')
  const parameter = parametersOf(record).find(([, value]) => value === name)?.[0]
  const words = parameter?.replace(/(?:Name|Id|Identifier|Arn|ARN)s?$/, '')
  return words === undefined || /^(?:resource|name|id|arn|target)?$/i.test(words) ? '' : inWords(words)
}

/** The request parameters at the top level that are texts. */
export function parametersOf(record: unknown): readonly (readonly [name: string, value: string])[] {
  if (typeof record !== 'object' || record === null || !Object.hasOwn(record, 'requestParameters')) return []
  const parameters: unknown = Reflect.get(record, 'requestParameters')
  if (typeof parameters !== 'object' || parameters === null || Array.isArray(parameters)) return []
  return Object.entries(parameters).flatMap(([name, value]) =>
    typeof value === 'string' && value.trim() !== '' ? [[name, value] as const] : [],
  )
}

/**
 * Resources come with several names each. The plain name is best, then the ID, then the end of an
 * ARN, then a unique ID of IAM.
 */
function bestNames(names: readonly string[]): readonly string[] {
  const arns = names.filter((name) => readArn(name) !== null)
  const unique = names.filter((name) => /^(?:AIDA|AROA|AGPA|ANPA|AIPA)[A-Z0-9]/.test(name))
  const others = names.filter((name) => !arns.includes(name) && !unique.includes(name))
  const plain = others.filter((name) => !/^[a-z]+-[0-9a-f]{8,17}$/.test(name))
  const best = [plain, others, arns, names].find(({ length }) => length > 0) ?? []
  return [...new Set(best.map(nameIn))]
}

function inList(names: readonly string[]): string {
  if (names.length <= 3) return names.join(', ')
  return `${names.slice(0, 3).join(', ')} and ${names.length - 3} more`
}

/** `policies` for `policy` */
function pluralOf(noun: string): string {
  if (isPlural(noun)) return noun
  if (/[^aeiou]y$/.test(noun)) return `${noun.slice(0, -1)}ies`
  return /(?:s|x|ch|sh)$/.test(noun) ? `${noun}es` : `${noun}s`
}

/** `instance` for `instances`; of `instance profiles for role` only the first noun changes. */
export function singularOf(noun: string): string {
  const [, head = noun, rest = ''] = /^(.+?)( (?:for|by|to|from|of|in|with) .+)?$/.exec(noun) ?? []
  if (!isPlural(head)) return noun
  const one = head.endsWith('ies')
    ? `${head.slice(0, -3)}y`
    : /(?:sses|xes|ches|shes)$/.test(head)
      ? head.slice(0, -2)
      : head.slice(0, -1)
  return one + rest
}

/** Whether a noun is plural; of `instance profiles for role`, the first noun counts. */
export function isPlural(noun: string): boolean {
  const head = /^(.+?)(?: (?:for|by|to|from|of|in|with) .+)?$/.exec(noun)?.[1] ?? noun
  return head.endsWith('s') && !/(?:ss|us|is|news|series)$/.test(head)
}
