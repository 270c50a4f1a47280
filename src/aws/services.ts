import type { Service } from './service.ts'
import { cloudtrail } from './services/cloudtrail/service.ts'
import { ec2 } from './services/ec2/service.ts'
import { iam } from './services/iam/service.ts'
import { kms } from './services/kms/service.ts'
import { lambda } from './services/lambda/service.ts'
import { logs } from './services/logs/service.ts'
import { monitoring } from './services/monitoring/service.ts'
import { rds } from './services/rds/service.ts'
import { s3 } from './services/s3/service.ts'
import { secretsmanager } from './services/secretsmanager/service.ts'
import { sns } from './services/sns/service.ts'
import { ssm } from './services/ssm/service.ts'
import { sts } from './services/sts/service.ts'

/** The services of the simulated account. */
export const SERVICES: readonly Service[] = [
  cloudtrail,
  ec2,
  iam,
  kms,
  lambda,
  logs,
  monitoring,
  rds,
  s3,
  secretsmanager,
  sns,
  ssm,
  sts,
]
