import type { Service } from '../../service.ts'
import { ABSENT_SETTINGS } from './absentSettings.ts'
import { BUCKET_POLICIES } from './bucketPolicies.ts'
import { BUCKETS } from './buckets.ts'
import { BUCKET_SETTINGS } from './bucketSettings.ts'
import { COPIES } from './copies.ts'
import { MULTIPART } from './multipart.ts'
import { OBJECT_DETAILS } from './objectDetails.ts'
import { OBJECT_LISTS } from './objectLists.ts'
import { OBJECT_READS } from './objectReads.ts'
import { OBJECT_WRITES } from './objectWrites.ts'
import { UPLOAD_LISTS } from './uploadLists.ts'

export const s3: Service = {
  name: 's3',
  protocol: 'rest-xml',
  version: '2006-03-01',
  targets: [],
  operations: [
    ...BUCKETS,
    ...BUCKET_POLICIES,
    ...BUCKET_SETTINGS,
    ...ABSENT_SETTINGS,
    ...OBJECT_LISTS,
    ...OBJECT_READS,
    ...OBJECT_WRITES,
    ...COPIES,
    ...OBJECT_DETAILS,
    ...MULTIPART,
    ...UPLOAD_LISTS,
  ],
}
