import type { Service } from '../../service.ts'
import { describeImages } from './images.ts'
import { describeInstanceAttribute, modifyInstanceAttribute } from './instanceAttributes.ts'
import {
  describeInstances,
  describeInstanceStatus,
  rebootInstances,
  startInstances,
  stopInstances,
  terminateInstances,
} from './instances.ts'
import { createKeyPair, deleteKeyPair, describeKeyPairs } from './keyPairs.ts'
import { describeSubnets, describeVpcs } from './networks.ts'
import { runInstances } from './runInstances.ts'
import { describeSecurityGroupRules, ruleOperations } from './securityGroupRules.ts'
import { createSecurityGroup, deleteSecurityGroup, describeSecurityGroups } from './securityGroups.ts'
import { createSnapshot, deleteSnapshot, describeSnapshots } from './snapshots.ts'
import { createTags, deleteTags, describeTags } from './tags.ts'
import { createVolume, deleteVolume, describeVolumes } from './volumes.ts'
import { describeAvailabilityZones, describeRegions } from './zones.ts'

export const ec2: Service = {
  name: 'ec2',
  protocol: 'ec2',
  version: '2016-11-15',
  targets: [],
  operations: [
    runInstances,
    startInstances,
    stopInstances,
    rebootInstances,
    terminateInstances,
    describeInstances,
    describeInstanceStatus,
    describeInstanceAttribute,
    modifyInstanceAttribute,
    createSecurityGroup,
    deleteSecurityGroup,
    describeSecurityGroups,
    ...ruleOperations,
    describeSecurityGroupRules,
    createTags,
    deleteTags,
    describeTags,
    createKeyPair,
    deleteKeyPair,
    describeKeyPairs,
    describeImages,
    describeVpcs,
    describeSubnets,
    describeRegions,
    describeAvailabilityZones,
    createVolume,
    deleteVolume,
    describeVolumes,
    createSnapshot,
    deleteSnapshot,
    describeSnapshots,
  ],
}
