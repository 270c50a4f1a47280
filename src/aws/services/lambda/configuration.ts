import { createHash } from 'node:crypto'
import type { FunctionConfiguration, LastUpdateStatusReasonCode } from '@aws-sdk/client-lambda'
import type { Json, JsonObject } from '../../../account/json.ts'
import type { CallContext } from '../../callContext.ts'
import { lowerFirst } from '../../recording.ts'
import { conflict } from './functionLookup.ts'
import { LATEST, type FunctionVersion, type LambdaFunction } from './lambdaState.ts'

/** How long a function is being created or updated. */
const PREPARATION_MS = 2000

type Status = Pick<
  FunctionConfiguration,
  | 'State'
  | 'StateReason'
  | 'StateReasonCode'
  | 'LastUpdateStatus'
  | 'LastUpdateStatusReason'
  | 'LastUpdateStatusReasonCode'
>

/** The configuration of a version as the API gives it. */
export function configurationOf(
  context: CallContext,
  found: LambdaFunction,
  version: FunctionVersion,
  isQualified: boolean,
): FunctionConfiguration {
  return {
    ...configurationWithoutState(context, found, version, isQualified),
    ...statusOf(context, version),
  }
}

/** As lists have it. */
export function configurationWithoutState(
  context: CallContext,
  { name, arn }: LambdaFunction,
  version: FunctionVersion,
  isQualified: boolean,
): FunctionConfiguration {
  const { settings, code } = version
  const { variables, vpc } = settings
  return {
    FunctionName: name,
    FunctionArn: isQualified ? `${arn}:${version.version}` : arn,
    Runtime: settings.runtime as NonNullable<FunctionConfiguration['Runtime']>,
    Role: settings.role,
    Handler: settings.handler,
    CodeSize: code.size,
    Description: settings.description,
    Timeout: settings.timeout,
    MemorySize: settings.memorySize,
    LastModified: new Date(version.modifiedMs).toISOString().replace('Z', '+0000'),
    CodeSha256: code.sha256,
    Version: version.version,
    VpcConfig: vpc === null ? undefined : vpcOf(context, vpc),
    DeadLetterConfig: settings.deadLetterArn === null ? undefined : { TargetArn: settings.deadLetterArn },
    Environment: variables === null ? undefined : { Variables: { ...variables } },
    TracingConfig: { Mode: settings.tracingMode as 'Active' },
    RevisionId: version.revisionId,
    Layers: settings.layers.length === 0 ? undefined : settings.layers.map((layer) => ({ Arn: layer })),
    PackageType: 'Zip',
    Architectures: [settings.architecture as 'arm64'],
    EphemeralStorage: { Size: settings.storageSize },
    SnapStart: { ApplyOn: settings.snapStart as 'None', OptimizationStatus: 'Off' },
    RuntimeVersionConfig: { RuntimeVersionArn: runtimeArn(context.region, settings.runtime) },
    LoggingConfig: { LogFormat: settings.logFormat as 'Text', LogGroup: settings.logGroup },
  }
}

/** Refuses a change while the function is still being created or updated. */
export function checkSettled({ nowMs }: CallContext, { arn, latest }: LambdaFunction): void {
  if (nowMs - latest.startedMs >= PREPARATION_MS) return
  throw conflict(
    latest.change === 'created'
      ? 'The operation cannot be performed at this time. The function is currently in the following state: Pending'
      : `The operation cannot be performed at this time. An update is in progress for resource: ${arn}`,
  )
}

/** A configuration as records have it: the variables of the environment are left out. */
export function recordedConfiguration(configuration: FunctionConfiguration): JsonObject {
  const { Environment, ...rest } = configuration
  return lowered({ ...rest, Environment: Environment && {} }) as JsonObject
}

function statusOf({ nowMs }: CallContext, { startedMs, change, version }: FunctionVersion): Status {
  if (nowMs - startedMs >= PREPARATION_MS) return { State: 'Active', LastUpdateStatus: 'Successful' }
  if (change === 'created' || version !== LATEST)
    return {
      State: 'Pending',
      StateReason: 'The function is being created.',
      StateReasonCode: 'Creating',
    }
  return {
    State: 'Active',
    LastUpdateStatus: 'InProgress',
    LastUpdateStatusReason: 'The function is being created.',
    // The service says so, though its model does not have it.
    LastUpdateStatusReasonCode: 'Creating' as LastUpdateStatusReasonCode,
  }
}

function vpcOf(
  { account }: CallContext,
  { subnetIds, groupIds }: NonNullable<FunctionVersion['settings']['vpc']>,
) {
  return {
    SubnetIds: [...subnetIds],
    SecurityGroupIds: [...groupIds],
    VpcId: account.resources.vpcId,
    Ipv6AllowedForDualStack: false,
  }
}

function runtimeArn(region: string, runtime: string): string {
  return `arn:aws:lambda:${region}::runtime:${createHash('sha256').update(runtime).digest('hex')}`
}

function lowered(value: unknown): Json {
  if (Array.isArray(value)) return value.map(lowered)
  if (typeof value !== 'object' || value === null) return value as Json
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [lowerFirst(key), lowered(one)]))
}
