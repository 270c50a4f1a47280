import type { Service } from '../../service.ts'
import { publish } from './publish.ts'
import { SUBSCRIPTIONS } from './subscriptions.ts'
import { TAGS } from './tags.ts'
import { TOPICS } from './topics.ts'

export const sns: Service = {
  name: 'sns',
  protocol: 'query',
  version: '2010-03-31',
  targets: [],
  operations: [...TOPICS, ...SUBSCRIPTIONS, publish, ...TAGS],
}
