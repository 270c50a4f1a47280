import Button from '@cloudscape-design/components/button'
import { EVERYTHING, type Filter } from '../../../filter/filter.ts'
import { conditionInWords } from '../../../filter/inWords.ts'
import { useCounts } from '../../models/queries/useCounts.ts'
import { useSimilarValues } from '../../models/queries/useSimilarValues.ts'
import { countOf } from '../../ui/numbers.ts'
import { spellOutInvisible } from '../../ui/invisibleCharacters.ts'
import { SafeText } from '../../ui/SafeText.tsx'
import { doubtfulConditions, type DoubtfulCondition } from './corrections.ts'
import './DidYouMean.css'

export interface DidYouMeanProps {
  readonly filter: Filter
  readonly asOf: string
  readonly onFilter: (filter: Filter) => void
}

/** Values that exist, for conditions that exclude everything and may be misspelled. */
export function DidYouMean({ filter, asOf, onFilter }: DidYouMeanProps) {
  const doubtful = doubtfulConditions(filter)
  const similar = useSimilarValues(
    doubtful.map(({ token, rest }) => ({ filter: rest, field: token.field, to: token.value })),
    asOf,
  )
  if (similar.every((values) => values?.length === 0))
    return doubtful.length > 1 ? <Together {...{ filter, asOf, onFilter, doubtful }} /> : null
  return (
    <ul className="did-you-mean" aria-label="Did you mean">
      {doubtful.map(({ token, corrected }, index) => {
        const values = similar[index] ?? []
        if (values.length === 0) return null
        const condition = conditionInWords(token)
        return (
          <li key={`${index} ${condition}`}>
            <SafeText text={condition} />: did you mean{' '}
            {values.map(({ value, count }, at) => (
              <span key={value}>
                {at === 0 ? '' : at === values.length - 1 ? ' or ' : ', '}
                <Button
                  variant="inline-link"
                  ariaLabel={spellOutInvisible(`Use ${value} instead of ${token.value}`)}
                  onClick={() => onFilter(corrected(filter, value))}
                >
                  <SafeText text={value} />
                </Button>{' '}
                ({countOf(count, 'event')})
              </span>
            ))}
            ?
          </li>
        )
      })}
    </ul>
  )
}

interface TogetherProps extends DidYouMeanProps {
  readonly doubtful: readonly DoubtfulCondition[]
}

/** Where several values are wrong: the nearest to each of them, taken together. */
function Together({ filter, asOf, onFilter, doubtful }: TogetherProps) {
  const { timeRange } = filter
  const alone = doubtful.map(({ token }) => ({ ...EVERYTHING, tokens: [token], timeRange }))
  const counts = useCounts(alone, asOf)
  const wrong = doubtful.filter((_, index) => counts[index] === 0)
  const similar = useSimilarValues(
    wrong.map(({ token: { field, value } }) => ({ filter: { ...EVERYTHING, timeRange }, field, to: value })),
    asOf,
  )
  const right = wrong.flatMap((each, index) => {
    const [nearest] = similar[index] ?? []
    return nearest ? [{ ...each, value: nearest.value }] : []
  })
  const all = right.reduce((changed, { corrected, value }) => corrected(changed, value), filter)
  const isKnown = counts.every((count) => count !== undefined) && similar.every((values) => values)
  const [count = 0] = useCounts(isKnown && right.length > 0 ? [all] : [], asOf)
  if (count === 0) return null
  const values = right.map(({ value }) => value).join(' and ')
  return (
    <ul className="did-you-mean" aria-label="Did you mean">
      <li>
        {right.map(({ token }) => conditionInWords(token)).join(' and ')}: did you mean{' '}
        <Button
          variant="inline-link"
          ariaLabel={spellOutInvisible(`Use ${values}`)}
          onClick={() => onFilter(all)}
        >
          <SafeText text={values} />
        </Button>{' '}
        ({countOf(count, 'event')})?
      </li>
    </ul>
  )
}
