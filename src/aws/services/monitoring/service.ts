import type { Service } from '../../service.ts'
import { ALARMS } from './alarms.ts'
import { DESCRIBING } from './describeAlarms.ts'
import { METRIC_DATA } from './metricData.ts'

/** CloudWatch, which signs as `monitoring`. Of its protocols it has the one that the AWS CLI and the SDK send. */
export const monitoring: Service = {
  name: 'monitoring',
  protocol: 'json-1.0',
  version: '2010-08-01',
  targets: ['GraniteServiceVersion20100801'],
  operations: [...ALARMS, ...DESCRIBING, ...METRIC_DATA],
}
