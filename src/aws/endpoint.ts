import { randomBytes, randomUUID } from 'node:crypto'
import PQueue from 'p-queue'
import type { Caller, Origin } from '../account/caller.ts'
import { Chance } from '../account/chance.ts'
import type { SimulatedAccount } from '../account/simulatedAccount.ts'
import type { AccountState } from './accountState.ts'
import type { CallContext } from './callContext.ts'
import type { Contents } from './contents.ts'
import type { Deliveries } from './deliveries.ts'
import type { EventLookup } from './eventLookup.ts'
import type { InsightRates } from './insightRates.ts'
import type { LogEvents } from './logEvents.ts'
import { AwsFailure } from './failure.ts'
import type { Operation } from './operation.ts'
import { isReadOnlyName, recordOfCall, type Outcome } from './recording.ts'
import { failureOf, successOf } from './protocols/answers.ts'
import { isExpired, isSignedWith } from './protocols/signature.ts'
import { ProtocolFailure } from './protocols/protocolFailure.ts'
import { readRequest } from './protocols/readRequest.ts'
import { ANONYMOUS } from './principals/anonymous.ts'
import { credentialFailure } from './principals/credentialFailures.ts'
import { whyDenied } from './principals/policies.ts'
import type { Principal } from './principals/principal.ts'
import { principalOf } from './principals/principalOf.ts'
import type { AwsRequest, AwsResponse } from './request.ts'
import type { Service } from './service.ts'
import type { Throttle } from './throttle.ts'

/** What the server gives the endpoint. */
export interface EndpointParts {
  readonly account: SimulatedAccount
  readonly services: readonly Service[]
  readonly state: SavedState
  readonly contents: Contents
  readonly events: EventLookup
  readonly rates: InsightRates
  readonly logEvents: LogEvents
  readonly deliveries: Deliveries
  readonly now: () => number
  /** Keeps the record of a call, which is delivered later. Once resolved, it is never lost. */
  readonly record: (text: string, nowMs: number) => Promise<void>
  /** Those that the console requires: each is everybody's secret access key. Without any, users need no secret. */
  readonly tokens: readonly string[]
  readonly throttle: Throttle | null
}

/** The account's state, and where it is saved. */
export interface SavedState {
  readonly current: AccountState
  /** Once resolved, the present state survives the end of the process. */
  readonly save: () => Promise<void>
  /** Back to what was saved last. */
  readonly restore: () => void
}

/** A call that somebody makes, however it arrived. */
interface Call {
  readonly service: Service
  readonly operation: Operation
  readonly input: unknown
  readonly principal: Principal
  readonly region: string
  readonly origin: Origin
  readonly requestId: string
  readonly request: AwsRequest
}

/** What came of a call, and the ID of its event. */
export interface Performed {
  readonly outcome: Outcome
  readonly answer: AwsResponse
  readonly eventID: string
}

/**
 * The AWS APIs of the simulated account. Calls that change something run one after another, and are
 * saved before they are answered.
 */
export class AwsEndpoint {
  readonly #parts: EndpointParts
  readonly #changes = new PQueue({ concurrency: 1 })

  constructor(parts: EndpointParts) {
    this.#parts = parts
  }

  /** The answer to a request, whatever it is; never rejects. `address`: where it came from. */
  async answer(request: AwsRequest, address: string): Promise<AwsResponse> {
    let service: Service | null = null
    try {
      const read = readRequest(this.#parts.services, request)
      const { operation, input, scope } = read
      const known = read.service
      service = known
      const { state, account, now } = this.#parts
      if (scope === null && operation.unsignedRegion === undefined) throw credentialFailure(known, 'missing')
      const principal =
        scope === null
          ? ANONYMOUS
          : principalOf(state.current, account, scope.accessKeyId, scope.sessionToken, now(), known.name)
      if ('refused' in principal) throw credentialFailure(known, principal.refused)
      if (scope !== null) await this.#checkSignature(known, request, principal)
      const region = scope?.region ?? operation.unsignedRegion!(input as never)
      const origin = { sourceIPAddress: address, userAgent: request.headers.get('user-agent') ?? '-' }
      const requestId = newRequestId(known)
      const call = { service: known, operation, input, principal, region, origin, requestId, request }
      return (await this.#perform(call)).answer
    } catch (error) {
      if (error instanceof ProtocolFailure)
        return failureOf(error.service, error.failure, newRequestId(error.service), request)
      if (error instanceof AwsFailure) return failureOf(service, error, newRequestId(service), request)
      console.error(error)
      return failureOf(service, internalFailure(), newRequestId(service), request)
    }
  }

  /** The answer to a request that cannot be read. */
  refuse(request: AwsRequest, failure: AwsFailure): AwsResponse {
    return failureOf(null, failure, newRequestId(null), request)
  }

  /** The company whose account it is. */
  get account(): SimulatedAccount {
    return this.#parts.account
  }

  /** The log events of CloudWatch Logs, to which trails add. */
  get logEvents(): LogEvents {
    return this.#parts.logEvents
  }

  /** The bytes of objects and functions. */
  get contents(): Contents {
    return this.#parts.contents
  }

  /** What the trails say of their deliveries. */
  get deliveries(): Deliveries {
    return this.#parts.deliveries
  }

  /** The state of the account, for the page. */
  get state(): AccountState {
    return this.#parts.state.current
  }

  /** A change that no call makes, such as a session that the access portal begins. */
  async change<Made>(act: (state: AccountState) => Made | Promise<Made>): Promise<Made> {
    return this.#changes.add(() => this.#saved(() => act(this.#parts.state.current)))
  }

  /** A call of the page, as a person or role of the account makes it in the console. */
  async performAs(
    principal: Principal,
    origin: Origin,
    region: string,
    serviceName: string,
    operationName: string,
    input: unknown,
  ): Promise<Performed> {
    const service = this.#parts.services.find(({ name }) => name === serviceName)
    const operation = service?.operations.find(({ schema }) => schema[2] === operationName)
    if (!service || !operation) throw new Error(`There is no operation ${serviceName}:${operationName}`)
    const requestId = newRequestId(service)
    const request = { method: 'POST', path: '/', query: '', headers: new Headers(), body: NO_BYTES }
    return this.#perform({ service, operation, input, principal, region, origin, requestId, request })
  }

  #perform(call: Call): Promise<Performed> {
    const { recording, schema, changes } = call.operation
    const doesChange = changes ?? !(recording.readOnly ?? isReadOnlyName(schema[2]))
    return doesChange ? this.#changes.add(() => this.#run(call, true)) : this.#run(call, false)
  }

  async #run(call: Call, changes: boolean): Promise<Performed> {
    const { state, account, now, contents, events, rates, logEvents, deliveries, throttle } = this.#parts
    const { service, operation, principal, region, requestId, request } = call
    const nowMs = now()
    const context: CallContext = {
      account,
      state: state.current,
      principal,
      region,
      nowMs,
      requestId,
      request,
      chance: new Chance(account.seed, requestId),
      contents,
      events,
      rates,
      logEvents,
      deliveries,
    }
    throttle?.take(service.name, operation.schema[2], region, nowMs)
    const act = () => outcomeOf(call, context)
    const outcome = changes ? await this.#saved(act, (made) => 'output' in made) : await act()
    const caller: Caller = {
      identity: principal.identity,
      arn: principal.arn,
      sourceIPAddress: call.origin.sourceIPAddress,
      userAgent: call.origin.userAgent,
      fromConsole: call.origin.fromConsole === true,
      tls: true,
    }
    const answer =
      'failure' in outcome
        ? failureOf(service, outcome.failure, requestId, request)
        : successOf(service, operation, outcome.output, requestId)
    const record = recordOfCall(service, operation, call.input, outcome, answer, caller, context)
    await this.#parts.record(record, nowMs)
    return { outcome, answer, eventID: (JSON.parse(record) as { readonly eventID: string }).eventID }
  }

  /** Acts and saves. What fails unexpectedly, or cannot be saved, was not done. */
  async #saved<Made>(
    act: () => Made | Promise<Made>,
    isChange: (made: Made) => boolean = () => true,
  ): Promise<Made> {
    const { state } = this.#parts
    try {
      const made = await act()
      if (isChange(made)) await state.save()
      return made
    } catch (error) {
      state.restore()
      throw error
    }
  }

  async #checkSignature(service: Service, request: AwsRequest, principal: Principal): Promise<void> {
    if (isExpired(request, this.#parts.now())) throw credentialFailure(service, 'expired presigned')
    const { tokens } = this.#parts
    // Session credentials have secrets that this account made.
    const secrets = tokens.length > 0 ? tokens : principal.isTemporary ? [principal.secretAccessKey] : []
    if (secrets.length === 0) return
    const signed = await Promise.all(secrets.map((secret) => isSignedWith(request, secret)))
    if (!signed.includes(true)) throw credentialFailure(service, 'wrong signature')
  }
}

async function outcomeOf(
  { service, operation, input, principal }: Call,
  context: CallContext,
): Promise<Outcome> {
  const { recording, schema, perform } = operation
  try {
    const { action = `${service.name}:${schema[2]}` } = recording
    const resource = recording.resource?.(input as never, context) ?? '*'
    const denied = action === null ? null : whyDenied(context.state, principal, action, resource)
    if (denied !== null) throw denialOf(service, denied)
    return { output: (await perform(input as never, context)) ?? {} }
  } catch (error) {
    if (error instanceof AwsFailure) return { failure: error }
    throw error
  }
}

function denialOf({ protocol }: Service, message: string): AwsFailure {
  if (protocol === 'ec2')
    return new AwsFailure(
      'UnauthorizedOperation',
      `You are not authorized to perform this operation. ${message}`,
      403,
    )
  if (protocol === 'json-1.0' || protocol === 'json-1.1')
    return new AwsFailure('AccessDeniedException', message)
  return new AwsFailure(protocol === 'rest-json' ? 'AccessDeniedException' : 'AccessDenied', message, 403)
}

const NO_BYTES = new Uint8Array()

const internalFailure = () =>
  new AwsFailure('InternalFailure', 'The request could not be saved or answered. Try again.', 500)

/** S3's are of sixteen letters and digits. */
const newRequestId = (service: Service | null): string =>
  service?.name === 's3' ? randomBytes(8).toString('hex').toUpperCase() : randomUUID()
