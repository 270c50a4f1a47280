/** What is wrong with a request, before its protocol has words for it. */
export type InputFault =
  /** Not JSON, XML or a form at all. */
  | 'malformed'
  /** A value that the member cannot have. */
  | 'type'
  /** The same of a member that is in a header or in the query. */
  | 'argument'
  | 'uri'
  | 'missing'
  | 'tooLong'

export class InputProblem extends Error {
  readonly fault: InputFault
  /** `tags.1.key` as the protocol writes it; of missing members there may be several. */
  readonly members: readonly string[]

  constructor(fault: InputFault, message: string, members: readonly string[] = []) {
    super(message)
    this.fault = fault
    this.members = members
  }
}

/** As deep as any API of AWS goes several times over. */
export const MAX_DEPTH = 64

export const tooDeep = () =>
  new InputProblem('malformed', `The request is nested more than ${MAX_DEPTH} levels deep.`)

export const wrongType = (member: string, given: string, expected: string) =>
  new InputProblem('type', `${given} can not be converted to ${expected}`, [member])

/** UTF-8, since all protocols want that. */
export function textOf(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    throw new InputProblem('malformed', 'The request body is not UTF-8.')
  }
}
