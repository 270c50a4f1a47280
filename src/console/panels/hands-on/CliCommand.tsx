import type { AccountResponse, ExerciseStep } from '../../../api/account.ts'
import { useCredentials } from '../../models/queries/useAccount.ts'
import { CodeToCopy } from './CodeToCopy.tsx'
import { fullCommand } from './fullCommand.ts'

export interface CliCommandProps {
  readonly step: ExerciseStep
  /** Who performs it, by ID. */
  readonly as: string
  readonly account: AccountResponse
}

/** The AWS CLI command of a step, with everything that it needs. */
export function CliCommand({ step, as, account }: CliCommandProps) {
  const { data: credentials, error } = useCredentials(as)
  if (error) return <p className="exercise-step__missing">{error.message}</p>
  return (
    <CodeToCopy
      what="AWS CLI command"
      text={credentials ? fullCommand(step, credentials) : null}
      note={account.secretIsToken ? 'The secret access key is your token for this console.' : null}
    />
  )
}
