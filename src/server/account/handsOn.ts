import { HOME_REGION } from '../../account/resources.ts'
import type { AccountState } from '../../aws/accountState.ts'
import { isReadOnlyName } from '../../aws/recording.ts'
import { SERVICE_TITLES } from '../../aws/exercises/accountResources.ts'
import type { Actor } from '../../aws/exercises/actors.ts'
import { cliCommand } from '../../aws/exercises/cliCommand.ts'
import { beginSession, presentCredentials } from '../../aws/exercises/credentials.ts'
import type { Scene, Step } from '../../aws/exercises/exercise.ts'
import { EXERCISES } from '../../aws/exercises/exercises.ts'
import { operationOf, readyStep, regionOf, sceneFor } from '../../aws/exercises/steps.ts'
import {
  getAccount,
  type AccountPerson,
  type AccountResponse,
  type CredentialsResponse,
  type ExerciseStep,
  type PerformedStepResponse,
} from '../../api/account.ts'
import { conflict, notFound, notStored } from '../http/problem.ts'
import type { AwsAccount } from './awsAccount.ts'
import type { RecordedCalls } from './recordedCalls.ts'

/** The account as somebody finds it now, with the exercises for them. */
export async function describeAccount(
  aws: AwsAccount,
  calls: RecordedCalls,
  as: string,
  secretIsToken: boolean,
  nowMs: number,
): Promise<AccountResponse> {
  const { state } = await aws.endpoint()
  const scene = sceneOf(aws, state, as, nowMs)
  const { resources } = scene
  return {
    accountId: aws.account.accountId,
    homeRegion: HOME_REGION,
    regions: [...new Set([HOME_REGION, ...resources.flatMap(({ region }) => region ?? [])])],
    deliveryDelaySeconds: calls.delayMs / 1000,
    deliversTo: aws.deliversTo,
    secretIsToken,
    people: scene.actors.filter(({ sessionOf }) => sessionOf === null).map(personOf),
    resources: Object.entries(SERVICE_TITLES)
      .map(([service, title]) => ({
        service,
        title,
        resources: resources
          .filter((resource) => resource.service === service)
          .map(({ kind, id, name, state: present, region }) => ({ kind, id, name, state: present, region })),
      }))
      .filter((group) => group.resources.length > 0),
    exercises: EXERCISES.map(({ id, title, summary, steps }) => ({
      id,
      title,
      summary,
      steps: steps.map((step) => describeStep(step, scene)),
    })),
  }
}

/** Performs a step, whether or not the account allows it: a call that fails leaves an event too. */
export async function performStep(
  aws: AwsAccount,
  calls: RecordedCalls,
  exerciseID: string,
  stepID: string,
  as: string,
  nowMs: number,
): Promise<PerformedStepResponse> {
  const endpoint = await aws.endpoint()
  const scene = sceneOf(aws, endpoint.state, as, nowMs)
  const exercise = EXERCISES.find(({ id }) => id === exerciseID)
  const step = exercise?.steps.find(({ id }) => id === stepID)
  if (!step)
    throw notFound(
      exercise
        ? `The exercise “${exerciseID}” has no step “${stepID}”. Its steps are ${exercise.steps.map(({ id }) => id).join(', ')}.`
        : `There is no exercise “${exerciseID}”. ${getAccount.path} lists all exercises.`,
    )
  const ready = readyStep(step, scene)
  if (typeof ready === 'string') throw conflict(ready)
  const { principal, origin } = ready.actor.signedIn(nowMs)
  try {
    const { outcome, eventID } = await endpoint.performAs(
      principal,
      origin,
      regionOf(step),
      step.service,
      step.operation,
      ready.input,
    )
    return {
      eventID,
      visibleAt: new Date(nowMs + calls.delayMs).toISOString(),
      failure: 'failure' in outcome ? { code: outcome.failure.code, message: outcome.failure.message } : null,
      made:
        'output' in outcome
          ? (step.made?.(outcome.output as never) ?? []).filter((id) => id !== undefined)
          : [],
    }
  } catch (error) {
    throw notStored('The call', error)
  }
}

/** Credentials for the AWS CLI and SDKs. */
export async function issueCredentials(
  aws: AwsAccount,
  as: string,
  secretIsToken: boolean,
  nowMs: number,
): Promise<CredentialsResponse> {
  const endpoint = await aws.endpoint()
  const { actor } = sceneOf(aws, endpoint.state, as, nowMs)
  const present = presentCredentials(endpoint.state, actor, nowMs)
  if (present === null && actor.userName !== null)
    throw conflict(
      `The user ${actor.userName} has no active access key. Create one, or act as another person.`,
    )
  const credentials =
    present ?? (await endpoint.change((state) => beginSession(aws.account, state, actor, nowMs)))
  const { accessKeyId, secretAccessKey, sessionToken, expiresMs } = credentials
  return {
    accessKeyId,
    secretAccessKey: secretIsToken ? null : secretAccessKey,
    sessionToken,
    expiresAt: expiresMs === null ? null : new Date(expiresMs).toISOString(),
  }
}

/** The account as the person with an ID sees it, or a 404. */
export function sceneOf({ account }: AwsAccount, state: AccountState, as: string, nowMs: number): Scene {
  const scene = sceneFor(account, state, as, nowMs)
  if (scene) return scene
  throw notFound(
    `There is nobody with the ID “${as}” in the account. ${getAccount.path} lists all people and roles.`,
  )
}

function describeStep(step: Step, scene: Scene): ExerciseStep {
  const { schema, recording } = operationOf(step)
  const ready = readyStep(step, scene)
  const { prepare, command } =
    typeof ready === 'string'
      ? { prepare: null, command: null }
      : cliCommand(step.service, schema, ready.input)
  const other = typeof ready === 'string' || ready.actor === scene.actor ? null : ready.actor
  return {
    id: step.id,
    title: step.title,
    description: step.description,
    as: other && { id: other.id, name: other.name },
    missing: typeof ready === 'string' ? ready : null,
    prepare,
    command,
    region: regionOf(step),
    service: step.service,
    operation: step.operation,
    eventName: recording.eventName ?? step.operation,
    eventSource: `${step.service}.amazonaws.com`,
    isReadOnly: recording.readOnly ?? isReadOnlyName(step.operation),
    isData: recording.isData === true,
  }
}

const personOf = ({ id, name, kind, arn, description }: Actor): AccountPerson => ({
  id,
  name,
  kind,
  arn,
  description,
})
