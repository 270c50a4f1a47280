import type { AccountResponse } from '../../../api/account.ts'
import { PartBoundary } from '../../ui/PartBoundary.tsx'
import { SafeText } from '../../ui/SafeText.tsx'
import './AccountResources.css'

/** What exists in the account now, with its state. */
export const AccountResources = ({ account }: { readonly account: AccountResponse }) => (
  <section className="account-resources" aria-label="Resources">
    <h2>Resources</h2>
    <PartBoundary name="The resources">
      {account.resources.map(({ service, title, resources }, index) => (
        <details key={service} open={index === 0}>
          <summary>
            {title} <span>({resources.length})</span>
          </summary>
          <ul>
            {resources.map(({ kind, id, name, state, region }) => (
              <li key={`${kind} ${id}`}>
                <span className="account-resources__name">
                  <SafeText text={name ?? id} />
                </span>
                {state !== null && (
                  <span className="account-resources__state" data-state={state}>
                    {state}
                  </span>
                )}
                <span className="account-resources__more">
                  {kind}
                  {name !== null && <SafeText text={` · ${id}`} />}
                  {region !== null && region !== account.homeRegion && ` · ${region}`}
                </span>
              </li>
            ))}
          </ul>
        </details>
      ))}
    </PartBoundary>
  </section>
)
