import { guid } from '../identifiers.ts'
import type { JsonObject } from '../json.ts'
import { arnOf, type Scene } from '../scene.ts'
import { isoTime } from '../times.ts'
import type { Catalogue } from './body.ts'

const nothing = { request: {} }

/** ECS, ECR and Lambda. */
export const CONTAINERS: Catalogue = {
  'ecs:ListClusters': () => nothing,
  'ecs:DescribeClusters': ({ cluster }) => ({
    request: { clusters: [cluster], include: ['STATISTICS', 'SETTINGS'] },
  }),
  'ecs:ListServices': ({ cluster }) => ({ request: { cluster, maxResults: 100 } }),
  'ecs:DescribeServices': ({ cluster, service }) => ({ request: { cluster, services: [service] } }),
  'ecs:ListTasks': ({ cluster, service }) => ({
    request: { cluster, serviceName: service, desiredStatus: 'RUNNING' },
  }),
  'ecs:DescribeTasks': (scene) => ({
    request: {
      cluster: scene.cluster,
      tasks: [arnOf(scene, 'ecs', `task/${scene.cluster}/${scene.chance.hex(32)}`)],
    },
  }),
  'ecs:DescribeTaskDefinition': ({ service, chance }) => ({
    request: { taskDefinition: `${service}:${chance.int(40, 220)}`, include: ['TAGS'] },
  }),
  'ecs:RegisterTaskDefinition': (scene) => {
    const { service, chance, account } = scene
    const image = `${account.accountId}.dkr.ecr.${scene.region}.amazonaws.com/${account.company}/${service}:${chance.hex(7)}`
    const revision = chance.int(40, 220)
    const definition = {
      family: service,
      networkMode: 'awsvpc',
      requiresCompatibilities: ['FARGATE'],
      cpu: '512',
      memory: '1024',
      executionRoleArn: account.resources.roles['worker']?.arn,
      containerDefinitions: [
        { name: service, image, essential: true, portMappings: [{ containerPort: 8080, protocol: 'tcp' }] },
      ],
    }
    const taskDefinitionArn = arnOf(scene, 'ecs', `task-definition/${service}:${revision}`)
    return {
      request: definition,
      response: { taskDefinition: { ...definition, taskDefinitionArn, revision, status: 'ACTIVE' } },
    }
  },
  'ecs:UpdateService': (scene) => {
    const { cluster, service, chance } = scene
    const taskDefinition = `${service}:${chance.int(40, 220)}`
    return {
      request: { cluster, service, taskDefinition, forceNewDeployment: false },
      response: {
        service: {
          serviceArn: arnOf(scene, 'ecs', `service/${cluster}/${service}`),
          serviceName: service,
          clusterArn: arnOf(scene, 'ecs', `cluster/${cluster}`),
          status: 'ACTIVE',
          desiredCount: 3,
          runningCount: 3,
          pendingCount: 0,
          launchType: 'FARGATE',
          taskDefinition: arnOf(scene, 'ecs', `task-definition/${taskDefinition}`),
        },
      },
    }
  },
  'ecr:DescribeRepositories': () => ({ request: { maxResults: 100 } }),
  'ecr:GetAuthorizationToken': () => nothing,
  'ecr:DescribeImages': (scene) => ({
    request: { repositoryName: scene.repository, maxResults: 50 },
    resources: repository(scene),
  }),
  'ecr:BatchGetImage': (scene) => ({
    request: { repositoryName: scene.repository, imageIds: [{ imageTag: scene.chance.hex(7) }] },
    resources: repository(scene),
  }),
  'ecr:BatchCheckLayerAvailability': (scene) => ({
    request: { repositoryName: scene.repository, layerDigests: [`sha256:${scene.chance.hex(64)}`] },
    resources: repository(scene),
  }),
  'ecr:InitiateLayerUpload': (scene) => ({
    request: { repositoryName: scene.repository },
    response: { uploadId: guid(scene.chance), partSize: 20971520 },
    resources: repository(scene),
  }),
  'ecr:CompleteLayerUpload': (scene) => {
    const layerDigest = `sha256:${scene.chance.hex(64)}`
    return {
      request: {
        repositoryName: scene.repository,
        uploadId: guid(scene.chance),
        layerDigests: [layerDigest],
      },
      response: { registryId: scene.account.accountId, repositoryName: scene.repository, layerDigest },
      resources: repository(scene),
    }
  },
  'ecr:PutImage': (scene) => {
    const imageTag = scene.chance.hex(7)
    return {
      request: {
        repositoryName: scene.repository,
        imageTag,
        imageManifestMediaType: 'application/vnd.oci.image.manifest.v1+json',
      },
      response: {
        image: {
          registryId: scene.account.accountId,
          repositoryName: scene.repository,
          imageId: { imageDigest: `sha256:${scene.chance.hex(64)}`, imageTag },
        },
      },
      resources: repository(scene),
    }
  },
  'lambda:ListFunctions20150331': () => ({ request: { maxItems: 50 } }),
  'lambda:GetAccountSettings20160819': () => ({}),
  'lambda:GetFunction20150331v2': ({ functionName }) => ({ request: { functionName } }),
  'lambda:GetFunctionConfiguration20150331v2': ({ functionName }) => ({ request: { functionName } }),
  'lambda:ListTags20170331': (scene) => ({
    request: { resource: arnOf(scene, 'lambda', `function:${scene.functionName}`) },
  }),
  'lambda:ListEventSourceMappings20150331': ({ functionName }) => ({ request: { functionName } }),
  'lambda:GetPolicy20150331v2': ({ functionName, chance }) => ({
    request: { functionName },
    ...(chance.happens(0.4) && {
      error: { code: 'ResourceNotFoundException', message: 'The resource you requested does not exist.' },
    }),
  }),
  'lambda:UpdateFunctionCode20150331v2': (scene) => ({
    request: {
      functionName: scene.functionName,
      s3Bucket: `${scene.account.company}-deploy-artifacts`,
      s3Key: `lambda/${scene.chance.hex(12)}.zip`,
      publish: true,
      dryRun: false,
    },
    response: functionConfiguration(scene),
  }),
  'lambda:UpdateFunctionConfiguration20150331v2': (scene) => ({
    request: { functionName: scene.functionName, timeout: 30, memorySize: 512, environment: {} },
    response: functionConfiguration(scene),
  }),
}

function repository(scene: Scene): readonly JsonObject[] {
  return [{ ARN: arnOf(scene, 'ecr', `repository/${scene.repository}`), accountId: scene.account.accountId }]
}

function functionConfiguration(scene: Scene): JsonObject {
  const { functionName, account, chance } = scene
  return {
    functionName,
    functionArn: arnOf(scene, 'lambda', `function:${functionName}`),
    runtime: 'nodejs22.x',
    role: account.resources.roles['lambda-execution']?.arn,
    handler: 'index.handler',
    codeSize: chance.int(40_000, 4_000_000),
    description: '',
    timeout: 30,
    memorySize: 512,
    lastModified: `${isoTime(scene.nowMs).slice(0, 19)}.000+0000`,
    codeSha256: `${chance.characters('ABCDEFabcdefghijk0123456789+/', 43)}=`,
    version: String(chance.int(20, 400)),
    tracingConfig: { mode: 'PassThrough' },
    revisionId: guid(chance),
    packageType: 'Zip',
    architectures: ['arm64'],
    state: 'Active',
    lastUpdateStatus: 'InProgress',
  }
}
