import type { Service } from '../../service.ts'
import { PASSWORDS } from './passwords.ts'
import { SECRETS } from './secrets.ts'
import { TAGS } from './tags.ts'
import { VALUES } from './values.ts'

export const secretsmanager: Service = {
  name: 'secretsmanager',
  protocol: 'json-1.1',
  version: '2017-10-17',
  targets: ['secretsmanager'],
  operations: [...SECRETS, ...VALUES, ...PASSWORDS, ...TAGS],
}
