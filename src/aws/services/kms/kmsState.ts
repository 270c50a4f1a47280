import { Chance } from '../../../account/chance.ts'
import type { SimulatedAccount } from '../../../account/simulatedAccount.ts'

/** Keys and aliases by ARN. */
export interface KmsState {
  readonly keys: Record<string, KmsKey>
  readonly aliases: Record<string, KmsAlias>
}

export interface KmsKey {
  readonly keyId: string
  readonly arn: string
  readonly createdMs: number
  /** `AWS` for those that a service created for itself, which nobody else may change. */
  readonly manager: 'AWS' | 'CUSTOMER'
  /** 32 bytes, Base64. */
  readonly material: string
  description: string
  enabled: boolean
  /** When it is deleted, if that is scheduled. A key whose moment has passed no longer exists. */
  deletionMs: number | null
  policy: string
  rotationDays: number | null
  rotationSinceMs: number | null
  tags: Record<string, string>
  readonly grants: Record<string, KmsGrant>
}

export interface KmsAlias {
  /** `alias/NAME` */
  readonly aliasName: string
  readonly arn: string
  keyArn: string
  readonly createdMs: number
  updatedMs: number
}

interface KmsGrant {
  readonly grantId: string
  readonly granteePrincipal: string
  readonly retiringPrincipal: string | null
  readonly operations: readonly string[]
  readonly name: string | null
  readonly constraints: {
    readonly subset: Record<string, string> | null
    readonly equals: Record<string, string> | null
  }
  readonly createdMs: number
  /** The account that issued it: `arn:aws:iam::111122223333:root`. */
  readonly issuingAccount: string
}

const DESCRIPTIONS: Readonly<Record<string, string>> = {
  'alias/aws/secretsmanager':
    'Default key that protects my Secrets Manager data when no other key is defined',
  'alias/aws/ssm': 'Default key that protects my SSM parameters when no other key is defined',
}

/** The company's keys with an alias each. */
export function newKmsState(account: SimulatedAccount): KmsState {
  const state: KmsState = { keys: {}, aliases: {} }
  for (const { alias, arn } of account.resources.keys) {
    const chance = new Chance(account.seed, 'key', arn)
    const createdMs = account.todayMs - chance.int(400, 900) * 86_400_000 + chance.int(0, 86_399) * 1000
    const isManaged = alias.startsWith('alias/aws/')
    state.keys[arn] = {
      keyId: arn.slice(arn.indexOf('/') + 1),
      arn,
      createdMs,
      manager: isManaged ? 'AWS' : 'CUSTOMER',
      material: Buffer.from(chance.hex(64), 'hex').toString('base64'),
      description: DESCRIPTIONS[alias] ?? '',
      enabled: true,
      deletionMs: null,
      policy: defaultKeyPolicy(account.accountId),
      rotationDays: isManaged ? 365 : null,
      rotationSinceMs: isManaged ? createdMs : null,
      tags: {},
      grants: {},
    }
    const aliasArn = arn.replace(/key\/.*/, alias)
    state.aliases[aliasArn] = {
      aliasName: alias,
      arn: aliasArn,
      keyArn: arn,
      createdMs,
      updatedMs: createdMs,
    }
  }
  return state
}

/** The policy of a key that was created without one. */
export function defaultKeyPolicy(accountId: string): string {
  return JSON.stringify(
    {
      Version: '2012-10-17',
      Id: 'key-default-1',
      Statement: [
        {
          Sid: 'Enable IAM User Permissions',
          Effect: 'Allow',
          Principal: { AWS: `arn:aws:iam::${accountId}:root` },
          Action: 'kms:*',
          Resource: '*',
        },
      ],
    },
    null,
    2,
  )
}
