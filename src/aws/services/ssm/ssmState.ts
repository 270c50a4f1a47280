import { Chance } from '../../../account/chance.ts'
import { HOME_REGION } from '../../../account/resources.ts'
import type { SimulatedAccount } from '../../../account/simulatedAccount.ts'
import { encrypt } from '../kms/ciphertext.ts'
import type { KmsState } from '../kms/kmsState.ts'

/** Parameters by ARN. */
export interface SsmState {
  readonly parameters: Record<string, SsmParameter>
}

export interface SsmParameter {
  readonly name: string
  readonly arn: string
  /** Ascending, at most a hundred. */
  readonly versions: ParameterVersion[]
  tags: Record<string, string>
}

export interface ParameterVersion {
  readonly version: number
  readonly type: 'String' | 'StringList' | 'SecureString'
  /** Of a SecureString: what KMS made of it, Base64. */
  readonly value: string
  /** As it was given: `alias/aws/ssm`, an ID or an ARN; null if the value is not encrypted. */
  readonly keyId: string | null
  readonly description: string | null
  readonly allowedPattern: string | null
  readonly dataType: string
  readonly tier: 'Standard' | 'Advanced'
  readonly modifiedMs: number
  /** An ARN. */
  readonly modifiedBy: string
}

export const DEFAULT_KEY = 'alias/aws/ssm'

/** `/service/config`, a SecureString, and `/service/features` of each of the company's services. */
export function newSsmState(account: SimulatedAccount, kms: KmsState): SsmState {
  const state: SsmState = { parameters: {} }
  const key = kms.keys[account.resources.keyFor.parameters.arn]!
  for (const name of account.resources.parameters) {
    const chance = new Chance(account.seed, 'parameter', name)
    const arn = parameterArn(HOME_REGION, account.accountId, name)
    const isSecret = name.endsWith('/config')
    const plain = isSecret
      ? JSON.stringify({
          databaseUrl: `postgres://app:${chance.hex(12)}EXAMPLE@db.internal/app`,
          poolSize: 20,
        })
      : JSON.stringify({ newCheckout: chance.happens(0.5), darkLaunch: chance.happens(0.3) })
    const value = isSecret
      ? encrypt(key, Buffer.from(plain), parameterContext(arn), Buffer.from(chance.hex(24), 'hex')).toString(
          'base64',
        )
      : plain
    state.parameters[arn] = {
      name,
      arn,
      tags: {},
      versions: [
        {
          version: 1,
          type: isSecret ? 'SecureString' : 'String',
          value,
          keyId: isSecret ? DEFAULT_KEY : null,
          description: null,
          allowedPattern: null,
          dataType: 'text',
          tier: 'Standard',
          modifiedMs: account.todayMs - chance.int(30, 500) * 86_400_000 + chance.int(0, 86_399) * 1000,
          modifiedBy: account.resources.roles['cloudformation-deploy']!.arn,
        },
      ],
    }
  }
  return state
}

/** Names begin with a slash or not; ARNs have one all the same. */
export function parameterArn(region: string, accountId: string, name: string): string {
  return `arn:aws:ssm:${region}:${accountId}:parameter${name.startsWith('/') ? '' : '/'}${name}`
}

/** What a value is encrypted with, as in AWS, so that KMS decrypts it for nobody who does not know. */
export function parameterContext(arn: string): Record<string, string> {
  return { PARAMETER_ARN: arn }
}
