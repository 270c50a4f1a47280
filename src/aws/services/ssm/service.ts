import type { Service } from '../../service.ts'
import { READING } from './reading.ts'
import { TAGS } from './tags.ts'
import { WRITING } from './writing.ts'

export const ssm: Service = {
  name: 'ssm',
  protocol: 'json-1.1',
  version: '2014-11-06',
  targets: ['AmazonSSM'],
  operations: [...WRITING, ...READING, ...TAGS],
}
