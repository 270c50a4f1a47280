import { asks, asksBy, known, type Indicator } from './suggestion.ts'

const ISSUER = 'userIdentity.sessionContext.sessionIssuer'

/** `arn:partition:service:region:account:resource`; the resource may contain colons and slashes. */
const ARN = /^arn:(aws[\w-]*):([a-z0-9-]+):([a-z0-9-]*):([\w-]*):(\S.*)$/

/**
 * Which field has which form of an ARN: docs/cloudtrail.md#user-identity,
 * docs/cloudtrail.md#resources (for example, a session's ARN lacks the path of the role).
 */
export function detectArn(text: string): Indicator | null {
  const [, partition = '', service = '', , account = '', resource = ''] = ARN.exec(text) ?? []
  if (resource === '') return null
  const [kind = '', ...path] = resource.split(/[/:]/)
  const name = path.at(-1) ?? ''
  const about = asks('Events on this resource', ['resourceName', text])
  switch (`${service}:${kind}`) {
    case 'iam:root':
      return known(
        'ARN of an account’s root user',
        asks('Calls by the root user', ['userIdentity.arn', text]),
        asks('Calls by anyone in the account', ['userIdentity.accountId', account]),
      )
    case 'iam:user':
      return known(
        'ARN of a user',
        asks('Calls by this user', ['userIdentity.arn', text]),
        about,
        asks('Calls by sessions of this user', [`${ISSUER}.arn`, text]),
        asks('Events on this user, by name', ['resourceName', name]),
      )
    case 'iam:role':
      return known(
        'ARN of a role',
        asks('Calls in sessions of this role', [`${ISSUER}.arn`, text]),
        asks('Who assumed this role', ['requestParameters.roleArn', text]),
        about,
        asksBy(
          'Calls in sessions of a role with this name',
          'userIdentity.arn',
          '^',
          `arn:${partition}:sts::${account}:assumed-role/${name}/`,
        ),
      )
    case 'sts:assumed-role': {
      const [role = ''] = path
      return known(
        'ARN of a role’s session',
        asks('Calls in sessions with this name', ['userIdentity.arn', text]),
        asks('Who started this session', ['responseElements.assumedRoleUser.arn', text]),
        asksBy(
          'Calls in any session of the role',
          'userIdentity.arn',
          '^',
          `arn:${partition}:sts::${account}:assumed-role/${role}/`,
        ),
        about,
      )
    }
    case 'sts:federated-user':
      return known('ARN of a federated user', asks('Calls by this user', ['userIdentity.arn', text]), about)
  }
  if (service === 's3' && account === '') return bucketOrObject(text, resource)
  if (service === 'kms' && kind === 'key')
    return known(
      'ARN of a KMS key',
      about,
      asks('Records that list it among their resources', ['resources.ARN', text]),
      asks('Requests with the key’s ID', ['requestParameters.keyId', name]),
      asks('Requests with the key’s ARN', ['requestParameters.keyId', text]),
    )
  return known(
    `ARN of a resource (${service})`,
    about,
    asks('Records that list it among their resources', ['resources.ARN', text]),
    ...(name === '' ? [] : [asks('Events on this resource, by name', ['resourceName', name])]),
    ...(kind !== '' && name === ''
      ? [asks('Events on this resource, by its name alone', ['resourceName', kind])]
      : []),
  )
}

function bucketOrObject(text: string, resource: string): Indicator {
  const slash = resource.indexOf('/')
  if (slash < 0) {
    return known(
      'ARN of an S3 bucket',
      asks('Events on the bucket', ['resourceName', resource]),
      asks('Requests to the bucket and its objects', ['requestParameters.bucketName', resource]),
      asks('Records that list its ARN among their resources', ['resources.ARN', text]),
    )
  }
  const bucket = resource.slice(0, slash)
  const key = resource.slice(slash + 1)
  return known(
    'ARN of an S3 object',
    asks('Records that list it among their resources', ['resources.ARN', text]),
    ...(key === ''
      ? []
      : [
          asks(
            'Requests for this object',
            ['requestParameters.bucketName', bucket],
            ['requestParameters.key', key],
          ),
        ]),
    asks('Requests to its bucket', ['requestParameters.bucketName', bucket]),
    asks('Events on its bucket', ['resourceName', bucket]),
  )
}
