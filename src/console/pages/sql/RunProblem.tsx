import { Icon } from '../../ui/Icon.tsx'
import { QuietButton } from '../../ui/QuietButton.tsx'
import { SafeText } from '../../ui/SafeText.tsx'
import type { StatementProblem } from './useSqlRun.ts'

export interface RunProblemProps {
  readonly text: string
  readonly problem: StatementProblem
  readonly onGoTo: (position: number) => void
}

/** Why the statement has no result, and a way to the place. */
export function RunProblem({ text, problem: { sentence, position }, onGoTo }: RunProblemProps) {
  return (
    <div className="sql-page__problem" role="alert">
      <Icon size={16}>
        <path d="M8 1.5a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13zM8 4.5v4M8 11h.01" />
      </Icon>
      <span className="sql-page__problem-text">
        <SafeText text={sentence} />{' '}
        {position !== null && (
          <QuietButton onClick={() => onGoTo(position)}>Go to {placeWords(text, position)}</QuietButton>
        )}
      </span>
    </div>
  )
}

/** `line 3, column 12` */
function placeWords(text: string, position: number): string {
  const before = text.slice(0, position).split('\n')
  return `line ${before.length}, column ${before.at(-1)!.length + 1}`
}
