import {
  CreateFunction$,
  DeleteFunction$,
  GetFunction$,
  GetFunctionConfiguration$,
  ListFunctions$,
  ListVersionsByFunction$,
  type CreateFunctionRequest,
  type DeleteFunctionRequest,
  type FunctionConfiguration,
  type GetFunctionConfigurationRequest,
  type GetFunctionRequest,
  type GetFunctionResponse,
  type ListFunctionsRequest,
  type ListFunctionsResponse,
  type ListVersionsByFunctionRequest,
  type ListVersionsByFunctionResponse,
} from '@aws-sdk/client-lambda'
import { guid } from '../../../account/identifiers.ts'
import { operation } from '../../operation.ts'
import { pageOf } from '../../pages.ts'
import { checkEnum, checkRange } from '../../validation.ts'
import { keptCode, locationOf } from './code.ts'
import { configurationOf, configurationWithoutState, recordedConfiguration } from './configuration.ts'
import {
  conflict,
  findFunction,
  findVersion,
  functionArnFor,
  functionsHere,
  invalidValueOf,
  namedFunction,
  versionsOf,
} from './functionLookup.ts'
import { DEFAULT_SETTINGS, LATEST, type FunctionVersion, type LambdaFunction } from './lambdaState.ts'
import { publish } from './publishing.ts'
import { settingsWith } from './settings.ts'

const createFunction = operation<CreateFunctionRequest, FunctionConfiguration>(
  CreateFunction$,
  async (input, context) => {
    const { name, arn } = namedFunction(context, input.FunctionName!)
    checkEnum('packageType', input.PackageType, ['Zip', 'Image'])
    if (input.PackageType !== 'Image' && (input.Runtime === undefined || input.Handler === undefined))
      throw invalidValueOf(
        'Runtime and Handler are mandatory parameters for functions created with deployment packages.',
      )
    const { functions } = context.state.lambda
    if (functions[arn] !== undefined) throw conflict(`Function already exist: ${name}`)
    const { Runtime: runtime = '', Handler: handler = '', Role: role = '' } = input
    const defaults = { ...DEFAULT_SETTINGS, runtime, handler, role, logGroup: `/aws/lambda/${name}` }
    const settings = settingsWith(context, defaults, input)
    const created: LambdaFunction = {
      name,
      arn,
      createdMs: context.nowMs,
      latest: {
        version: LATEST,
        settings,
        code: await keptCode(context, input.Code!),
        modifiedMs: context.nowMs,
        revisionId: guid(context.chance),
        startedMs: context.nowMs,
        change: 'created',
      },
      published: [],
      nextVersion: 1,
      statements: [],
      tags: { ...input.Tags },
    }
    functions[arn] = created
    const version = input.Publish === true ? publish(context, created, undefined) : created.latest
    return configurationOf(context, created, version, input.Publish === true)
  },
  {
    eventName: 'CreateFunction20150331',
    request: (input) => ({
      functionName: input.FunctionName,
      runtime: input.Runtime,
      role: input.Role,
      handler: input.Handler,
      code: { s3Bucket: input.Code?.S3Bucket, s3Key: input.Code?.S3Key },
      description: input.Description,
      timeout: input.Timeout,
      memorySize: input.MemorySize,
      publish: input.Publish ?? false,
      packageType: input.PackageType,
      architectures: input.Architectures,
      layers: input.Layers,
      environment: input.Environment && {},
      tags: input.Tags,
    }),
    response: recordedConfiguration,
    resource: ({ FunctionName }, context) => functionArnFor(context, FunctionName),
  },
)

const getFunction = operation<GetFunctionRequest, GetFunctionResponse>(
  GetFunction$,
  async ({ FunctionName, Qualifier }, context) => {
    const { found, version, isQualified } = findVersion(context, FunctionName!, Qualifier)
    return {
      Configuration: configurationOf(context, found, version, isQualified),
      Code: { RepositoryType: 'S3', Location: await locationOf(context, version.code) },
      Tags: Object.keys(found.tags).length === 0 ? undefined : found.tags,
    }
  },
  {
    eventName: 'GetFunction20150331v2',
    resource: ({ FunctionName }, context) => functionArnFor(context, FunctionName),
  },
)

const getFunctionConfiguration = operation<GetFunctionConfigurationRequest, FunctionConfiguration>(
  GetFunctionConfiguration$,
  ({ FunctionName, Qualifier }, context) => {
    const { found, version, isQualified } = findVersion(context, FunctionName!, Qualifier)
    return configurationOf(context, found, version, isQualified)
  },
  {
    eventName: 'GetFunctionConfiguration20150331v2',
    resource: ({ FunctionName }, context) => functionArnFor(context, FunctionName),
  },
)

const listFunctions = operation<ListFunctionsRequest, ListFunctionsResponse>(
  ListFunctions$,
  ({ MaxItems, Marker, FunctionVersion: which }, context) => {
    checkRange('maxItems', MaxItems, 1, 10_000)
    checkEnum('functionVersion', which, ['ALL'])
    const versions = functionsHere(context).flatMap((found) =>
      (which === 'ALL' ? versionsOf(found) : [found.latest]).map((version) => ({ found, version })),
    )
    // A page has fifty functions at most, whatever the request says.
    const size = Math.min(MaxItems ?? 50, 50)
    const page = pageOf(
      versions,
      ({ found, version }) => `${found.name} ${orderOf(version)}`,
      size,
      Marker,
      () => invalidValueOf('Invalid marker'),
    )
    return {
      Functions: page.items.map(({ found, version }) =>
        configurationWithoutState(context, found, version, which === 'ALL'),
      ),
      NextMarker: page.next,
    }
  },
  { eventName: 'ListFunctions20150331' },
)

const listVersionsByFunction = operation<ListVersionsByFunctionRequest, ListVersionsByFunctionResponse>(
  ListVersionsByFunction$,
  ({ FunctionName, MaxItems, Marker }, context) => {
    checkRange('maxItems', MaxItems, 1, 10_000)
    const found = findFunction(context, FunctionName!)
    const page = pageOf(versionsOf(found), orderOf, Math.min(MaxItems ?? 50, 50), Marker, () =>
      invalidValueOf('Invalid marker'),
    )
    return {
      Versions: page.items.map((version) => configurationWithoutState(context, found, version, true)),
      NextMarker: page.next,
    }
  },
  {
    eventName: 'ListVersionsByFunction20150331',
    resource: ({ FunctionName }, context) => functionArnFor(context, FunctionName),
  },
)

const deleteFunction = operation<DeleteFunctionRequest, object>(
  DeleteFunction$,
  ({ FunctionName, Qualifier }, context) => {
    const { arn, qualifier } = namedFunction(context, FunctionName!, Qualifier)
    const { found, version } = findVersion(context, FunctionName!, Qualifier)
    if (qualifier === LATEST)
      throw invalidValueOf('$LATEST version cannot be deleted without deleting the function.')
    if (qualifier === undefined) delete context.state.lambda.functions[arn]
    else found.published.splice(found.published.indexOf(version), 1)
    return {}
  },
  {
    eventName: 'DeleteFunction20150331',
    response: () => null,
    resource: ({ FunctionName }, context) => functionArnFor(context, FunctionName),
  },
)

export const FUNCTIONS = [
  createFunction,
  getFunction,
  getFunctionConfiguration,
  listFunctions,
  listVersionsByFunction,
  deleteFunction,
]

/** `$LATEST` before all numbers, and these by their value. */
function orderOf({ version }: FunctionVersion): string {
  return version === LATEST ? '0' : version.padStart(12, '0')
}
