import {
  ListAliases$,
  PublishVersion$,
  type FunctionConfiguration,
  type ListAliasesRequest,
  type ListAliasesResponse,
  type PublishVersionRequest,
} from '@aws-sdk/client-lambda'
import { guid } from '../../../account/identifiers.ts'
import type { CallContext } from '../../callContext.ts'
import { operation } from '../../operation.ts'
import { checkRange } from '../../validation.ts'
import { checkSettled, configurationOf, recordedConfiguration } from './configuration.ts'
import { checkRevision, findFunction, functionArnFor, invalidValueOf } from './functionLookup.ts'
import type { FunctionVersion, LambdaFunction } from './lambdaState.ts'

const publishVersion = operation<PublishVersionRequest, FunctionConfiguration>(
  PublishVersion$,
  ({ FunctionName, CodeSha256, Description, RevisionId }, context) => {
    const found = findFunction(context, FunctionName!)
    const { code, revisionId } = found.latest
    checkSettled(context, found)
    checkRevision(RevisionId, revisionId)
    if (CodeSha256 !== undefined && CodeSha256 !== '' && CodeSha256 !== code.sha256)
      throw invalidValueOf(
        `CodeSHA256 (${CodeSha256}) is different from current CodeSHA256 in $LATEST (${code.sha256}). Please try again with the CodeSHA256 in $LATEST.`,
      )
    return configurationOf(context, found, publish(context, found, Description), true)
  },
  {
    eventName: 'PublishVersion20150331',
    response: recordedConfiguration,
    resource: ({ FunctionName }, context) => functionArnFor(context, FunctionName),
  },
)

/** No function has aliases. */
const listAliases = operation<ListAliasesRequest, ListAliasesResponse>(
  ListAliases$,
  ({ FunctionName, MaxItems }, context) => {
    checkRange('maxItems', MaxItems, 1, 10_000)
    findFunction(context, FunctionName!)
    return { Aliases: [] }
  },
  {
    eventName: 'ListAliases20150331',
    resource: ({ FunctionName }, context) => functionArnFor(context, FunctionName),
  },
)

export const PUBLISHING = [publishVersion, listAliases]

/** A new version of `$LATEST`, or the last one if nothing was changed since. */
export function publish(
  context: CallContext,
  found: LambdaFunction,
  description: string | undefined,
): FunctionVersion {
  const { latest, published } = found
  const settings = { ...latest.settings, description: description ?? latest.settings.description }
  const last = published.at(-1)
  if (
    last !== undefined &&
    last.code.sha256 === latest.code.sha256 &&
    JSON.stringify(last.settings) === JSON.stringify(settings)
  )
    return last
  const version: FunctionVersion = {
    ...latest,
    version: String(found.nextVersion),
    settings,
    revisionId: guid(context.chance),
    startedMs: context.nowMs,
    change: 'created',
  }
  found.nextVersion++
  published.push(version)
  return version
}
