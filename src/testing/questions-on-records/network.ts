import {
  at,
  caller,
  columns,
  firstScalar,
  inRequest,
  inResponse,
  items,
  names,
  scalar,
  text,
  type Reading,
} from './plainRecord.ts'

export const NETWORK: Readonly<Record<string, Reading>> = {
  'security-group-changes': {
    rows: (records) =>
      records
        .filter((record) =>
          names(
            record,
            'ec2',
            /^((Authorize|Revoke)SecurityGroup(Ingress|Egress)|(Create|Delete)SecurityGroup|ModifySecurityGroupRules)$/,
          ),
        )
        .flatMap((record) => {
          const permissions = items(inRequest(record, 'ipPermissions', 'items'))
          return (permissions.length === 0 ? [null] : permissions).map((permission) => {
            const rule =
              JSON.stringify(permission) === 'null'
                ? text(record['requestParameters'])
                : JSON.stringify(permission)
            return {
              ...columns(record, 'eventTime', 'eventName', 'errorCode', 'eventID'),
              groupid: firstScalar(
                inRequest(record, 'groupId'),
                inResponse(record, 'groupId'),
                inRequest(record, 'ModifySecurityGroupRulesRequest', 'GroupId'),
              ),
              protocol: scalar(at(permission, 'ipProtocol')),
              fromport: scalar(at(permission, 'fromPort')),
              toport: scalar(at(permission, 'toPort')),
              toall: (rule ?? '').includes('"0.0.0.0/0"') || (rule ?? '').includes('"::/0"'),
              caller: caller(record),
            }
          })
        }),
  },
  'network-path-changes': {
    rows: (records) =>
      records
        .filter((record) =>
          names(
            record,
            'ec2',
            /^((Create|Replace|Delete)Route|(Create|Replace)NetworkAclEntry|(Create|Attach)InternetGateway|(Create|Accept)VpcPeeringConnection)$/,
          ),
        )
        .map((record) => ({
          ...columns(record, 'eventTime', 'eventName', 'requestParameters', 'errorCode', 'eventID'),
          caller: caller(record),
        })),
  },
}
