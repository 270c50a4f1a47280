import type { ReactNode } from 'react'
import type { AccountResponse } from '../../../api/account.ts'
import { useCredentials } from '../../models/queries/useAccount.ts'
import { ActAs } from './ActAs.tsx'
import { CodeToCopy } from './CodeToCopy.tsx'
import { boto3Example, environment, javascriptExample } from './connectExamples.ts'
import { endpointUrl } from './fullCommand.ts'
import './Connect.css'

export interface ConnectProps {
  readonly account: AccountResponse
  /** Who acts, by ID. */
  readonly as: string
  readonly onActor: (id: string) => void
}

/** What to set so that the AWS CLI and SDKs talk to the simulated account. */
export function Connect({ account, as, onActor }: ConnectProps) {
  const { data: credentials, error } = useCredentials(as)
  const settings = credentials && { credentials, region: account.homeRegion, endpoint: endpointUrl() }
  return (
    <div className="connect">
      <ActAs people={account.people} as={as} onChange={onActor} />
      {error && <p className="connect__error">{error.message}</p>}
      <Section title="Credentials">
        <p>
          These credentials work only here{expiry(credentials?.expiresAt)}. Any other access key acts as the
          user <em>learner</em>, except temporary ones, which begin with ASIA.{' '}
          {account.secretIsToken
            ? 'This console requires a token, and your token is the secret access key of everybody: set CONSOLE_TOKEN to it first.'
            : 'Secret access keys of users are not checked.'}
        </p>
        <CodeToCopy what="Environment variables" text={settings ? environment(settings) : null} />
        <p>
          These variables work in a POSIX shell, and all clients below read them. Close the shell afterwards,
          so that they do not hide the credentials of your own account.
        </p>
      </Section>
      <Section title="AWS CLI">
        <CodeToCopy
          what="AWS CLI command"
          text={`aws cloudtrail lookup-events --max-items 5 --endpoint-url ${endpointUrl()}`}
        />
        <ul>
          <li>
            Give <code>--endpoint-url</code> with every command, as those of the exercises do. Version 1
            ignores <code>AWS_ENDPOINT_URL</code> for some services, such as RDS in us-east-1, and version 2
            knows it only from 2.13 on.
          </li>
          <li>
            For <code>lambda invoke --payload</code>, version 2 needs{' '}
            <code>--cli-binary-format raw-in-base64-out</code>. Version 1 does not know this option.
          </li>
          <li>
            Without a Region or credentials, the CLI fails before it sends anything. With{' '}
            <code>--no-sign-request</code> the account does not know who you are, and the call fails.
          </li>
        </ul>
      </Section>
      <Section title="SDK for JavaScript">
        <CodeToCopy what="JavaScript example" text={settings ? javascriptExample(settings) : null} />
        <ul>
          <li>
            Use 127.0.0.1, not localhost. For localhost, the S3 client puts the bucket’s name before it unless{' '}
            <code>forcePathStyle</code> is set.
          </li>
        </ul>
      </Section>
      <Section title="SDK for Python (boto3)">
        <CodeToCopy what="Python example" text={settings ? boto3Example(settings) : null} />
      </Section>
      <Section title="What is simulated">
        <p>
          The account answers calls of {account.resources.map(({ title }) => title).join(', ')} and STS, keeps
          what you change, and records every call. Nothing runs: an instance is only an entry with a state.
          Operations that are not simulated fail with an error that says so. AWS takes about five minutes to
          deliver an event, this console {account.deliveryDelaySeconds} seconds; the option{' '}
          <code>--delivery-delay</code> changes that.
        </p>
      </Section>
    </div>
  )
}

const Section = ({ title, children }: { readonly title: string; readonly children: ReactNode }) => (
  <section className="connect__section">
    <h2>{title}</h2>
    {children}
  </section>
)

const expiry = (expiresAt: string | null | undefined): string =>
  expiresAt ? `, until ${expiresAt.slice(0, 16).replace('T', ' ')} UTC` : ''
