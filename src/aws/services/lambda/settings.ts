import type { CreateFunctionRequest, UpdateFunctionConfigurationRequest } from '@aws-sdk/client-lambda'
import type { CallContext } from '../../callContext.ts'
import { AwsFailure } from '../../failure.ts'
import { checkEnum, checkLength, checkRange, invalidValue } from '../../validation.ts'
import { invalidValueOf } from './functionLookup.ts'
import type { FunctionSettings } from './lambdaState.ts'

const RUNTIMES = (
  'nodejs18.x nodejs20.x nodejs22.x nodejs24.x nodejs26.x python3.9 python3.10 python3.11 python3.12 ' +
  'python3.13 python3.14 python3.15 java8.al2 java11 java17 java21 java25 dotnet6 dotnet8 dotnet10 ' +
  'ruby3.2 ruby3.3 ruby3.4 provided.al2 provided.al2023'
).split(' ')

const ROLE = /^arn:(?:aws[a-zA-Z-]*)?:iam::\d{12}:role\/?[\w+=,.@\-/]+$/
const ROLE_PATTERN = 'arn:(aws[a-zA-Z-]*)?:iam::\\d{12}:role/?[a-zA-Z_0-9+=,.@\\-_/]+'
const MAX_VARIABLES = 4096

/** What both operations can be given; only CreateFunction has the architecture. */
type Given = UpdateFunctionConfigurationRequest & Pick<CreateFunctionRequest, 'Architectures'>

/** The settings after a request, which has what is to be changed of those before. */
export function settingsWith(context: CallContext, before: FunctionSettings, input: Given): FunctionSettings {
  checkSimulated(input)
  checkRange('timeout', input.Timeout, 1, 900)
  checkRange('memorySize', input.MemorySize, 128, 10_240)
  checkRange('ephemeralStorage.size', input.EphemeralStorage?.Size, 512, 10_240)
  checkLength('description', input.Description, 0, 256)
  checkLength('handler', input.Handler, 0, 128)
  checkLength('layers', input.Layers, 0, 5)
  checkEnum('tracingConfig.mode', input.TracingConfig?.Mode, ['Active', 'PassThrough'])
  checkEnum('snapStart.applyOn', input.SnapStart?.ApplyOn, ['PublishedVersions', 'None'])
  checkEnum('loggingConfig.logFormat', input.LoggingConfig?.LogFormat, ['JSON', 'Text'])
  checkEnum('architectures', input.Architectures?.[0], ['x86_64', 'arm64'])
  if (input.Runtime !== undefined && !RUNTIMES.includes(input.Runtime))
    throw invalidValueOf(
      `Value ${input.Runtime} at 'runtime' failed to satisfy constraint: Member must satisfy enum value set: [${RUNTIMES.join(', ')}] or be a valid ARN`,
    )
  if (input.Role !== undefined) checkRole(context, input.Role)
  const variables = input.Environment?.Variables ?? (input.Environment && {})
  if (JSON.stringify(variables ?? {}).length > MAX_VARIABLES)
    throw invalidValueOf(
      'Lambda was unable to configure your environment variables because the environment variables you have provided exceeded the 4KB limit.',
    )
  return {
    runtime: input.Runtime ?? before.runtime,
    role: input.Role ?? before.role,
    handler: input.Handler ?? before.handler,
    description: input.Description ?? before.description,
    timeout: input.Timeout ?? before.timeout,
    memorySize: input.MemorySize ?? before.memorySize,
    variables: variables ?? before.variables,
    layers: input.Layers ?? before.layers,
    architecture: input.Architectures?.[0] ?? before.architecture,
    storageSize: input.EphemeralStorage?.Size ?? before.storageSize,
    tracingMode: input.TracingConfig?.Mode ?? before.tracingMode,
    snapStart: input.SnapStart?.ApplyOn ?? before.snapStart,
    logFormat: input.LoggingConfig?.LogFormat ?? before.logFormat,
    logGroup: input.LoggingConfig?.LogGroup ?? before.logGroup,
    deadLetterArn: input.DeadLetterConfig?.TargetArn ?? before.deadLetterArn,
    vpc: vpcWith(before, input),
  }
}

function vpcWith(before: FunctionSettings, { VpcConfig }: Given): FunctionSettings['vpc'] {
  if (VpcConfig === undefined) return before.vpc
  const [subnetIds, groupIds] = [VpcConfig.SubnetIds ?? [], VpcConfig.SecurityGroupIds ?? []]
  return subnetIds.length === 0 ? null : { subnetIds, groupIds }
}

function checkSimulated(input: Given): void {
  const members = [
    'FileSystemConfigs',
    'ImageConfig',
    'KMSKeyArn',
    'CapacityProviderConfig',
    'DurableConfig',
  ] as const
  const found = members.find((member) => {
    const value = input[member]
    return value !== undefined && value !== '' && !(Array.isArray(value) && value.length === 0)
  })
  if (found !== undefined)
    throw invalidValueOf(`The functions of the simulated account have no ${found}: leave it out.`)
}

/** The role has to exist, and its trust policy has to name Lambda. */
function checkRole({ state, account }: CallContext, arn: string): void {
  if (!ROLE.test(arn)) throw invalidValue('role', `satisfy regular expression pattern: ${ROLE_PATTERN}`, arn)
  if (!arn.includes(`::${account.accountId}:`))
    throw new AwsFailure('AccessDeniedException', 'Cross-account pass role is not allowed.', 403)
  const role = Object.values(state.iam.roles).find((one) => one.arn === arn)
  if (role === undefined || !role.assumeRolePolicy.includes('lambda.amazonaws.com'))
    throw invalidValueOf('The role defined for the function cannot be assumed by Lambda.')
}
