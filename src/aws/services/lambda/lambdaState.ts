import { createHash } from 'node:crypto'
import { Chance } from '../../../account/chance.ts'
import { guid } from '../../../account/identifiers.ts'
import { HOME_REGION } from '../../../account/resources.ts'
import type { SimulatedAccount } from '../../../account/simulatedAccount.ts'
import { zipOf } from './zip.ts'

/** Functions by ARN. */
export interface LambdaState {
  readonly functions: Record<string, LambdaFunction>
}

export interface LambdaFunction {
  readonly name: string
  readonly arn: string
  readonly createdMs: number
  latest: FunctionVersion
  /** Those that were published, ascending. */
  readonly published: FunctionVersion[]
  /** The number of the next version: numbers are never used again. */
  nextVersion: number
  statements: PolicyStatement[]
  tags: Record<string, string>
}

export interface FunctionVersion {
  /** `$LATEST` or a number. */
  readonly version: string
  readonly settings: FunctionSettings
  readonly code: FunctionCode
  readonly modifiedMs: number
  readonly revisionId: string
  /** Since when it is being created or updated, which takes some seconds. */
  readonly startedMs: number
  readonly change: 'created' | 'updated'
}

export interface FunctionCode {
  /** Of the zip file, Base64. */
  readonly sha256: string
  readonly size: number
  /** The key of the zip file among the contents, or a file of the company's. */
  readonly content: string | { readonly name: string; readonly text: string }
}

export interface FunctionSettings {
  readonly runtime: string
  readonly role: string
  readonly handler: string
  readonly description: string
  readonly timeout: number
  readonly memorySize: number
  /** Null for a function that never had any. */
  readonly variables: Readonly<Record<string, string>> | null
  readonly layers: readonly string[]
  readonly architecture: string
  readonly storageSize: number
  readonly tracingMode: string
  readonly snapStart: string
  readonly logFormat: string
  readonly logGroup: string
  readonly deadLetterArn: string | null
  readonly vpc: { readonly subnetIds: readonly string[]; readonly groupIds: readonly string[] } | null
}

/** A statement of the function's policy, for the function as a whole or one of its versions. */
export interface PolicyStatement {
  readonly sid: string
  readonly qualifier: string | null
  /** JSON. */
  readonly text: string
}

export const LATEST = '$LATEST'

/** The company's functions. */
export function newLambdaState(account: SimulatedAccount): LambdaState {
  const state: LambdaState = { functions: {} }
  const role = account.resources.roles['lambda-execution']!.arn
  for (const name of account.resources.functions) {
    const chance = new Chance(account.seed, 'function', name)
    const arn = functionArn(HOME_REGION, account.accountId, name)
    const createdMs = account.todayMs - chance.int(60, 700) * 86_400_000 + chance.int(0, 86_399_999)
    const isPython = chance.happens(0.4)
    const code = isPython ? pythonCode(name) : nodeCode(name)
    state.functions[arn] = {
      name,
      arn,
      createdMs,
      latest: {
        version: LATEST,
        settings: {
          ...DEFAULT_SETTINGS,
          runtime: isPython ? 'python3.13' : 'nodejs22.x',
          role,
          handler: isPython ? 'lambda_function.lambda_handler' : 'index.handler',
          timeout: chance.pick([10, 15, 30, 60]),
          memorySize: chance.pick([128, 256, 512]),
          variables: { LOG_LEVEL: 'info', STAGE: 'prod' },
          logGroup: `/aws/lambda/${name}`,
        },
        code: codeOf(zipOf(code.name, code.text), code),
        modifiedMs: createdMs,
        revisionId: guid(chance),
        startedMs: createdMs,
        change: 'created',
      },
      published: [],
      nextVersion: 1,
      statements: [],
      tags: {},
    }
  }
  return state
}

/** What a function has that was created with no more than it must have. */
export const DEFAULT_SETTINGS = {
  description: '',
  timeout: 3,
  memorySize: 128,
  variables: null,
  layers: [],
  architecture: 'x86_64',
  storageSize: 512,
  tracingMode: 'PassThrough',
  snapStart: 'None',
  logFormat: 'Text',
  deadLetterArn: null,
  vpc: null,
} as const

export function functionArn(region: string, accountId: string, name: string): string {
  return `arn:aws:lambda:${region}:${accountId}:function:${name}`
}

export function codeOf(zip: Uint8Array, content: FunctionCode['content']): FunctionCode {
  return { sha256: createHash('sha256').update(zip).digest('base64'), size: zip.length, content }
}

function nodeCode(name: string) {
  return {
    name: 'index.mjs',
    text: `export const handler = async (event) => {
  console.log('${name}', JSON.stringify(event))
  return { statusCode: 200 }
}
`,
  }
}

function pythonCode(name: string) {
  return {
    name: 'lambda_function.py',
    text: `import json


def lambda_handler(event, context):
    print("${name}", json.dumps(event))
    return {"statusCode": 200}
`,
  }
}
