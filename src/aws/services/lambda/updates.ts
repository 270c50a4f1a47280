import {
  UpdateFunctionCode$,
  UpdateFunctionConfiguration$,
  type FunctionConfiguration,
  type UpdateFunctionCodeRequest,
  type UpdateFunctionConfigurationRequest,
} from '@aws-sdk/client-lambda'
import { guid } from '../../../account/identifiers.ts'
import type { JsonObject } from '../../../account/json.ts'
import { operation } from '../../operation.ts'
import { checkEnum } from '../../validation.ts'
import { keptCode } from './code.ts'
import { checkSettled, configurationOf, recordedConfiguration } from './configuration.ts'
import { checkRevision, findFunction, functionArnFor } from './functionLookup.ts'
import type { FunctionVersion } from './lambdaState.ts'
import { publish } from './publishing.ts'
import { settingsWith } from './settings.ts'

const updateFunctionCode = operation<UpdateFunctionCodeRequest, FunctionConfiguration>(
  UpdateFunctionCode$,
  async (input, context) => {
    const found = findFunction(context, input.FunctionName!)
    const { latest } = found
    checkSettled(context, found)
    checkRevision(input.RevisionId, latest.revisionId)
    checkEnum('architectures', input.Architectures?.[0], ['x86_64', 'arm64'])
    const architecture = input.Architectures?.[0] ?? latest.settings.architecture
    const updated: FunctionVersion = {
      ...latest,
      settings: { ...latest.settings, architecture },
      code: await keptCode(context, input),
      modifiedMs: Math.floor(context.nowMs / 1000) * 1000,
      revisionId: guid(context.chance),
      startedMs: context.nowMs,
      change: 'updated',
    }
    if (input.DryRun === true) return configurationOf(context, found, updated, false)
    found.latest = updated
    const isPublished = input.Publish === true
    const version = isPublished ? publish(context, found, undefined) : updated
    return configurationOf(context, found, version, isPublished)
  },
  {
    eventName: 'UpdateFunctionCode20150331v2',
    request: (input) => ({
      fullyQualifiedArn: qualifiedArn(input.FunctionName),
      functionName: input.FunctionName,
      s3Bucket: input.S3Bucket,
      s3Key: input.S3Key,
      publish: input.Publish ?? false,
      dryRun: input.DryRun ?? false,
      architectures: input.Architectures,
      revisionId: input.RevisionId,
    }),
    response: recordedConfiguration,
    resource: ({ FunctionName }, context) => functionArnFor(context, FunctionName),
  },
)

const updateFunctionConfiguration = operation<UpdateFunctionConfigurationRequest, FunctionConfiguration>(
  UpdateFunctionConfiguration$,
  (input, context) => {
    const found = findFunction(context, input.FunctionName!)
    const { latest } = found
    checkSettled(context, found)
    checkRevision(input.RevisionId, latest.revisionId)
    const updated: FunctionVersion = {
      ...latest,
      settings: settingsWith(context, latest.settings, input),
      modifiedMs: Math.floor(context.nowMs / 1000) * 1000,
      revisionId: guid(context.chance),
      startedMs: context.nowMs,
      change: 'updated',
    }
    found.latest = updated
    return configurationOf(context, found, updated, false)
  },
  {
    eventName: 'UpdateFunctionConfiguration20150331v2',
    request: (input) => ({
      functionName: input.FunctionName,
      role: input.Role,
      handler: input.Handler,
      description: input.Description,
      timeout: input.Timeout,
      memorySize: input.MemorySize,
      runtime: input.Runtime,
      environment: input.Environment && {},
      layers: input.Layers,
      revisionId: input.RevisionId,
    }),
    response: recordedConfiguration,
    resource: ({ FunctionName }, context) => functionArnFor(context, FunctionName),
  },
)

export const UPDATES = [updateFunctionCode, updateFunctionConfiguration]

/** Lambda records the parts of an ARN that it was given beside it. */
function qualifiedArn(given: string | undefined): JsonObject | undefined {
  const [, partition, region, account, functionName, qualifier] =
    /^arn:([^:]+):lambda:([^:]+):(\d{12}):function:([^:]+)(?::(.+))?$/.exec(given ?? '') ?? []
  if (functionName === undefined) return undefined
  return {
    arnPrefix: { partition, region, account },
    relativeId: { functionName },
    functionQualifier: { value: qualifier },
  }
}
