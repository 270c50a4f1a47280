import { isIP } from 'node:net'
import {
  byText,
  caller,
  columns,
  distinct,
  greatest,
  groupsBy,
  hourOf,
  isDenied,
  least,
  text,
  times,
  who,
  type Plain,
  type Reading,
} from './plainRecord.ts'

const valuesOf = (records: readonly Plain[], member: string): readonly string[] =>
  distinct(records.map((record) => text(record[member])))

/** Of events at one time, that with the least ID comes first. */
const byTime = (a: Plain, b: Plain): number =>
  byText(text(a['eventTime']) ?? '', text(b['eventTime']) ?? '') ||
  byText(text(a['eventID']) ?? '', text(b['eventID']) ?? '')

export const UNUSUAL: Readonly<Record<string, Reading>> = {
  'unusual-regions': {
    rows: (records) =>
      groupsBy(
        records.filter((record) => text(record['readOnly']) === 'false'),
        (record) => [text(record['awsRegion'])],
      ).map((group) => ({
        awsregion: text(group[0]!['awsRegion']),
        writes: group.length,
        launches: group.filter((record) => record['eventName'] === 'RunInstances').length,
        functions: group.filter((record) => text(record['eventName'])?.startsWith('CreateFunction')).length,
        callers: distinct(group.map(caller)).length,
        firstcall: least(times(group)),
        lastcall: greatest(times(group)),
      })),
    order: ['writes'],
  },
  'new-addresses-of-user': {
    rows: (records) =>
      groupsBy(
        records.filter(
          (record) => who(record, 'arn') !== null && isIP(text(record['sourceIPAddress']) ?? '') !== 0,
        ),
        (record) => [who(record, 'arn'), record['sourceIPAddress']],
      ).map((group) => {
        const [first] = group.toSorted(byTime)
        return {
          ...columns(first!, 'eventTime', 'sourceIPAddress', 'userAgent', 'eventName', 'eventID'),
          caller: who(first!, 'arn'),
        }
      }),
  },
  reconnaissance: {
    rows: (records) => {
      const calls = records.filter(
        (record) =>
          /^(sts|iam|s3|ec2)\.amazonaws\.com$/.test(text(record['eventSource']) ?? '') &&
          /^(GetCallerIdentity|ListUsers|ListRoles|ListBuckets|GetAccountAuthorizationDetails|DescribeInstances)$/.test(
            text(record['eventName']) ?? '',
          ),
      )
      return groupsBy(calls, (record) => [hourOf(record), caller(record)]).map((group) => ({
        hour: hourOf(group[0]!),
        caller: caller(group[0]!),
        eventnames: valuesOf(group, 'eventName').length,
        regions: valuesOf(group, 'awsRegion').length,
        calls: group.length,
        denied: group.filter(isDenied).length,
      }))
    },
    order: ['-eventnames', '-regions', '-calls'],
  },
}
