import { AwsFailure } from '../../failure.ts'
import { checkInput } from '../../constraints.ts'

/**
 * Checks the name of a user, role, group or policy, in the words of IAM. `member` is its name in
 * messages: `userName`.
 */
export function checkName(member: string, name: string | undefined, longest: 64 | 128): void {
  checkInput([[member, name, { length: [1, longest] }]])
  if (name !== undefined && !/^[\w+=,.@-]+$/.test(name))
    throw new AwsFailure(
      'ValidationError',
      `The specified value for ${member} is invalid. It must contain only alphanumeric characters and/or the following: +=,.@_-`,
    )
}

export function checkPath(path: string | undefined): void {
  checkInput([['path', path, { length: [1, 512] }]])
  if (path !== undefined && !/^\/(?:[!-~]+\/)?$/.test(path))
    throw new AwsFailure(
      'ValidationError',
      'The specified value for path is invalid. It must begin and end with / and contain only alphanumeric characters and/or / characters.',
    )
}

/** Names are unique in any case. */
export function isTaken(entities: Readonly<Record<string, unknown>>, name: string): boolean {
  const wanted = name.toLowerCase()
  return Object.keys(entities).some((taken) => taken.toLowerCase() === wanted)
}

/** Policy documents are answered with all but letters, digits and `-._~` escaped. */
export function escapedDocument(document: string): string {
  return encodeURIComponent(document).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  )
}
