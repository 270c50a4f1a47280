import { inWords } from './summaryWords.ts'

/**
 * Past tenses that the rules below do not produce, and verbs that read better than CloudTrail's.
 */
const VERBS: Readonly<Record<string, readonly [base: string, past: string]>> = {
  Get: ['read', 'read'],
  Head: ['check', 'checked'],
  Lookup: ['look up', 'looked up'],
  Setup: ['set up', 'set up'],
  Run: ['run', 'ran'],
  Set: ['set', 'set'],
  Send: ['send', 'sent'],
  Begin: ['begin', 'began'],
  Leave: ['leave', 'left'],
  Reset: ['reset', 'reset'],
  Resend: ['resend', 'resent'],
  Split: ['split', 'split'],
  Withdraw: ['withdraw', 'withdrew'],
  Write: ['write', 'wrote'],
  Rollback: ['roll back', 'rolled back'],
  Login: ['sign in', 'signed in'],
}

const REGULAR = new Set(
  `Accept Acknowledge Activate Add Admit Advertise Allocate Analyze Apply Approve Archive Assign Associate Assume Attach Authorize Backup Bundle
  Calculate Cancel Change Check Claim Classify Clone Close Complete Compose Configure Confirm Connect Convert Copy Count Create Deactivate
  Decline Decode Decrease Decrypt Delete Deploy Deprecate Deregister Derive Describe Detach Detect Disable Disassociate Discover
  Dismiss Download Enable Encrypt Enroll Estimate Evaluate Exchange Execute Export Failover Filter Finalize Forget Generate Grant Handshake
  Import Increase Index Initialize Initiate Install Invalidate Invite Invoke Issue Join Label Launch List Lock Log Mark Merge Migrate
  Modify Monitor Move Notify Offer Open Optimize Override Pause Peer Poll Preview Process Promote Provision Publish Purchase Purge
  Query Quarantine Reactivate Rebalance Reboot Rebuild Receive Recognize Record Recover Redact Redrive Refresh Refuse Register Reject
  Release Remove Rename Renew Replace Replicate Report Request Resolve Respond Restart Restore Resume Resync Retain Retire Retrieve Retry Return
  Review Revoke Rotate Sample Scan Schedule Search Select Share Sign Signal Simulate Start Stop Stream Submit Subscribe Suspend Swap Switch
  Sync Synchronize Tag Terminate Test Track Transfer Translate Trigger Truncate Unarchive Unassign Undeploy Undo Unlabel Unlink Unlock
  Unmonitor Unpeer Unsubscribe Untag Update Upgrade Upload Validate Verify View`.split(/\s+/),
)

/** Verbs that double their last letter: `stopped`. */
const DOUBLING = /^(?:stop|tag|untag|scan|swap|log|submit|admit|commit|forget|ship|drop|plan|map|step)$/

/** What `Put` configures is set; data is sent; everything else is written. */
const SETTING =
  /(?:polic(?:y|ies)|acls?|encryption|versioning|tagging|tags|lifecycle|logging|configurations?|config|notifications?|website|cors|selectors|boundary|block|controls|retention|attributes?|limits?|quotas?|settings?|permissions?|payment|mode|capacity|preferences?|entitlement|targets|status)$/i
const SENT_DATA = /(?:evaluations|items|inventory|events|records?|metric data|segments|findings|use case.*)$/i

export interface EventWords {
  /** As CloudTrail writes it: `Create`. */
  readonly verb: string
  readonly base: string
  readonly past: string
  /** What follows the verb, in words: `access key`. */
  readonly noun: string
}

/**
 * `CreateAccessKey` as verb and noun: `create`, `created`, `access key`. Null if it does not start
 * with a known verb. API versions at the end are left out.
 */
export function readEventName(eventName: string): EventWords | null {
  const [first = '', ...rest] = wordsOf(withoutVersion(eventName))
  const isBatch = first === 'Batch' && rest.length > 0
  const verb = (isBatch ? rest[0] : first) ?? ''
  const noun = inWords((isBatch ? rest.slice(1) : rest).join('')).replace(
    /\b(service|egress|cross) (linked|only|account)\b/,
    '$1-$2',
  )
  // A service event is named after what happened: `TestRotationSucceeded`.
  if (/(?:succeeded|failed|started|completed|ended|created|deleted)$/.test(noun)) return null
  const words = wordsOfVerb(verb, noun)
  return words && { verb, base: words[0], past: words[1], noun }
}

function wordsOfVerb(verb: string, noun: string): readonly [base: string, past: string] | null {
  if (Object.hasOwn(VERBS, verb)) return VERBS[verb]!
  if (verb === 'Put') {
    if (SENT_DATA.test(noun) && noun !== 'item' && noun !== 'items') return ['send', 'sent']
    return SETTING.test(noun) ? ['set', 'set'] : ['write', 'wrote']
  }
  if (!REGULAR.has(verb)) return null
  const base = verb.toLowerCase()
  return [base, pastOf(base)]
}

const wordsOf = (name: string): readonly string[] =>
  name.match(/[A-Z]+(?![a-z])|[A-Z][a-z0-9]*|[a-z0-9]+/g) ?? []

/**
 * Lambda and CloudFront write the API's version: `CreateFunction20150331`,
 * `UpdateFunctionCode20150331v2`.
 */
export function withoutVersion(eventName: string): string {
  return eventName.replace(/_?20\d\d_?\d\d_?\d\d(?:v\d)?$/, '')
}

function pastOf(verb: string): string {
  if (verb === 'failover') return 'failed over'
  if (verb === 'backup') return 'backed up'
  if (verb === 'undo') return 'undid'
  if (DOUBLING.test(verb)) return `${verb}${verb.at(-1)}ed`
  if (verb.endsWith('e')) return `${verb}d`
  return /[^aeiou]y$/.test(verb) ? `${verb.slice(0, -1)}ied` : `${verb}ed`
}
