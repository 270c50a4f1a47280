import { BlockList, isIP, isIPv6 } from 'node:net'
import {
  caller,
  columns,
  distinct,
  failed,
  firstScalar,
  greatest,
  groupsBy,
  inRequest,
  least,
  names,
  scalar,
  startersOfSessions,
  text,
  times,
  who,
  type Plain,
  type Reading,
} from './plainRecord.ts'

const roleOf = (record: Plain): string | null =>
  firstScalar(inRequest(record, 'roleArn'), inRequest(record, 'targetPrincipal'))

const PRIVATE = new BlockList()
PRIVATE.addSubnet('10.0.0.0', 8)
PRIVATE.addSubnet('172.16.0.0', 12)
PRIVATE.addSubnet('192.168.0.0', 16)
PRIVATE.addSubnet('fc00::', 7, 'ipv6')

const isPublic = (address: string): boolean =>
  isIP(address) !== 0 && !PRIVATE.check(address, isIPv6(address) ? 'ipv6' : 'ipv4')

const sessionOf = (record: Plain): string => who(record, 'principalId')?.split(':')[1] ?? ''

export const ROLES: Readonly<Record<string, Reading>> = {
  'who-assumed-role': {
    rows: (records) =>
      groupsBy(
        records.filter((record) =>
          names(record, 'sts', /^(AssumeRole(WithSAML|WithWebIdentity)?|AssumeRoot)$/),
        ),
        (record) => [roleOf(record), caller(record), record['eventName']],
      ).map((group) => ({
        role: roleOf(group[0]!),
        caller: caller(group[0]!),
        eventname: text(group[0]!['eventName']),
        calls: group.length,
        failures: group.filter(failed).length,
        firstcall: least(times(group)),
        lastcall: greatest(times(group)),
      })),
    order: ['role', '-calls'],
  },
  'roles-assumed-from-other-accounts': {
    rows: (records) =>
      records
        .filter((record) => {
          const [account, recipient] = [who(record, 'accountId'), text(record['recipientAccountId'])]
          const isOther = account !== null && recipient !== null && account !== recipient
          return names(record, 'sts', /^AssumeRole$/) && (who(record, 'type') === 'AWSAccount' || isOther)
        })
        .map((record) => ({
          ...columns(record, 'eventTime', 'sharedEventID', 'sourceIPAddress', 'errorCode', 'eventID'),
          calleraccount: who(record, 'accountId'),
          caller: who(record, 'arn') ?? who(record, 'principalId'),
          role: scalar(inRequest(record, 'roleArn')),
          externalid: scalar(inRequest(record, 'externalId')),
        })),
  },
  'role-chaining': {
    rows: (records) => {
      const starters = startersOfSessions(records)
      return records
        .filter((record) => names(record, 'sts', /^AssumeRole$/) && who(record, 'type') === 'AssumedRole')
        .map((record) => ({
          ...columns(record, 'eventTime', 'sourceIPAddress', 'errorCode', 'eventID'),
          startedby: starters.get(who(record, 'accessKeyId') ?? '') ?? null,
          caller: who(record, 'arn'),
          fromrole: who(record, 'sessionContext', 'sessionIssuer', 'arn'),
          torole: scalar(inRequest(record, 'roleArn')),
        }))
    },
  },
  'instance-credentials-elsewhere': {
    rows: (records) => {
      const cells = (record: Plain) => ({
        instanceid: sessionOf(record),
        sourceipaddress: text(record['sourceIPAddress']),
        role: who(record, 'sessionContext', 'sessionIssuer', 'userName'),
        roledelivery: who(record, 'sessionContext', 'ec2RoleDelivery'),
      })
      return groupsBy(
        records.filter(
          (record) =>
            who(record, 'type') === 'AssumedRole' &&
            sessionOf(record).startsWith('i-') &&
            isPublic(text(record['sourceIPAddress']) ?? ''),
        ),
        (record) => [cells(record)],
      ).map((group) => ({
        ...cells(group[0]!),
        calls: group.length,
        eventnames: distinct(group.map((record) => text(record['eventName']))).length,
        firstcall: least(times(group)),
        lastcall: greatest(times(group)),
      }))
    },
    order: ['instanceid', 'firstcall'],
  },
}
