import type { CallContext } from '../../callContext.ts'

/** What adding log events takes, whether a call or a trail adds them. */
export type LogsContext = Pick<CallContext, 'account' | 'state' | 'logEvents' | 'nowMs'>

export interface NewEvent {
  readonly timestampMs: number
  readonly message: string
}
