/** What CloudTrail writes at a path of a record. */
export type PathKind =
  | 'text'
  /** true or false. */
  | 'boolean'
  /** `"true"` or `"false"`, as a string. */
  | 'booleanText'
  /** The twelve digits of an account, as a string. */
  | 'account'
  | 'time'
  /** An object or array of known members. */
  | 'object'
  /** An object whose members each service names for itself. */
  | 'free'

/**
 * The documented members of a record and of what is in them (docs/cloudtrail.md#record-members), in
 * the order in which CloudTrail writes them.
 */
const PATHS: readonly (readonly [kind: PathKind, paths: string])[] = [
  ['text', 'eventVersion'],
  ['object', 'userIdentity'],
  ['text', 'userIdentity: type principalId arn'],
  ['account', 'userIdentity: accountId'],
  ['text', 'userIdentity: accessKeyId userName invokedBy credentialId identityProvider'],
  ['object', 'userIdentity: sessionContext onBehalfOf inScopeOf invokedByDelegate'],
  ['object', 'userIdentity.sessionContext: sessionIssuer attributes webIdFederationData'],
  ['text', 'userIdentity.sessionContext: sourceIdentity ec2RoleDelivery ec2IssuedInVpc assumedRoot'],
  ['text', 'userIdentity.sessionContext.sessionIssuer: type principalId arn'],
  ['account', 'userIdentity.sessionContext.sessionIssuer: accountId'],
  ['text', 'userIdentity.sessionContext.sessionIssuer: userName'],
  ['text', 'userIdentity.sessionContext.webIdFederationData: federatedProvider'],
  ['free', 'userIdentity.sessionContext.webIdFederationData: attributes'],
  ['text', 'userIdentity.sessionContext.attributes: creationDate'],
  ['booleanText', 'userIdentity.sessionContext.attributes: mfaAuthenticated'],
  ['text', 'userIdentity.onBehalfOf: userId identityStoreArn'],
  ['account', 'userIdentity.invokedByDelegate: accountId'],
  ['text', 'userIdentity.inScopeOf: sourceArn issuerType credentialsIssuedTo'],
  ['account', 'userIdentity.inScopeOf: sourceAccount'],
  ['time', 'eventTime'],
  ['text', 'eventSource eventName awsRegion sourceIPAddress userAgent errorCode errorMessage'],
  ['free', 'requestParameters responseElements additionalEventData'],
  ['text', 'requestID eventID'],
  ['boolean', 'readOnly'],
  ['object', 'resources'],
  ['text', 'eventType apiVersion'],
  ['boolean', 'managementEvent'],
  ['account', 'recipientAccountId'],
  ['text', 'sharedEventID'],
  ['free', 'serviceEventDetails'],
  ['text', 'vpcEndpointId'],
  ['account', 'vpcEndpointAccountId'],
  ['text', 'eventCategory'],
  ['object', 'addendum'],
  ['text', 'addendum: reason updatedFields originalRequestID originalEventID'],
  ['booleanText', 'sessionCredentialFromConsole'],
  ['free', 'edgeDeviceDetails'],
  ['object', 'tlsDetails'],
  ['text', 'tlsDetails: tlsVersion cipherSuite clientProvidedHostHeader keyExchange'],
  ['free', 'eventContext eventData'],
  ['object', 'insightDetails'],
  ['text', 'insightDetails: state eventSource eventName insightType errorCode'],
  ['free', 'insightDetails: insightContext'],
  ['object', 'timeWindow'],
  ['text', 'timeWindow: windowStart windowEnd windowSize'],
  ['free', 'summary'],
]

/** Every path, its names separated by dots, with its kind. */
export const RECORD_PATHS: ReadonlyMap<string, PathKind> = new Map(
  PATHS.flatMap(([kind, paths]) => {
    const [names, parent] = paths.split(': ').toReversed() as [string, string?]
    return names
      .split(' ')
      .map((name): [string, PathKind] => [parent === undefined ? name : `${parent}.${name}`, kind])
  }),
)
