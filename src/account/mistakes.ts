import type { Chance } from './chance.ts'
import type { Medium } from './errands.ts'
import type { Call } from './record.ts'

type Failure = readonly [code: string, message: string]

/** Failures without bad intent, by service. */
const FAILURES: Record<string, readonly Failure[]> = {
  ec2: [
    ['Client.InvalidInstanceID.NotFound', "The instance ID 'i-0a3f51c2be9d77e14' does not exist"],
    ['Client.RequestLimitExceeded', 'Request limit exceeded.'],
    ['Client.InvalidGroup.NotFound', "The security group 'sg-05d1c7a80e2b94f36' does not exist"],
  ],
  iam: [['NoSuchEntityException', 'The user with name deploy-old cannot be found.']],
  s3: [['NoSuchBucket', 'The specified bucket does not exist']],
  lambda: [['ResourceNotFoundException', 'Function not found']],
  logs: [['ResourceNotFoundException', 'The specified log group does not exist.']],
  ssm: [
    ['ThrottlingException', 'Rate exceeded'],
    ['ParameterNotFound', ''],
  ],
  ecs: [
    ['ClusterNotFoundException', 'Cluster not found.'],
    ['ServiceNotFoundException', 'Service not found.'],
  ],
  rds: [['DBInstanceNotFoundFault', 'DBInstance staging-reports not found.']],
  cloudformation: [['ValidationException', 'Stack with id legacy-vpn does not exist']],
  athena: [['InvalidRequestException', 'Query has not yet finished. Current state: RUNNING']],
  glue: [['EntityNotFoundException', 'Entity Not Found']],
  dynamodb: [['ResourceNotFoundException', 'Requested resource not found']],
  secretsmanager: [['ResourceNotFoundException', "Secrets Manager can't find the specified secret."]],
  route53: [['ThrottlingException', 'Rate exceeded']],
  ecr: [['RepositoryNotFoundException', 'The repository does not exist in the registry']],
}

const LIKELIHOOD: Record<Medium, number> = {
  console: 0.006,
  commandLine: 0.03,
  boto3: 0.035,
  terraform: 0.012,
}

/** The same call with a failure, or undefined, as in most cases. */
export function mistake(call: Call, medium: Medium, chance: Chance): Call | undefined {
  const failures = FAILURES[call.service]
  if (failures === undefined || call.error !== undefined || !chance.happens(LIKELIHOOD[medium]))
    return undefined
  const [code, message] = chance.pick(failures)
  return { ...call, error: { code, message } }
}
