import { HOME_REGION } from '../../account/resources.ts'
import { resourcesOf, type Exercise, type Scene } from './exercise.ts'

const SSH = { IpProtocol: 'tcp', FromPort: 22, ToPort: 22, IpRanges: [{ CidrIp: '0.0.0.0/0' }] }

/** The groups of staging machines, or what is missing. */
function group(scene: Scene, open: boolean): object | string {
  const groups = resourcesOf(scene, 'ec2', 'security group').filter(
    ({ name, region }) => region === HOME_REGION && name?.includes('staging') === true,
  )
  const found = groups.find(({ id }) => isOpen(scene, id) === open)
  if (found) return { GroupId: found.id, IpPermissions: [SSH] }
  return open
    ? 'No security group is open to the world. Open one first.'
    : 'All security groups are open already.'
}

const isOpen = ({ state }: Scene, groupId: string): boolean =>
  state.ec2.groups[groupId]?.rules.some(
    ({ isEgress, fromPort, peer }) => !isEgress && fromPort === 22 && peer === '0.0.0.0/0',
  ) === true

export const openSecurityGroup: Exercise = {
  id: 'open-security-group',
  title: 'Open a security group to the world',
  summary: 'A change that every auditor looks for: port 22 for 0.0.0.0/0.',
  steps: [
    {
      id: 'open',
      title: 'Allow SSH from everywhere',
      description:
        'requestParameters have the port and the addresses. Search the text 0.0.0.0/0 to find such changes.',
      service: 'ec2',
      operation: 'AuthorizeSecurityGroupIngress',
      input: (scene) => group(scene, false),
    },
    {
      id: 'close',
      title: 'Close it again',
      description: 'The time between the two events is how long it was open.',
      service: 'ec2',
      operation: 'RevokeSecurityGroupIngress',
      input: (scene) => group(scene, true),
    },
  ],
}
