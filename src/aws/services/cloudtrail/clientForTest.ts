import { Readable } from 'node:stream'
import { CloudTrailClient } from '@aws-sdk/client-cloudtrail'
import { createAccount } from '../../../account/account.ts'
import { Chance } from '../../../account/chance.ts'
import { newAccountState, type AccountState } from '../../accountState.ts'
import type { CallContext } from '../../callContext.ts'
import type { EventLookup } from '../../eventLookup.ts'
import { AwsFailure } from '../../failure.ts'
import { cloudtrail } from './service.ts'

export const ACCOUNT = createAccount(7, Date.parse('2026-02-04T00:00:00Z'))

interface Request {
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

/** A client of a Region of the account. Its requests are performed at once, without a socket. */
export function cloudTrailClient({
  state = newAccountState(ACCOUNT),
  region = 'eu-central-1',
  nowMs = () => ACCOUNT.todayMs,
  events = { find: () => Promise.reject(new Error('There are no events.')) },
}: {
  state?: AccountState
  region?: string
  nowMs?: () => number
  events?: EventLookup
} = {}): CloudTrailClient {
  const answer = async ({ headers, body }: Request): Promise<readonly [number, unknown]> => {
    const name = headers['x-amz-target']?.split('.').at(-1)
    const found = cloudtrail.operations.find(({ schema }) => schema[2] === name)
    if (!found) return [400, { __type: 'UnknownOperationException' }]
    const context: CallContext = {
      account: ACCOUNT,
      state,
      region,
      nowMs: nowMs(),
      chance: new Chance(7),
      events,
    } as Partial<CallContext> as CallContext
    try {
      return [200, await found.perform(JSON.parse(body, timesRead) as never, context)]
    } catch (error) {
      if (!(error instanceof AwsFailure)) throw error
      return [error.status, { __type: error.code, message: error.message }]
    }
  }
  const handle = async (request: unknown) => {
    const [statusCode, output] = await answer(request as Request)
    const text = JSON.stringify(output, timesWritten)
    return { response: { statusCode, headers: {}, body: Readable.from([Buffer.from(text)]) } }
  }
  return new CloudTrailClient({
    region,
    credentials: { accessKeyId: 'AKIAEXAMPLE', secretAccessKey: 'secret' },
    maxAttempts: 1,
    requestHandler: { handle } as never,
  })
}

const timesRead = (name: string, value: unknown) =>
  name.endsWith('Time') && typeof value === 'number' ? new Date(value * 1000) : value

function timesWritten(this: unknown, name: string, value: unknown): unknown {
  const given = (this as Readonly<Record<string, unknown>>)[name]
  return given instanceof Date ? given.getTime() / 1000 : value
}
