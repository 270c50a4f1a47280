/** Generated from the SDK's schemas by the test beside it. */
export const SECRETSMANAGER = `
BatchGetSecretValue CancelRotateSecret CreateSecret DeleteResourcePolicy DeleteSecret DescribeSecret
GetRandomPassword GetResourcePolicy GetSecretValue ListSecretVersionIds ListSecrets PutResourcePolicy
PutSecretValue RemoveRegionsFromReplication ReplicateSecretToRegions RestoreSecret RotateSecret
StopReplicationToReplica TagResource UntagResource UpdateSecret UpdateSecretVersionStage
ValidateResourcePolicy
`
