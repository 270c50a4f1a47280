import { decodeLeaf } from './recordShape.ts'

/** A way to a text: from a leaf, or always the same. `Place`: a path, or the leaf's number. */
type Step<Place> =
  | { readonly how: LeafReading; readonly at: Place }
  | { readonly how: 'constant'; readonly text: string }

/** What of a leaf counts; null means none of it. */
type LeafReading =
  | 'whole'
  /** What follows the first colon. */
  | 'behindColon'
  /** What follows the last slash; all of it without one. */
  | 'behindSlash'
  /** All of it, unless it is the word that an anonymous caller of S3 has instead of an account. */
  | 'knownAccount'
  /** `Data` if it says false: of `managementEvent`. */
  | 'dataIfFalse'

export type PathStep = Step<string>
export type LeafStep = Step<number>

/** The text to which the first of the steps leads that has one, decoded; null if none has. */
export function textBy(steps: readonly LeafStep[], leaves: readonly string[]): string | null {
  for (const step of steps) {
    const text = step.how === 'constant' ? step.text : read(step.how, decodeLeaf(leaves[step.at]!))
    if (text !== '') return text
  }
  return null
}

function read(how: LeafReading, text: string): string {
  switch (how) {
    case 'whole':
      return text
    case 'behindColon': {
      const colon = text.indexOf(':')
      return colon < 0 ? '' : text.slice(colon + 1)
    }
    case 'behindSlash':
      return text.slice(text.lastIndexOf('/') + 1)
    case 'knownAccount':
      return text.toLowerCase().startsWith('anonymous') ? '' : text
    case 'dataIfFalse':
      return text === 'false' ? 'Data' : ''
  }
}
