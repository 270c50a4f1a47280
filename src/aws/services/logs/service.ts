import type { Service } from '../../service.ts'
import { GROUPS } from './groups.ts'
import { METRIC_FILTERS } from './metricFilters.ts'
import { putLogEvents } from './putEvents.ts'
import { READING } from './readEvents.ts'
import { STREAMS } from './streams.ts'
import { TAGS } from './tags.ts'

export const logs: Service = {
  name: 'logs',
  protocol: 'json-1.1',
  version: '2014-03-28',
  targets: ['Logs_20140328'],
  operations: [...GROUPS, ...STREAMS, putLogEvents, ...READING, ...METRIC_FILTERS, ...TAGS],
}
