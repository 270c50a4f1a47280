import { useMemo } from 'react'
import type { Token } from '../../../filter/filter.ts'
import { PartBoundary } from '../../ui/PartBoundary.tsx'
import { SafeText } from '../../ui/SafeText.tsx'
import { DetailValue } from './DetailValue.tsx'
import { identityChain } from './identityChain.ts'
import type { OnMenu } from './onMenu.ts'
import { Section } from './Section.tsx'

export interface IdentityChainProps {
  /** The record as JSON, undefined while it is being fetched. */
  readonly record: unknown
  /** Level of the heading. */
  readonly level: 2 | 3
  readonly onFilter: (token: Token) => void
  readonly onMenu: OnMenu
}

/**
 * The section on who is behind the request; nothing when the record says no more than a user name.
 */
export function IdentityChain(props: IdentityChainProps) {
  return (
    <PartBoundary name="Identity chain" resetKeys={[props.record]}>
      <ChainSection {...props} />
    </PartBoundary>
  )
}

function ChainSection({ record, level, onFilter, onMenu }: IdentityChainProps) {
  const chain = useMemo(() => identityChain(record), [record])
  if (chain.length === 0) return null
  return (
    <Section title="Identity chain" level={level} resetKeys={[chain]}>
      <dl className="event-details__values">
        {chain.map((link) => (
          <DetailValue
            key={link.label}
            label={link.label}
            value={link.value}
            field={link.field}
            onFilter={onFilter}
            onMenu={onMenu}
          >
            <SafeText text={link.value} />
            {link.note !== undefined && (
              <span className="event-details__quiet">
                {' '}
                (<SafeText text={link.note} />)
              </span>
            )}
          </DetailValue>
        ))}
      </dl>
    </Section>
  )
}
