import type { Service } from './service.ts'
import { cloudtrail } from './services/cloudtrail/service.ts'
import { iam } from './services/iam/service.ts'
import { s3 } from './services/s3/service.ts'
import { sts } from './services/sts/service.ts'

/** The services of the simulated account. */
export const SERVICES: readonly Service[] = [cloudtrail, iam, s3, sts]
