import {
  caller,
  columns,
  distinct,
  greatest,
  groupsBy,
  hourOf,
  inAdditional,
  inResponse,
  isDenied,
  least,
  names,
  scalar,
  text,
  times,
  who,
  type Plain,
  type Reading,
} from './plainRecord.ts'

const logsIn = (record: Plain, result: string): boolean =>
  names(record, 'signin', /^ConsoleLogin$/) && inResponse(record, 'ConsoleLogin') === result

export const SIGN_IN: Readonly<Record<string, Reading>> = {
  'root-user-activity': {
    rows: (records) =>
      records
        .filter(
          (record) =>
            who(record, 'type') === 'Root' &&
            who(record, 'invokedBy') === null &&
            record['eventType'] !== 'AwsServiceEvent',
        )
        .map((record) =>
          columns(
            record,
            'eventTime',
            'eventSource',
            'eventName',
            'sourceIPAddress',
            'userAgent',
            'errorCode',
            'eventID',
          ),
        ),
  },
  'console-logins-without-mfa': {
    rows: (records) =>
      records
        .filter(
          (record) =>
            logsIn(record, 'Success') &&
            /^(IAMUser|Root)$/.test(who(record, 'type') ?? '') &&
            !/^yes$/i.test(scalar(inAdditional(record, 'MFAUsed')) ?? ''),
        )
        .map((record) => ({
          ...columns(record, 'eventTime', 'sourceIPAddress', 'userAgent', 'eventID'),
          type: who(record, 'type'),
          username: who(record, 'userName'),
        })),
  },
  'failed-console-logins': {
    rows: (records) => {
      const userOf = (record: Plain) => who(record, 'userName') ?? who(record, 'type')
      const from = (record: Plain) => text(record['sourceIPAddress'])
      const logins = records.filter((record) => names(record, 'signin', /^ConsoleLogin$/))
      return groupsBy(logins, (record) => [from(record), userOf(record)])
        .filter((group) => group.some((record) => logsIn(record, 'Failure')))
        .map((group) => ({
          sourceipaddress: from(group[0]!),
          username: userOf(group[0]!),
          failures: group.filter((record) => logsIn(record, 'Failure')).length,
          successes: group.filter((record) => logsIn(record, 'Success')).length,
          firstattempt: least(times(group)),
          lastattempt: greatest(times(group)),
        }))
    },
    order: ['-failures', '-lastattempt'],
  },
  'denied-calls': {
    rows: (records) =>
      groupsBy(records.filter(isDenied), (record) => [
        hourOf(record),
        caller(record),
        text(record['eventName']),
      ]).map((group) => ({
        hour: hourOf(group[0]!),
        caller: caller(group[0]!),
        eventname: text(group[0]!['eventName']),
        denied: group.length,
        addresses: distinct(group.map((record) => text(record['sourceIPAddress']))).length,
        message: greatest(group.map((record) => text(record['errorMessage']))),
      })),
    order: ['-denied', '-hour'],
  },
}
