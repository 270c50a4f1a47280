import * as v from 'valibot'

/** What the selectors of a trail look at in a record. */
export interface LoggedEvent {
  readonly category: string
  readonly readOnly: boolean
  readonly eventSource: string
  readonly eventName: string
  readonly awsRegion: string
  readonly timeMs: number
  readonly resources: readonly { readonly type: string; readonly arn: string }[]
  /** The other fields that selectors can name, by their paths; those that the record has. */
  readonly texts: ReadonlyMap<string, string>
}

const optionalText = v.optional(v.nullable(v.string()))

const RECORD = v.object({
  eventTime: v.string(),
  eventSource: v.optional(v.string(), ''),
  eventName: v.optional(v.string(), ''),
  awsRegion: v.string(),
  eventCategory: optionalText,
  managementEvent: v.optional(v.boolean()),
  readOnly: v.optional(v.boolean(), false),
  eventType: optionalText,
  errorCode: optionalText,
  vpcEndpointId: optionalText,
  sessionCredentialFromConsole: optionalText,
  insightDetails: v.optional(v.object({ insightType: optionalText }), {}),
  userIdentity: v.optional(v.object({ arn: optionalText, invokedBy: optionalText }), {}),
  resources: v.optional(
    v.array(v.object({ type: optionalText, ARN: optionalText, ARNPrefix: optionalText })),
    [],
  ),
})

/** Reads a record of the simulated account. Throws if it is none. */
export function loggedEvent(text: string): LoggedEvent {
  const record = v.parse(RECORD, JSON.parse(text))
  const texts = Object.entries({
    eventSource: record.eventSource,
    eventName: record.eventName,
    eventType: record.eventType,
    errorCode: record.errorCode,
    vpcEndpointId: record.vpcEndpointId,
    sessionCredentialFromConsole: record.sessionCredentialFromConsole,
    'insightDetails.insightType': record.insightDetails.insightType,
    'userIdentity.arn': record.userIdentity.arn,
    'userIdentity.invokedBy': record.userIdentity.invokedBy,
  })
  return {
    category: record.eventCategory ?? (record.managementEvent === false ? 'Data' : 'Management'),
    readOnly: record.readOnly,
    eventSource: record.eventSource,
    eventName: record.eventName,
    awsRegion: record.awsRegion,
    timeMs: Date.parse(record.eventTime),
    resources: record.resources.map(({ type, ARN, ARNPrefix }) => ({
      type: type ?? '',
      arn: ARN ?? ARNPrefix ?? '',
    })),
    texts: new Map(texts.filter((each): each is [string, string] => typeof each[1] === 'string')),
  }
}
