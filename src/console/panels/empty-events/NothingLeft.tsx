import Box from '@cloudscape-design/components/box'
import Button from '@cloudscape-design/components/button'
import SpaceBetween from '@cloudscape-design/components/space-between'
import { EVERYTHING, type Filter } from '../../../filter/filter.ts'
import { useCounts } from '../../models/queries/useCounts.ts'
import { countOf } from '../../ui/numbers.ts'
import { spellOutInvisible } from '../../ui/invisibleCharacters.ts'
import { SafeText } from '../../ui/SafeText.tsx'
import { loosenedOf, pairsOf, type RemovableCondition, type Relaxation } from './relaxations.ts'
import { DidYouMean } from './DidYouMean.tsx'
import { Message } from './Message.tsx'
import './NothingLeft.css'

export interface NothingLeftProps {
  readonly filter: Filter
  readonly conditions: readonly RemovableCondition[]
  readonly asOf: string
  /** A sentence that the time range has no events. */
  readonly nothingInRange: string
  /** A sentence with the time range of the stored events. */
  readonly dataRange: string
  readonly onFilter: (filter: Filter) => void
}

/** How many pairs are shown: those that leave the most events. */
const SHOWN_PAIRS = 5

/**
 * The values that may be meant, how many events match without each condition or with a looser one,
 * and, when no single change helps, without any two conditions.
 */
export function NothingLeft(props: NothingLeftProps) {
  const { filter, conditions, asOf, nothingInRange, dataRange, onFilter } = props
  const without = conditions.map((condition) => condition.takeFrom(filter))
  const counts = useCounts(without, asOf)
  const loosened = useCounted(loosenedOf(filter), asOf).filter(({ count = 0 }) => count > 0)
  const outside = counts[conditions.findIndex((condition) => condition.kind === 'time-range')] ?? 0
  const isNotEnough = counts.every((count) => count === 0)
  const onlyTime = conditions.length === 1 && conditions[0]?.kind === 'time-range'
  return (
    <Message
      title={onlyTime || outside > 0 ? 'No events in this time range' : 'No events match this filter'}
      text={onlyTime ? `${nothingInRange} ${dataRange}` : ''}
    >
      <DidYouMean filter={filter} asOf={asOf} onFilter={onFilter} />
      {!onlyTime && (
        <Box textAlign="center">
          {isNotEnough ? 'Removing one filter is not enough:' : 'Remove one filter to see more:'}
        </Box>
      )}
      <ul className="nothing-left-ways">
        {conditions.map(({ kind, label }, index) => (
          <Way
            key={`${index} ${label}`}
            says="without"
            label={label}
            count={counts[index]}
            action={kind === 'time-range' ? 'Show all time' : 'Remove'}
            actionLabel={kind === 'time-range' ? 'Show all time' : `Remove ${label}`}
            onTake={() => onFilter(without[index] ?? filter)}
          />
        ))}
        {loosened.map(({ label, count, filter: loose }, index) => (
          <Way
            key={`${index} ${label}`}
            says="with"
            label={label}
            count={count}
            action="Use"
            actionLabel={`Use ${label}`}
            onTake={() => onFilter(loose)}
          />
        ))}
      </ul>
      {isNotEnough && <Pairs pairs={pairsOf(filter, conditions)} asOf={asOf} onFilter={onFilter} />}
      {conditions.length > 1 && <Button onClick={() => onFilter(EVERYTHING)}>Clear filters</Button>}
      {!onlyTime && <Box color="text-body-secondary">{dataRange}</Box>}
    </Message>
  )
}

interface PairsProps extends Pick<NothingLeftProps, 'asOf' | 'onFilter'> {
  readonly pairs: readonly Relaxation[]
}

/** Pairs of conditions to remove, shown once all are counted. */
function Pairs({ pairs, asOf, onFilter }: PairsProps) {
  const counted = useCounted(pairs, asOf)
  if (counted.length === 0 || counted.some(({ count }) => count === undefined)) return null
  const helping = counted
    .filter(({ count = 0 }) => count > 0)
    .toSorted((a, b) => (b.count ?? 0) - (a.count ?? 0))
    .slice(0, SHOWN_PAIRS)
  if (helping.length === 0)
    return <Box textAlign="center">Removing any two filters is not enough either.</Box>
  return (
    <SpaceBetween size="s" alignItems="center">
      <Box textAlign="center">Remove two filters to see more:</Box>
      <ul className="nothing-left-ways">
        {helping.map(({ label, count, filter }, index) => (
          <Way
            key={`${index} ${label}`}
            says="without"
            label={label}
            count={count}
            action="Remove both"
            actionLabel={`Remove both ${label}`}
            onTake={() => onFilter(filter)}
          />
        ))}
      </ul>
    </SpaceBetween>
  )
}

interface WayProps {
  readonly says: string
  readonly label: string
  /** How many events match then; undefined while they are counted. */
  readonly count: number | undefined
  readonly action: string
  readonly actionLabel: string
  readonly onTake: () => void
}

function Way({ says, label, count, action, actionLabel, onTake }: WayProps) {
  return (
    <li>
      <span>
        {count === undefined ? <span className="nothing-left-pending" /> : countOf(count, 'event')} {says}{' '}
        <strong>
          <SafeText text={label} />
        </strong>
      </span>
      <Button variant="inline-link" ariaLabel={spellOutInvisible(actionLabel)} onClick={onTake}>
        {action}
      </Button>
    </li>
  )
}

function useCounted(
  relaxations: readonly Relaxation[],
  asOf: string,
): readonly (Relaxation & { readonly count: number | undefined })[] {
  const counts = useCounts(
    relaxations.map((relaxation) => relaxation.filter),
    asOf,
  )
  return relaxations.map((relaxation, index) => ({ ...relaxation, count: counts[index] }))
}
