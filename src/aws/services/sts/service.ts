import type { Service } from '../../service.ts'
import { assumeRole } from './assumeRole.ts'
import { getAccessKeyInfo, getCallerIdentity } from './callerIdentity.ts'
import { getFederationToken, getSessionToken } from './ownSessions.ts'

export const sts: Service = {
  name: 'sts',
  protocol: 'query',
  version: '2011-06-15',
  targets: [],
  operations: [getCallerIdentity, assumeRole, getSessionToken, getFederationToken, getAccessKeyInfo],
}
