import type { CallContext } from '../../callContext.ts'
import { entryOf } from '../../entries.ts'
import { AwsFailure } from '../../failure.ts'
import { groupArn, type LogGroup, type LogStream } from './logsState.ts'

/** How requests name a log group: most by its name, newer ones by its name or ARN. */
interface NamesGroup {
  readonly logGroupName?: string | undefined
  readonly logGroupIdentifier?: string | undefined
}

interface NamesStream extends NamesGroup {
  readonly logStreamName?: string | undefined
}

export function findGroup(context: CallContext, input: NamesGroup): LogGroup {
  const { logGroupName, logGroupIdentifier } = input
  if (logGroupName !== undefined && logGroupIdentifier !== undefined)
    throw invalidParameter('LogGroupName and LogGroupIdentifier cannot both be given.')
  if (logGroupName === undefined && logGroupIdentifier === undefined)
    throw invalidParameter('Either LogGroupName or LogGroupIdentifier has to be given.')
  const group = entryOf(context.state.logs.groups, groupArnFor(context, input))
  if (group === undefined) throw notFound('The specified log group does not exist.')
  return group
}

export function findStream(group: LogGroup, name: string): LogStream {
  const stream = entryOf(group.streams, name)
  if (stream === undefined) throw notFound('The specified log stream does not exist.')
  return stream
}

export function groupArnFor({ account, region }: CallContext, input: NamesGroup): string {
  const given = input.logGroupName ?? input.logGroupIdentifier ?? ''
  return given.startsWith('arn:') ? given.replace(/:\*$/, '') : groupArn(region, account.accountId, given)
}

/** What every call on a log group is recorded with, and what policies allow it on. */
export const onGroup = {
  resource: (input: NamesStream, context: CallContext) =>
    `${groupArnFor(context, input)}:log-stream:${input.logStreamName ?? ''}`,
}

export const groupsHere = ({ state, region, account }: CallContext): readonly LogGroup[] =>
  Object.values(state.logs.groups).filter(({ arn }) =>
    arn.startsWith(groupArn(region, account.accountId, '')),
  )

export const notFound = (message: string): AwsFailure => new AwsFailure('ResourceNotFoundException', message)

export const alreadyThere = (message: string): AwsFailure =>
  new AwsFailure('ResourceAlreadyExistsException', message)

export const invalidParameter = (message: string): AwsFailure =>
  new AwsFailure('InvalidParameterException', message)

export const wrongToken = (): AwsFailure => invalidParameter('The specified nextToken is invalid.')

/** Refuses a text that is too long or does not have the form of its member. An absent one passes. */
export function checkText(member: string, value: string | undefined, most: number, form: RegExp): void {
  if (value === undefined) return
  if (value.length === 0 || value.length > most)
    throw failedConstraint(member, value, `have length from 1 to ${most}`)
  if (!form.test(value))
    throw failedConstraint(member, value, `satisfy regular expression pattern: ${form.source.slice(1, -1)}`)
}

/** Refuses a number outside of the range, both ends inclusive. An absent one passes. */
export function checkLimit(member: string, value: number | undefined, most: number): void {
  if (value === undefined) return
  if (value < 1) throw failedConstraint(member, String(value), 'have value greater than or equal to 1')
  if (value > most) throw failedConstraint(member, String(value), `have value less than or equal to ${most}`)
}

function failedConstraint(member: string, value: string, constraint: string): AwsFailure {
  return invalidParameter(
    `1 validation error detected: Value '${value}' at '${member}' failed to satisfy constraint: Member must ${constraint}`,
  )
}

export const GROUP_NAME = /^[.\-_/#A-Za-z0-9]+$/
export const STREAM_NAME = /^[^:*]*$/
