import { CLOUDTRAIL } from './cloudtrail.ts'
import { EC2 } from './ec2.ts'
import { IAM } from './iam.ts'
import { KMS } from './kms.ts'
import { LAMBDA } from './lambda.ts'
import { LOGS } from './logs.ts'
import { MONITORING } from './monitoring.ts'
import { RDS } from './rds.ts'
import { S3 } from './s3.ts'
import { SECRETSMANAGER } from './secretsmanager.ts'
import { SNS } from './sns.ts'
import { SSM } from './ssm.ts'
import { STS } from './sts.ts'

/** An operation that AWS has, whether or not the simulated account has it. */
export interface KnownOperation {
  readonly name: string
  /** `GET /{Bucket}?acl`, of REST protocols; otherwise empty. */
  readonly binding: string
}

/** All operations of a service by its name; none of a service that is not here. */
export function knownOperations(service: string): ReadonlyMap<string, KnownOperation> {
  let operations = read.get(service)
  if (operations === undefined) {
    operations = new Map(parse(TABLES[service] ?? '').map((operation) => [operation.name, operation]))
    read.set(service, operations)
  }
  return operations
}

/** Lines of `METHOD URI NAME`, or names alone, several in a line. */
function parse(table: string): KnownOperation[] {
  return table
    .trim()
    .split('\n')
    .flatMap((line) => {
      if (!line.includes('/')) return line.split(' ').map((name) => ({ name, binding: '' }))
      const end = line.lastIndexOf(' ')
      return [{ name: line.slice(end + 1), binding: line.slice(0, end) }]
    })
}

const TABLES: Readonly<Record<string, string>> = {
  cloudtrail: CLOUDTRAIL,
  ec2: EC2,
  iam: IAM,
  kms: KMS,
  lambda: LAMBDA,
  logs: LOGS,
  monitoring: MONITORING,
  rds: RDS,
  s3: S3,
  secretsmanager: SECRETSMANAGER,
  sns: SNS,
  ssm: SSM,
  sts: STS,
}

const read = new Map<string, ReadonlyMap<string, KnownOperation>>()
