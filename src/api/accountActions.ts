/** `GET /api/account/actions`, what can be done in the simulated account; 404 where log files are shown. */
export const ACCOUNT_ACTIONS = '/api/account/actions'

export interface AccountAction {
  /** The event name it leaves: `CreateBucket` */
  readonly name: string
  /** `Create an S3 bucket` */
  readonly label: string
  /** What to look for in its record. */
  readonly description: string
}

export interface AccountActionsResponse {
  readonly actions: readonly AccountAction[]
}

/** `POST /api/account/actions/NAME`: does it now. Its events come into the event history a moment later, as CloudTrail's do. */
export const accountActionPath = (name: string): string => `${ACCOUNT_ACTIONS}/${encodeURIComponent(name)}`

export interface PerformedActionResponse {
  readonly eventIDs: readonly string[]
  /** When the events will be in the event history, ISO 8601 UTC. */
  readonly visibleAt: string
}
