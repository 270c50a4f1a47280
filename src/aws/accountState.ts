import type { SimulatedAccount } from '../account/simulatedAccount.ts'
import { newCloudTrailState, type CloudTrailState } from './services/cloudtrail/cloudTrailState.ts'
import { newEc2State } from './services/ec2/companyResources.ts'
import type { Ec2State } from './services/ec2/ec2State.ts'
import { newIamState, type IamState } from './services/iam/iamState.ts'
import { newKmsState, type KmsState } from './services/kms/kmsState.ts'
import { newLambdaState, type LambdaState } from './services/lambda/lambdaState.ts'
import { newLogsState, type LogsState } from './services/logs/logsState.ts'
import { newMonitoringState, type MonitoringState } from './services/monitoring/monitoringState.ts'
import { newRdsState, type RdsState } from './services/rds/rdsState.ts'
import { newS3State } from './services/s3/companyBuckets.ts'
import type { S3State } from './services/s3/s3State.ts'
import {
  newSecretsManagerState,
  type SecretsManagerState,
} from './services/secretsmanager/secretsManagerState.ts'
import { newSnsState, type SnsState } from './services/sns/snsState.ts'
import { newSsmState, type SsmState } from './services/ssm/ssmState.ts'
import type { StsState } from './services/sts/stsState.ts'

/**
 * What exists in the simulated account now. JSON, which is saved after every call that changed it;
 * each service has its own part, which others may read.
 */
export interface AccountState {
  readonly cloudtrail: CloudTrailState
  readonly ec2: Ec2State
  readonly iam: IamState
  readonly kms: KmsState
  readonly lambda: LambdaState
  readonly logs: LogsState
  readonly monitoring: MonitoringState
  readonly rds: RdsState
  readonly s3: S3State
  readonly secretsmanager: SecretsManagerState
  readonly sns: SnsState
  readonly ssm: SsmState
  readonly sts: StsState
}

/** The company's resources before anybody changed one. */
export function newAccountState(account: SimulatedAccount): AccountState {
  const kms = newKmsState(account)
  return {
    cloudtrail: newCloudTrailState(account),
    ec2: newEc2State(account),
    iam: newIamState(account),
    kms,
    lambda: newLambdaState(account),
    logs: newLogsState(account),
    monitoring: newMonitoringState(),
    rds: newRdsState(account),
    s3: newS3State(account),
    secretsmanager: newSecretsManagerState(account, kms),
    sns: newSnsState(account),
    ssm: newSsmState(account, kms),
    sts: { sessions: {} },
  }
}
