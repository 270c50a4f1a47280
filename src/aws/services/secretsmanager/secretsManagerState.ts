import { Chance } from '../../../account/chance.ts'
import { guid } from '../../../account/identifiers.ts'
import type { SimulatedAccount } from '../../../account/simulatedAccount.ts'
import { encrypt } from '../kms/ciphertext.ts'
import type { KmsState } from '../kms/kmsState.ts'

/** Secrets by ARN. */
export interface SecretsManagerState {
  readonly secrets: Record<string, Secret>
}

export interface Secret {
  readonly name: string
  /** The name and six more characters. */
  readonly arn: string
  readonly createdMs: number
  changedMs: number
  description: string | null
  /** As it was given; null for the account's default key. */
  keyId: string | null
  /** When it was deleted, for as long as it can be restored; null if it was not. */
  deletion: { readonly atMs: number; readonly untilMs: number } | null
  /** By ID. */
  readonly versions: Record<string, SecretVersion>
  tags: Record<string, string>
}

export interface SecretVersion {
  readonly versionId: string
  readonly createdMs: number
  readonly kind: 'text' | 'bytes'
  /** What KMS made of it, Base64. */
  readonly value: string
  /** `AWSCURRENT`, `AWSPREVIOUS`, `AWSPENDING` or any other. */
  stages: string[]
}

export const DEFAULT_KEY = 'alias/aws/secretsmanager'

/** The company's secrets with one version each. */
export function newSecretsManagerState(account: SimulatedAccount, kms: KmsState): SecretsManagerState {
  const state: SecretsManagerState = { secrets: {} }
  const key = kms.keys[account.resources.keyFor.secrets.arn]!
  for (const arn of account.resources.secrets) {
    const chance = new Chance(account.seed, 'secret value', arn)
    const name = arn.replace(/^.*:secret:/, '').replace(/-[^-]{6}$/, '')
    const createdMs = account.todayMs - chance.int(100, 700) * 86_400_000 + chance.int(0, 86_399) * 1000
    const versionId = guid(chance)
    const plain = JSON.stringify({ username: name.split('/')[1], password: `${chance.hex(18)}EXAMPLE` })
    const nonce = Buffer.from(chance.hex(24), 'hex')
    state.secrets[arn] = {
      name,
      arn,
      createdMs,
      changedMs: createdMs,
      description: null,
      keyId: null,
      deletion: null,
      versions: {
        [versionId]: {
          versionId,
          createdMs,
          kind: 'text',
          value: encrypt(key, Buffer.from(plain), secretContext(arn, versionId), nonce).toString('base64'),
          stages: ['AWSCURRENT'],
        },
      },
      tags: {},
    }
  }
  return state
}

/** What a value is encrypted with, as in AWS. */
export function secretContext(arn: string, versionId: string): Record<string, string> {
  return { SecretARN: arn, SecretVersionId: versionId }
}
