/**
 * The user name that an identity's ARN gives: of a user its name, of a role's session the session's,
 * `root` of the root user. null for other text.
 */
export function namedByArn(text: string): string | null {
  const resource = /^arn:[^:]*:(?:iam|sts):[^:]*:[^:]*:(.+)$/s.exec(text)?.[1]
  return resource?.slice(resource.lastIndexOf('/') + 1) || null
}

/** The resource type of an identity, by its ARN; null if that does not show it. */
export function typeByArn(text: string): string | null {
  const [, service = '', kind = ''] = /^arn:[^:]*:(iam|sts):[^:]*:[^:]*:([a-z-]+)\//.exec(text) ?? []
  return TYPES[`${service} ${kind}`] ?? null
}

const TYPES: Readonly<Record<string, string>> = {
  'iam user': 'AWS::IAM::User',
  'iam role': 'AWS::IAM::Role',
  'sts assumed-role': 'AWS::STS::AssumedRole',
}
