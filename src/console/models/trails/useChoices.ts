import { useQuery } from '@tanstack/react-query'
import { makeCall } from '../queries/callAccount.ts'
import { TRAILS } from './changed.ts'

/** What a trail can be connected with. */
export type Choice = 'buckets' | 'keys' | 'topics' | 'logGroups' | 'roles'

type Named = Readonly<Record<string, string | undefined>>

/** How each is listed: the call, and the value of an item. */
const LISTS: Readonly<
  Record<
    Choice,
    {
      readonly service: string
      readonly operation: string
      readonly list: string
      readonly valueOf: (item: Named) => string | undefined
      readonly isGlobal?: true
    }
  >
> = {
  buckets: { service: 's3', operation: 'ListBuckets', list: 'Buckets', valueOf: ({ Name }) => Name },
  keys: {
    service: 'kms',
    operation: 'ListAliases',
    list: 'Aliases',
    // Those of AWS's own keys cannot be used for trails.
    valueOf: ({ AliasName, TargetKeyId }) =>
      TargetKeyId === undefined || AliasName?.startsWith('alias/aws/') ? undefined : AliasName,
  },
  topics: { service: 'sns', operation: 'ListTopics', list: 'Topics', valueOf: ({ TopicArn }) => TopicArn },
  logGroups: {
    service: 'logs',
    operation: 'DescribeLogGroups',
    list: 'logGroups',
    valueOf: ({ arn }) => arn,
  },
  roles: {
    service: 'iam',
    operation: 'ListRoles',
    list: 'Roles',
    valueOf: ({ Arn }) => Arn,
    isGlobal: true,
  },
}

/** What can be suggested. Without an answer there are no suggestions, and a name can still be typed. */
export function useChoices(choice: Choice, region: string, enabled: boolean): readonly string[] {
  const { service, operation, list, valueOf, isGlobal } = LISTS[choice]
  const { data } = useQuery({
    queryKey: [TRAILS, 'choices', choice, region],
    queryFn: async ({ signal }) => {
      const call = { region: isGlobal ? 'us-east-1' : region, service, operation }
      const output = await makeCall<Readonly<Record<string, readonly Named[] | undefined>>>(call, signal)
      return (output[list] ?? []).flatMap((item) => valueOf(item) ?? [])
    },
    enabled,
    retry: false,
    staleTime: 60_000,
  })
  return data ?? NONE
}

const NONE: readonly string[] = []
