import { isPlural, named, parametersOf, singularOf, type Target } from './summaryTarget.ts'
import { nameIn } from './summaryWords.ts'
import type { EventWords } from './summaryVerbs.ts'

/**
 * What was created, read or changed, in words; empty if neither the name nor the record shows it.
 */
export function objectOf(
  { verb, past, noun }: EventWords,
  targets: readonly Target[],
  record: unknown,
): string {
  const [first] = targets
  if (noun === '') return first ? named(first) : ''
  const same = targets.find(({ type }) => isSameNoun(noun, type))
  if (same) return `${same.isOne ? singularOf(noun) : noun} ${same.names}`

  const ending = targets.find(({ type }) => type !== '' && noun.endsWith(` ${type}`))
  const relation =
    ending && /^(.+) (for|by|to|from|on|of|in|with)$/.exec(noun.slice(0, -ending.type.length - 1))
  if (relation) {
    const [, head = '', preposition = ''] = relation
    return `${withArticle(head, verb)} ${preposition === 'by' ? 'of' : preposition} ${named(ending)}`
  }
  if (ending) return `${noun} ${ending.names}`

  const owner = targets.find(({ type }) => type !== '' && noun.startsWith(`${type} `))
  if (owner) return partOf(noun.slice(owner.type.length + 1), verb, owner)
  const around = targets.find(({ type }) => type !== '' && noun.includes(` ${type} `))
  if (around) return partOf(noun.replace(` ${around.type} `, ' '), verb, around)

  const tagged = /^tags(?: (?:for|of))? (?:resource|log group)$/.test(noun)
  if (tagged) return first ? `the tags of ${named(first)}` : 'the tags of a resource'

  const name = nameOf(noun, verb, record)
  const isContent = first !== undefined && CONTAINERS.test(first.type) && CONTENTS.test(noun)
  const what =
    name === null ? withArticle(noun, isContent ? 'Create' : verb) : `${singularOf(noun)} ${nameIn(name)}`
  if (first === undefined || first.names === (name && nameIn(name))) return what
  const preposition = isContent ? (past === 'wrote' ? 'to' : 'in') : prepositionFor(past, noun, first.type)
  return `${what} ${preposition} ${named(first)}`
}

const isSameNoun = (noun: string, type: string): boolean =>
  singularOf(noun).toLowerCase() === singularOf(type).toLowerCase().replace(/^ami$/, 'image')

const CREATING =
  /^(?:Create|Start|Run|Register|Issue|Generate|Submit|Request|Initiate|Allocate|Import|Copy|Upload|Publish|Open|Provision|Purchase|Add|Remove|Delete|Cancel|Send|Execute|Invoke|Associate|Disassociate|Attach|Detach|Accept|Reject)$/

/** Names of things without a plural. */
const MASS =
  /(?:information|info|data|metadata|access|traffic|health|logging|encryption|versioning|tagging|replication|output|activity|inventory|usage|credentials)$/

/** Parts of which a resource has one. */
const SINGLE =
  /(?:policy|status|summary|configuration|config|lifecycle|website|acl|capacity|size|type|code|block|location|boundary|template|profile|payment|time to live|credential report|description|document)$/i

/** `a log group`, `the cost forecast`, `log groups` */
function withArticle(noun: string, verb: string): string {
  const head = noun.replace(/ (?:for|by|to|from|of|in|with) .+$/, '')
  if (noun === '' || isPlural(noun) || MASS.test(head)) return noun
  if (!CREATING.test(verb) && (READING.test(verb) || SINGLE.test(head))) return `the ${noun}`
  return `${/^(?:[aeio]|u(?![ns]|ti)|un|(?:AMI|ARN|Auto|EBS|EIP|IAM|IP|MFA|SNS|SQS|SSH|SSL|SSM|SSO)\b)/.test(noun) ? 'an' : 'a'} ${noun}`
}

const READING =
  /^(?:Get|Describe|View|Check|Head|Lookup|Preview|Retrieve|Download|List|Search|Query|Calculate|Estimate)$/

/** `the policy of bucket logs`, `an attribute of instance i-1`, `a version for policy p` */
function partOf(words: string, verb: string, owner: Target): string {
  const part = Object.hasOwn(PARTS, words) ? PARTS[words]! : words
  const isOneOfMany = verb === 'Create' || /(?:attribute|version)$/.test(part)
  const what = isOneOfMany ? withArticle(part, 'Create') : `the ${part}`
  return `${what} ${verb === 'Create' ? 'for' : 'of'} ${named(owner)}`
}

/** Parts that S3's calls name differently. */
const PARTS: Readonly<Record<string, string>> = {
  CORS: 'CORS configuration',
  encryption: 'encryption configuration',
  lifecycle: 'lifecycle configuration',
  logging: 'logging configuration',
  notification: 'notification configuration',
  replication: 'replication configuration',
  tagging: 'tags',
  website: 'website configuration',
}

/** The name of what the noun says, as the request gives it: `logGroupName`, `taskDefinition`. */
function nameOf(noun: string, verb: string, record: unknown): string | null {
  const key = singularOf(noun).replaceAll(' ', '').toLowerCase()
  const suffix = /^(?:name|id|identifier|arn)?$/
  const parameters = parametersOf(record)
  const found = parameters.find(([name, value]) => {
    const lower = name.toLowerCase()
    return lower.startsWith(key) && suffix.test(lower.slice(key.length)) && !/\s/.test(value)
  })
  if (found) return found[1]
  if (isPlural(noun) || !/^(?:Create|Get|Describe|Update|Delete|Put)$/.test(verb)) return null
  return parameters.find(([name]) => name === 'name' || name === 'Name')?.[1] ?? null
}

/** Things in a container: an item in a table, a route in a route table. */
const CONTAINERS =
  /^(?:bucket|table|repository|log group|cluster|queue|stream|VPC|subnet|route table|network ACL|hosted zone|database|user pool)$/
const CONTENTS =
  /^(?:items?|objects?|images?|layer.*|routes?|network interfaces?|route tables?|subnets?|security groups?|NAT gateways?|log streams?|log events?|records?|messages?|services?|tasks?|(?:network )?ACL entry|partitions?|resource record sets)$/i

function prepositionFor(past: string, noun: string, type: string): string {
  if (noun === 'volume' && type === 'snapshot') return 'from'
  if (/^(?:added|attached|published)$/.test(past)) return 'to'
  if (/^(?:removed|deregistered|disassociated)$/.test(past)) return 'from'
  if (/^(?:started|ran|executed|invoked|enabled|disabled)$/.test(past)) return 'on'
  if (past === 'created' && !/(?:snapshot|image|version)s?$/.test(noun)) return 'for'
  return 'of'
}
