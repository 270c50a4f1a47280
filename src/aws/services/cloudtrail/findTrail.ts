import {
  CloudTrailARNInvalidException$,
  InvalidHomeRegionException$,
  InvalidTrailNameException$,
  TrailNotFoundException$,
} from '@aws-sdk/client-cloudtrail'
import type { CallContext } from '../../callContext.ts'
import { entryOf } from '../../entries.ts'
import { trailArn, type TrailState } from './cloudTrailState.ts'
import { failed } from './failed.ts'

type Context = Pick<CallContext, 'account' | 'region' | 'state'>

/**
 * The ARN that the name of a trail means: a name is one in the Region of the call. Throws if it is
 * neither a name nor an ARN that a trail can have.
 */
export function arnOfTrail(nameOrArn: string | undefined, { account, region }: Context): string {
  if (nameOrArn?.startsWith('arn:')) {
    checkTrailArn(nameOrArn)
    return nameOrArn
  }
  checkTrailName(nameOrArn ?? '')
  return trailArn(region, account.accountId, nameOrArn ?? '')
}

/** The trail with a name in the Region of the call, or with an ARN in any Region. */
export function findTrail(nameOrArn: string | undefined, context: Context): TrailState {
  const arn = arnOfTrail(nameOrArn, context)
  const trail = entryOf(context.state.cloudtrail.trails, arn)
  if (trail === undefined)
    throw failed(TrailNotFoundException$, `Unknown trail: ${arn} for the user: ${context.account.accountId}`)
  return trail
}

/** The same for a change, which only the trail's home Region accepts. */
export function findTrailAtHome(nameOrArn: string | undefined, context: Context): TrailState {
  const trail = findTrail(nameOrArn, context)
  if (trail.homeRegion !== context.region)
    throw failed(
      InvalidHomeRegionException$,
      `The home Region of trail ${trail.arn} is ${trail.homeRegion}. Send this request to that Region instead of ${context.region}.`,
    )
  return trail
}

/** Whether a trail is seen in a Region: in its own, and in every Region if it logs all of them. */
export const isSeenIn = ({ homeRegion, settings }: TrailState, region: string): boolean =>
  homeRegion === region || settings.isMultiRegionTrail

function checkTrailArn(arn: string): void {
  if (!/^arn:aws[a-z-]*:cloudtrail:[a-z0-9-]+:\d{12}:trail\/[^/]+$/.test(arn))
    throw failed(
      CloudTrailARNInvalidException$,
      `${arn} is not the ARN of a trail, such as arn:aws:cloudtrail:us-east-2:123456789012:trail/MyTrail.`,
    )
}

/** docs/cloudtrail.md#trails */
export function checkTrailName(name: string): void {
  const why = whyInvalid(name)
  if (why !== null) throw failed(InvalidTrailNameException$, why)
}

function whyInvalid(name: string): string | null {
  if (name === '') return 'Trail name cannot be blank.'
  if (name.length < 3 || name.length > 128) return 'Trail name must have from 3 to 128 characters.'
  if (!/^[a-zA-Z0-9._-]+$/.test(name))
    return 'Trail name can only contain letters, numbers, periods, underscores and dashes.'
  if (!/^[a-zA-Z0-9].*[a-zA-Z0-9]$/.test(name))
    return 'Trail name must start and end with a letter or a number.'
  if (/[._-]{2}/.test(name)) return 'Trail name cannot have adjacent periods, underscores or dashes.'
  return /^\d{1,3}(?:\.\d{1,3}){3}$/.test(name) ? 'Trail name cannot be in the form of an IP address.' : null
}
