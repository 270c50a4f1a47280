import type { Service } from '../../service.ts'
import { ALIASES } from './aliases.ts'
import { CRYPTOGRAPHY } from './cryptography.ts'
import { GRANTS } from './grants.ts'
import { KEYS } from './keys.ts'
import { POLICIES } from './policies.ts'
import { ROTATION } from './rotation.ts'
import { TAGS } from './tags.ts'

export const kms: Service = {
  name: 'kms',
  protocol: 'json-1.1',
  version: '2014-11-01',
  targets: ['TrentService'],
  operations: [...KEYS, ...ALIASES, ...CRYPTOGRAPHY, ...POLICIES, ...GRANTS, ...ROTATION, ...TAGS],
}
