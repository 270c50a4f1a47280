import Alert from '@cloudscape-design/components/alert'

/** A problem with a part of a form that is not one field. */
export const FormProblem = ({ problem }: { readonly problem: string | undefined }) =>
  problem !== undefined && (
    <div data-form-problem role="alert">
      <Alert type="error">{problem}</Alert>
    </div>
  )
