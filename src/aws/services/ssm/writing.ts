import vm from 'node:vm'
import {
  DeleteParameter$,
  DeleteParameters$,
  PutParameter$,
  type DeleteParameterRequest,
  type DeleteParameterResult,
  type DeleteParametersRequest,
  type DeleteParametersResult,
  type PutParameterRequest,
  type PutParameterResult,
} from '@aws-sdk/client-ssm'
import { AwsFailure } from '../../failure.ts'
import { operation } from '../../operation.ts'
import { checkEnum, checkLength } from '../../validation.ts'
import { encrypt } from '../kms/ciphertext.ts'
import { arnFor, findParameter, parameterResources, usable } from './parameterLookup.ts'
import { DEFAULT_KEY, parameterContext, type ParameterVersion } from './ssmState.ts'
import { checkTags } from './tags.ts'

const MAX_VERSIONS = 100
const MAX_STANDARD = 4096
const MAX_ADVANCED = 8192
const MAX_LEVELS = 15

const putParameter = operation<PutParameterRequest, PutParameterResult>(
  PutParameter$,
  (input, context) => {
    const name = input.Name!
    checkName(name)
    checkEnum('type', input.Type, ['SecureString', 'StringList', 'String'])
    checkEnum('tier', input.Tier, ['Standard', 'Intelligent-Tiering', 'Advanced'])
    checkEnum('dataType', input.DataType, ['text', 'aws:ec2:image', 'aws:ssm:integration'])
    checkLength('description', input.Description, 0, 1024)
    checkLength('value', input.Value, 1, Number.MAX_SAFE_INTEGER)
    const arn = arnFor(context, name)
    const { parameters } = context.state.ssm
    const before = parameters[arn]
    if (before !== undefined && input.Overwrite !== true)
      throw new AwsFailure(
        'ParameterAlreadyExists',
        'The parameter already exists. To overwrite this value, set the overwrite option in the request to true.',
      )
    if (input.Overwrite === true && input.Tags !== undefined && input.Tags.length > 0)
      throw new AwsFailure(
        'ValidationException',
        "Invalid request: tags and overwrite can't be used together. To create a parameter with tags, please remove overwrite flag. To update tags for an existing parameter, please use AddTagsToResource or RemoveTagsFromResource.",
      )
    const last = before?.versions.at(-1)
    const type = input.Type ?? last?.type
    if (type === undefined)
      throw new AwsFailure('ValidationException', 'A parameter type is required when you create a parameter.')
    const value = input.Value!
    const tier = tierOf(input.Tier ?? last?.tier, value)
    const allowedPattern = input.AllowedPattern || (last?.allowedPattern ?? null)
    checkPattern(allowedPattern, value)
    const keyId = type === 'SecureString' ? (input.KeyId ?? last?.keyId ?? DEFAULT_KEY) : null
    const version: ParameterVersion = {
      version: (last?.version ?? 0) + 1,
      type,
      value:
        keyId === null
          ? value
          : encrypt(usable(context, keyId), Buffer.from(value), parameterContext(arn)).toString('base64'),
      keyId,
      description: input.Description ?? last?.description ?? null,
      allowedPattern,
      dataType: input.DataType ?? last?.dataType ?? 'text',
      tier,
      modifiedMs: context.nowMs,
      modifiedBy: context.principal.arn,
    }
    const tags = checkTags(input.Tags ?? [])
    const parameter = (parameters[arn] ??= { name: plainName(name), arn, versions: [], tags })
    parameter.versions.push(version)
    if (parameter.versions.length > MAX_VERSIONS) parameter.versions.shift()
    return { Version: version.version, Tier: tier }
  },
  {
    resources: ({ Name }, context) => parameterResources(context, [Name]),
    resource: ({ Name }, context) => arnFor(context, Name!),
  },
)

const deleteParameter = operation<DeleteParameterRequest, DeleteParameterResult>(
  DeleteParameter$,
  ({ Name }, context) => {
    const { arn } = findParameter(context, Name!)
    delete context.state.ssm.parameters[arn]
    return {}
  },
  {
    resources: ({ Name }, context) => parameterResources(context, [Name]),
    resource: ({ Name }, context) => arnFor(context, Name!),
  },
)

const deleteParameters = operation<DeleteParametersRequest, DeleteParametersResult>(
  DeleteParameters$,
  ({ Names }, context) => {
    checkLength('names', Names, 1, 10)
    const { parameters } = context.state.ssm
    const deleted = Names!.filter((name) => parameters[arnFor(context, name)] !== undefined)
    for (const name of deleted) delete parameters[arnFor(context, name)]
    return { DeletedParameters: deleted, InvalidParameters: Names!.filter((name) => !deleted.includes(name)) }
  },
  {
    resources: ({ Names }, context) => parameterResources(context, Names ?? []),
    resource: ({ Names }, context) => arnFor(context, Names?.[0] ?? '*'),
  },
)

export const WRITING = [putParameter, deleteParameter, deleteParameters]

function checkName(given: string): void {
  const name = plainName(given)
  checkLength('name', given, 1, 2048)
  if (/^\/?aws(?:\/|$)/i.test(name))
    throw new AwsFailure('AccessDeniedException', `No access to reserved parameter name: ${name}.`)
  if (name.includes('/') && !name.startsWith('/'))
    throw new AwsFailure('ValidationException', 'Parameter name must be a fully qualified name.')
  if (!/^[a-zA-Z0-9_.\-/]+$/.test(name) || /^\/?(?:aws|ssm)/i.test(name) || /\/\/|.\/$|^\/$/.test(name))
    throw new AwsFailure(
      'ValidationException',
      `Parameter name: can't be prefixed with "aws" or "ssm" (case-insensitive). If formed as a path, it can consist of sub-paths divided by slash symbol; each sub-path can be formed as a mix of letters, numbers and the following 3 symbols .-_`,
    )
  if (name.split('/').length - 1 > MAX_LEVELS)
    throw new AwsFailure(
      'HierarchyLevelLimitExceededException',
      `Hierarchy depth exceeds the limit of ${MAX_LEVELS} levels.`,
    )
}

/** The name in an ARN; others are as they are. */
function plainName(name: string): string {
  return name.replace(/^arn:aws:ssm:[^:]*:\d*:parameter(?=\/)/, '')
}

function tierOf(wanted: string | undefined, value: string): 'Standard' | 'Advanced' {
  const length = Buffer.byteLength(value)
  const tier =
    wanted === 'Advanced' || (wanted === 'Intelligent-Tiering' && length > MAX_STANDARD)
      ? 'Advanced'
      : 'Standard'
  if (tier === 'Standard' && length > MAX_STANDARD)
    throw new AwsFailure(
      'ValidationException',
      `Standard tier parameters support a maximum parameter value of ${MAX_STANDARD} characters. To create a larger parameter value, upgrade the parameter to use the advanced-parameter tier. For more information, see https://docs.aws.amazon.com/systems-manager/latest/userguide/parameter-store-advanced-parameters.html`,
    )
  if (length > MAX_ADVANCED)
    throw new AwsFailure(
      'ValidationException',
      `Advanced tier parameters support a maximum parameter value of ${MAX_ADVANCED} characters.`,
    )
  return tier
}

function checkPattern(pattern: string | null, value: string): void {
  if (pattern === null) return
  if (!matches(pattern, value))
    throw new AwsFailure(
      'ParameterPatternMismatchException',
      `Parameter value, cannot be validated against allowedPattern: ${pattern}`,
    )
}

/** A pattern of a request may take for ever, so it has a tenth of a second. */
function matches(pattern: string, value: string): boolean {
  try {
    return vm.runInNewContext(
      'new RegExp(pattern, "v").test(value)',
      { pattern, value },
      { timeout: 100 },
    ) as boolean
  } catch {
    throw new AwsFailure(
      'InvalidAllowedPatternException',
      'The request does not meet the regular expression requirement.',
    )
  }
}
