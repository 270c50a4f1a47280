import type { Service } from '../../service.ts'
import { FUNCTIONS } from './functions.ts'
import { INVOCATION } from './invocation.ts'
import { PERMISSIONS } from './permissions.ts'
import { PUBLISHING } from './publishing.ts'
import { TAGS_AND_SETTINGS } from './tagsAndSettings.ts'
import { UPDATES } from './updates.ts'

export const lambda: Service = {
  name: 'lambda',
  protocol: 'rest-json',
  version: '2015-03-31',
  targets: [],
  operations: [...FUNCTIONS, ...UPDATES, ...PUBLISHING, ...INVOCATION, ...PERMISSIONS, ...TAGS_AND_SETTINGS],
}
