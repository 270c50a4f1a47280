import type { SimulatedAccount } from '../account/simulatedAccount.ts'
import { newCloudTrailState, type CloudTrailState } from './services/cloudtrail/cloudTrailState.ts'
import { newIamState, type IamState } from './services/iam/iamState.ts'
import { newS3State } from './services/s3/companyBuckets.ts'
import type { S3State } from './services/s3/s3State.ts'
import type { StsState } from './services/sts/stsState.ts'

/**
 * What exists in the simulated account now. JSON, which is saved after every call that changed it;
 * each service has its own part, which others may read.
 */
export interface AccountState {
  readonly cloudtrail: CloudTrailState
  readonly iam: IamState
  readonly s3: S3State
  readonly sts: StsState
}

/** The company's resources before anybody changed one. */
export function newAccountState(account: SimulatedAccount): AccountState {
  return {
    cloudtrail: newCloudTrailState(account),
    iam: newIamState(account),
    s3: newS3State(account),
    sts: { sessions: {} },
  }
}
