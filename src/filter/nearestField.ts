import { distance } from 'fastest-levenshtein'
import { FIELDS } from '../cloudtrail/fields.ts'

/** The field that is probably meant, if it differs by a typing mistake or in case. */
export function nearestField(field: string): string | null {
  const folded = field.toLowerCase()
  const names = FIELDS.map(({ name }) => name)
  const label = FIELDS.find((each) => each.label.toLowerCase().replaceAll(' ', '') === folded)
  if (label) return label.name
  const [best] = names
    .map((name) => ({ name, far: distance(folded, name.toLowerCase()) }))
    .toSorted((one, other) => one.far - other.far)
  return best && best.far <= Math.min(3, Math.floor(folded.length / 3)) ? best.name : null
}
