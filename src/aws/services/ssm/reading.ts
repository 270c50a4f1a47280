import {
  DescribeParameters$,
  GetParameter$,
  GetParameterHistory$,
  GetParameters$,
  GetParametersByPath$,
  type DescribeParametersRequest,
  type DescribeParametersResult,
  type GetParameterHistoryRequest,
  type GetParameterHistoryResult,
  type GetParameterRequest,
  type GetParameterResult,
  type GetParametersByPathRequest,
  type GetParametersByPathResult,
  type GetParametersRequest,
  type GetParametersResult,
} from '@aws-sdk/client-ssm'
import { AwsFailure } from '../../failure.ts'
import { operation } from '../../operation.ts'
import { pageOf } from '../../pages.ts'
import { checkLength, checkRange } from '../../validation.ts'
import { matchesFilters } from './filters.ts'
import {
  arnFor,
  findParameter,
  parameterResources,
  parametersHere,
  selectParameter,
  shownParameter,
  valueOf,
  type Selected,
} from './parameterLookup.ts'

const getParameter = operation<GetParameterRequest, GetParameterResult>(
  GetParameter$,
  ({ Name, WithDecryption }, context) => ({
    Parameter: shownParameter(context, selectParameter(context, Name!), WithDecryption),
  }),
  {
    resources: ({ Name }, context) => parameterResources(context, [Name]),
    resource: ({ Name }, context) => arnFor(context, Name!),
  },
)

const getParameters = operation<GetParametersRequest, GetParametersResult>(
  GetParameters$,
  ({ Names, WithDecryption }, context) => {
    checkLength('names', Names, 1, 10)
    const found: Selected[] = []
    const invalid: string[] = []
    for (const name of Names!)
      try {
        found.push(selectParameter(context, name))
      } catch (error) {
        if (!(error instanceof AwsFailure)) throw error
        invalid.push(name)
      }
    return {
      Parameters: found
        .toSorted((one, other) => (one.parameter.name < other.parameter.name ? -1 : 1))
        .map((one) => shownParameter(context, one, WithDecryption)),
      InvalidParameters: invalid,
    }
  },
  {
    resources: ({ Names }, context) => parameterResources(context, Names ?? []),
    resource: ({ Names }, context) => arnFor(context, Names?.[0] ?? '*'),
  },
)

const getParametersByPath = operation<GetParametersByPathRequest, GetParametersByPathResult>(
  GetParametersByPath$,
  ({ Path, Recursive, ParameterFilters, WithDecryption, MaxResults, NextToken }, context) => {
    checkRange('maxResults', MaxResults, 1, 10)
    if (!/^\/(?:[a-zA-Z0-9_.-]+\/?)*$/.test(Path!))
      throw new AwsFailure(
        'ValidationException',
        'The parameter doesn\'t meet the parameter name requirements. The parameter name must begin with a forward slash "/". It can\'t be prefixed with "aws" or "ssm" (case-insensitive). It must use only letters, numbers, or the following symbols: . (period), - (hyphen), _ (underscore). Special characters are not allowed. All sub-paths, if specified, must use the forward slash symbol "/". Valid example: /get/parameters2-/by1./path0_.',
      )
    const path = Path!.endsWith('/') ? Path! : `${Path!}/`
    const found = parametersHere(context).filter(
      (parameter) =>
        parameter.name.startsWith(path) &&
        (Recursive === true || !parameter.name.slice(path.length).includes('/')) &&
        matchesFilters(parameter, ParameterFilters),
    )
    const page = pageOf(
      found,
      ({ name }) => name,
      MaxResults ?? 10,
      NextToken,
      () => invalidToken(),
    )
    return {
      Parameters: page.items.map((parameter) =>
        shownParameter(
          context,
          { parameter, version: parameter.versions.at(-1)!, selector: undefined },
          WithDecryption,
        ),
      ),
      NextToken: page.next,
    }
  },
  {
    resources: ({ Path }, context) => parameterResources(context, [Path]),
    resource: ({ Path }, context) => arnFor(context, Path!),
  },
)

const getParameterHistory = operation<GetParameterHistoryRequest, GetParameterHistoryResult>(
  GetParameterHistory$,
  ({ Name, WithDecryption, MaxResults, NextToken }, context) => {
    checkRange('maxResults', MaxResults, 1, 50)
    const parameter = findParameter(context, Name!)
    const page = pageOf(
      parameter.versions,
      ({ version }) => String(version).padStart(9, '0'),
      MaxResults ?? 50,
      NextToken,
      () => invalidToken(),
    )
    return {
      Parameters: page.items.map((version) => ({
        Name: parameter.name,
        Type: version.type,
        KeyId: version.keyId ?? undefined,
        LastModifiedDate: new Date(version.modifiedMs),
        LastModifiedUser: version.modifiedBy,
        Description: version.description ?? undefined,
        Value: valueOf(context, parameter, version, WithDecryption),
        AllowedPattern: version.allowedPattern ?? undefined,
        Version: version.version,
        Labels: [],
        Tier: version.tier,
        Policies: [],
        DataType: version.dataType,
      })),
      NextToken: page.next,
    }
  },
  {
    resources: ({ Name }, context) => parameterResources(context, [Name]),
    resource: ({ Name }, context) => arnFor(context, Name!),
  },
)

const describeParameters = operation<DescribeParametersRequest, DescribeParametersResult>(
  DescribeParameters$,
  ({ Filters, ParameterFilters, MaxResults, NextToken, Shared }, context) => {
    checkRange('maxResults', MaxResults, 1, 50)
    if (Filters !== undefined && Filters.length > 0 && ParameterFilters !== undefined)
      throw new AwsFailure(
        'ValidationException',
        'You can use either Filters or ParameterFilters in a single request.',
      )
    const conditions =
      ParameterFilters ?? Filters?.map(({ Key, Values }) => ({ Key, Option: 'BeginsWith', Values }))
    const found =
      Shared === true ? [] : parametersHere(context).filter((one) => matchesFilters(one, conditions))
    const page = pageOf(
      found,
      ({ name }) => name,
      MaxResults ?? 50,
      NextToken,
      () => invalidToken(),
    )
    return {
      Parameters: page.items.map(({ name, arn, versions }) => {
        const version = versions.at(-1)!
        return {
          Name: name,
          ARN: arn,
          Type: version.type,
          KeyId: version.keyId ?? undefined,
          LastModifiedDate: new Date(version.modifiedMs),
          LastModifiedUser: version.modifiedBy,
          Description: version.description ?? undefined,
          AllowedPattern: version.allowedPattern ?? undefined,
          Version: version.version,
          Tier: version.tier,
          Policies: [],
          DataType: version.dataType,
        }
      }),
      NextToken: page.next,
    }
  },
  {
    request: ({ Filters, ParameterFilters, MaxResults, NextToken, Shared }) => ({
      filters: Filters?.map(({ Key, Values }) => ({ key: Key, values: Values })),
      parameterFilters: ParameterFilters?.map(({ Key, Option, Values }) => ({
        key: Key,
        option: Option,
        values: Values,
      })),
      maxResults: MaxResults,
      nextToken: NextToken,
      shared: Shared ?? false,
    }),
    resource: (_, { region, account }) => `arn:aws:ssm:${region}:${account.accountId}:*`,
  },
)

export const READING = [
  getParameter,
  getParameters,
  getParametersByPath,
  getParameterHistory,
  describeParameters,
]

function invalidToken(): AwsFailure {
  return new AwsFailure('InvalidNextToken', 'The specified token is not valid.')
}
