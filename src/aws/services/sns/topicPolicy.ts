import { statementsOf } from '../../principals/policyDocument.ts'

/** Why a text cannot be the policy of a topic; null if it can. */
export function faultOfTopicPolicy(document: string): string | null {
  const statements = statementsOf(document)
  if (statements.length === 0) return 'Policy statement action out of service scope!'
  if (statements.some(({ actions }) => !actions.every((action) => action === '*' || /^sns:/i.test(action))))
    return 'Policy statement action out of service scope!'
  return statements.some(({ principals }) => principals.length === 0) ? 'Policy Error: null' : null
}
