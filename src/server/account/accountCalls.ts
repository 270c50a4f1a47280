import type * as v from 'valibot'
import type { AccountCallResponse, callAccount } from '../../api/accountCalls.ts'
import { AwsFailure } from '../../aws/failure.ts'
import type { Operation } from '../../aws/operation.ts'
import { InputProblem } from '../../aws/protocols/inputProblem.ts'
import { valueOfJson } from '../../aws/protocols/jsonInput.ts'
import { requireMembers } from '../../aws/protocols/missingMembers.ts'
import { plainOf } from '../../aws/protocols/plainOutput.ts'
import { inputOf, nameOf, outputOf } from '../../aws/protocols/schema.ts'
import { SERVICES } from '../../aws/services.ts'
import { badRequest, notFound, notStored } from '../http/problem.ts'
import type { AwsAccount } from './awsAccount.ts'
import { sceneOf } from './handsOn.ts'
import type { RecordedCalls } from './recordedCalls.ts'

type Call = v.InferOutput<typeof callAccount.body>

/** Makes a call of the AWS API as somebody of the account. */
export async function makeCall(
  aws: AwsAccount,
  calls: RecordedCalls,
  { as, region, service, operation: name, input }: Call,
  nowMs: number,
): Promise<AccountCallResponse> {
  const operation = operationOf(service, name)
  const endpoint = await aws.endpoint()
  const { principal, origin } = sceneOf(aws, endpoint.state, as, nowMs).actor.signedIn(nowMs)
  const read = inputFrom(operation, input)
  const visibleAt = new Date(nowMs + calls.delayMs).toISOString()
  try {
    const { outcome, eventID } = await endpoint.performAs(principal, origin, region, service, name, read)
    return 'failure' in outcome
      ? { eventID, visibleAt, output: null, failure: failureFrom(outcome.failure) }
      : { eventID, visibleAt, output: outputFrom(operation, outcome.output), failure: null }
  } catch (error) {
    // Throttled, before it was performed.
    if (error instanceof AwsFailure)
      return { eventID: null, visibleAt, output: null, failure: failureFrom(error) }
    throw notStored('The call', error)
  }
}

function operationOf(serviceName: string, name: string): Operation {
  const service = SERVICES.find((each) => each.name === serviceName)
  if (!service)
    throw notFound(
      `The account has no service “${serviceName}”. Its services are ${SERVICES.map((each) => each.name).join(', ')}.`,
    )
  const operation = service.operations.find(({ schema }) => nameOf(schema) === name)
  if (operation) return operation
  throw notFound(
    `The account has no operation “${name}” of ${serviceName}. Its operations are ${service.operations.map(({ schema }) => nameOf(schema)).join(', ')}.`,
  )
}

function inputFrom({ schema }: Operation, given: object): unknown {
  try {
    const input = valueOfJson(inputOf(schema), given)
    requireMembers(inputOf(schema), input, (member) => member.name)
    return input
  } catch (error) {
    if (!(error instanceof InputProblem)) throw error
    const { message, members } = error
    throw badRequest(
      'input',
      error.fault === 'missing'
        ? `The input of ${nameOf(schema)} must have ${members.join(', ')}.`
        : `The input of ${nameOf(schema)} cannot be read: ${[members[0], message].filter(Boolean).join(': ')}.`,
    )
  }
}

const outputFrom = ({ schema }: Operation, output: unknown) =>
  plainOf(outputOf(schema), output) as Record<string, unknown>

const failureFrom = ({ code, message }: AwsFailure) => ({ code, message })
