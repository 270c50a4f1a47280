import { guid } from '../identifiers.ts'
import { arnOf, type Scene } from '../scene.ts'
import { DAY, elementTime, HOUR, isoTime } from '../times.ts'
import type { Catalogue } from './body.ts'

const EVENT_NAMES = [
  'ConsoleLogin',
  'TerminateInstances',
  'PutBucketPolicy',
  'CreateAccessKey',
  'UpdateService',
]

/** Trails, logs, metrics, Systems Manager, Config, CloudFormation, DNS and the bill. */
export const OPERATIONS: Catalogue = {
  'cloudtrail:DescribeTrails': () => ({ request: { trailNameList: [], includeShadowTrails: true } }),
  'cloudtrail:GetTrailStatus': ({ account }) => ({ request: { name: account.resources.trail } }),
  'cloudtrail:GetEventSelectors': ({ account }) => ({ request: { trailName: account.resources.trail } }),
  'cloudtrail:ListEventDataStores': () => ({ request: { maxResults: 25 } }),
  'cloudtrail:LookupEvents': ({ chance, nowMs }) => ({
    request: {
      ...(chance.happens(0.5)
        ? { lookupAttributes: [{ attributeKey: 'ReadOnly', attributeValue: 'false' }] }
        : { lookupAttributes: [{ attributeKey: 'EventName', attributeValue: chance.pick(EVENT_NAMES) }] }),
      startTime: elementTime(nowMs - DAY),
      endTime: elementTime(nowMs),
      maxResults: 50,
    },
  }),
  'monitoring:DescribeAlarms': () => ({ request: { maxRecords: 100 } }),
  'monitoring:ListDashboards': () => ({}),
  'monitoring:GetDashboard': ({ service }) => ({ request: { dashboardName: service } }),
  'monitoring:ListMetrics': ({ service }) => ({ request: { namespace: service, recentlyActive: 'PT3H' } }),
  'monitoring:PutMetricAlarm': ({ alarm }) => ({
    request: {
      alarmName: alarm,
      comparisonOperator: 'GreaterThanThreshold',
      evaluationPeriods: 3,
      period: 60,
      statistic: 'Average',
      threshold: 80,
      actionsEnabled: true,
    },
    write: true,
  }),
  'monitoring:DisableAlarmActions': ({ alarm }) => ({ request: { alarmNames: [alarm] }, write: true }),
  'logs:DescribeLogGroups': () => ({ request: { limit: 50 } }),
  'logs:DescribeLogStreams': (scene) => ({
    request: { logGroupName: logGroup(scene), orderBy: 'LastEventTime', descending: true, limit: 50 },
  }),
  'logs:FilterLogEvents': (scene) => ({
    request: {
      logGroupName: logGroup(scene),
      startTime: scene.nowMs - HOUR,
      endTime: scene.nowMs,
      interleaved: true,
      limit: 500,
    },
  }),
  'logs:StartQuery': (scene) => ({
    request: {
      logGroupNames: [logGroup(scene)],
      startTime: scene.nowMs - HOUR,
      endTime: scene.nowMs,
      queryString: 'HIDDEN_DUE_TO_SECURITY_REASONS',
      limit: 1000,
    },
    write: false,
    response: { queryId: guid(scene.chance) },
  }),
  'logs:GetQueryResults': ({ chance }) => ({ request: { queryId: guid(chance) } }),
  'logs:CreateLogStream': (scene) => ({
    request: {
      logGroupName: logGroup(scene),
      logStreamName: `${isoTime(scene.nowMs).slice(0, 10).replaceAll('-', '/')}/[$LATEST]${scene.chance.hex(32)}`,
    },
    write: true,
  }),
  'logs:CreateLogGroup': (scene) => ({
    request: { logGroupName: logGroup(scene) },
    write: true,
    error: { code: 'ResourceAlreadyExistsException', message: 'The specified log group already exists' },
  }),
  'logs:PutRetentionPolicy': (scene) => ({
    request: { logGroupName: logGroup(scene), retentionInDays: 90 },
    write: true,
  }),
  'ssm:DescribeInstanceInformation': () => ({ request: { maxResults: 50 } }),
  'ssm:DescribeParameters': () => ({ request: { maxResults: 50, shared: false } }),
  'ssm:GetParameter': (scene) => ({
    request: { name: scene.parameter, withDecryption: true },
    resources: parameter(scene),
  }),
  'ssm:GetParametersByPath': (scene) => ({
    request: { path: scene.parameter, recursive: true, withDecryption: true },
    resources: parameter(scene),
  }),
  'ssm:PutParameter': (scene) => ({
    request: {
      name: scene.parameter,
      value: 'HIDDEN_DUE_TO_SECURITY_REASONS',
      type: 'SecureString',
      overwrite: true,
    },
    response: { version: scene.chance.int(8, 90), tier: 'Standard' },
    resources: parameter(scene),
  }),
  'ssm:StartSession': ({ instance, chance, account }) => {
    const sessionId = `${account.company}-${chance.hex(17)}`
    return {
      request: { target: instance.id },
      response: {
        sessionId,
        tokenValue: 'Value hidden due to security reasons.',
        streamUrl: 'Value hidden due to security reasons.',
      },
    }
  },
  'ssm:TerminateSession': ({ chance, account }) => {
    const sessionId = `${account.company}-${chance.hex(17)}`
    return { request: { sessionId }, response: { sessionId } }
  },
  'ssm:SendCommand': ({ instance, chance, nowMs }) => ({
    request: {
      instanceIds: [instance.id],
      documentName: 'AWS-RunShellScript',
      parameters: 'HIDDEN_DUE_TO_SECURITY_REASONS',
      interactive: false,
    },
    response: {
      command: {
        commandId: guid(chance),
        documentName: 'AWS-RunShellScript',
        instanceIds: [instance.id],
        requestedDateTime: elementTime(nowMs),
        status: 'Pending',
        targetCount: 1,
      },
    },
  }),
  'ssm:UpdateInstanceInformation': ({ instance }) => ({
    request: {
      instanceId: instance.id,
      agentVersion: '3.3.2299.0',
      agentStatus: 'Active',
      platformType: 'Linux',
      platformName: 'Amazon Linux',
      platformVersion: '2023',
      iPAddress: instance.privateAddress,
      computerName: `ip-${instance.privateAddress.replaceAll('.', '-')}.${instance.region}.compute.internal`,
      agentName: 'amazon-ssm-agent',
      availabilityZone: `${instance.region}a`,
    },
    write: true,
  }),
  'config:DescribeConfigurationRecorders': () => ({}),
  'config:DescribeComplianceByConfigRule': () => ({ request: { complianceTypes: ['NON_COMPLIANT'] } }),
  'config:PutEvaluations': () => ({
    request: { resultToken: 'HIDDEN_DUE_TO_SECURITY_REASONS', testMode: false },
    response: { failedEvaluations: [] },
  }),
  'cloudformation:ListStacks': () => ({
    request: { stackStatusFilter: ['CREATE_COMPLETE', 'UPDATE_COMPLETE', 'UPDATE_ROLLBACK_COMPLETE'] },
  }),
  'cloudformation:DescribeStacks': ({ stack }) => ({ request: { stackName: stack } }),
  'cloudformation:DescribeStackEvents': ({ stack }) => ({ request: { stackName: stack } }),
  'cloudformation:GetTemplate': ({ stack }) => ({
    request: { stackName: stack, templateStage: 'Processed' },
  }),
  'cloudformation:DescribeChangeSet': ({ stack }) => ({
    request: { stackName: stack, changeSetName: 'deploy' },
  }),
  'cloudformation:CreateChangeSet': (scene) => ({
    request: {
      stackName: scene.stack,
      changeSetName: 'deploy',
      changeSetType: 'UPDATE',
      capabilities: ['CAPABILITY_NAMED_IAM'],
      templateURL: `https://${scene.account.company}-deploy-artifacts.s3.${scene.region}.amazonaws.com/${scene.stack}.template.json`,
    },
    response: {
      id: arnOf(scene, 'cloudformation', `changeSet/deploy/${guid(scene.chance)}`),
      stackId: arnOf(scene, 'cloudformation', `stack/${scene.stack}/8f1c2b40-1d35-11ef-8c1a-0a58a9feac02`),
    },
  }),
  'cloudformation:ExecuteChangeSet': ({ stack }) => ({
    request: { stackName: stack, changeSetName: 'deploy' },
    write: true,
  }),
  'codepipeline:GetPipelineState': ({ account }) => ({
    request: { name: `${account.company}-infrastructure` },
  }),
  'codepipeline:StartPipelineExecution': ({ account, chance }) => ({
    request: { name: `${account.company}-infrastructure` },
    response: { pipelineExecutionId: guid(chance) },
  }),
  'codebuild:StartBuild': ({ account, chance, nowMs }) => {
    const projectName = `${account.company}-synth`
    return {
      request: { projectName },
      response: {
        build: {
          id: `${projectName}:${guid(chance)}`,
          projectName,
          buildStatus: 'IN_PROGRESS',
          startTime: elementTime(nowMs),
        },
      },
    }
  },
  'codebuild:BatchGetBuilds': ({ account, chance }) => ({
    request: { ids: [`${account.company}-synth:${guid(chance)}`] },
  }),
  'route53:ListHostedZones': () => ({}),
  'route53:ListResourceRecordSets': ({ account }) => ({
    request: { hostedZoneId: account.resources.hostedZoneId },
  }),
  'route53:ChangeResourceRecordSets': ({ account, service, chance, nowMs }) => ({
    request: {
      hostedZoneId: account.resources.hostedZoneId,
      changeBatch: {
        changes: [
          {
            action: 'UPSERT',
            resourceRecordSet: {
              name: `${service}.${account.domain}.`,
              type: 'CNAME',
              tTL: 60,
              resourceRecords: [{ value: `edge.${account.domain}` }],
            },
          },
        ],
      },
    },
    response: {
      changeInfo: {
        id: `/change/C0${chance.characters('ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789', 18)}`,
        status: 'PENDING',
        submittedAt: elementTime(nowMs),
      },
    },
  }),
  'cloudfront:ListDistributions2020_05_31': () => ({ request: { maxItems: '100' } }),
  'cloudfront:GetDistribution2020_05_31': ({ account }) => ({
    request: { id: account.resources.distributionId },
  }),
  'cloudfront:CreateInvalidation2020_05_31': ({ account, chance, nowMs }) => {
    const invalidationBatch = {
      paths: { quantity: 1, items: ['/*'] },
      callerReference: `deploy-${chance.hex(8)}`,
    }
    return {
      request: { distributionId: account.resources.distributionId, invalidationBatch },
      response: {
        invalidation: {
          id: `I${chance.characters('ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789', 25)}`,
          status: 'InProgress',
          createTime: elementTime(nowMs),
          invalidationBatch,
        },
      },
    }
  },
  'ce:GetCostAndUsage': ({ nowMs }) => ({
    request: {
      timePeriod: { start: isoTime(nowMs - 30 * DAY).slice(0, 10), end: isoTime(nowMs).slice(0, 10) },
      granularity: 'DAILY',
      metrics: ['UnblendedCost'],
      groupBy: [{ type: 'DIMENSION', key: 'SERVICE' }],
    },
  }),
  'ce:GetCostForecast': ({ nowMs }) => ({
    request: {
      timePeriod: { start: isoTime(nowMs + DAY).slice(0, 10), end: isoTime(nowMs + 30 * DAY).slice(0, 10) },
      metric: 'UNBLENDED_COST',
      granularity: 'MONTHLY',
    },
  }),
  'ce:GetDimensionValues': () => ({ request: { dimension: 'LINKED_ACCOUNT', context: 'COST_AND_USAGE' } }),
  'budgets:DescribeBudgets': ({ account }) => ({
    request: { accountId: account.accountId, maxResults: 100 },
  }),
  'health:DescribeEventAggregates': () => ({
    request: { aggregateField: 'eventTypeCategory', filter: { eventStatusCodes: ['open', 'upcoming'] } },
  }),
  'support:DescribeTrustedAdvisorChecks': () => ({ request: { language: 'en' } }),
  'compute-optimizer:GetEnrollmentStatus': () => ({}),
  'guardduty:ListDetectors': () => ({}),
  'guardduty:ListFindings': ({ account }) => ({
    request: {
      detectorId: account.resources.detectorId,
      maxResults: 50,
      sortCriteria: { attributeName: 'service.eventLastSeen', orderBy: 'DESC' },
    },
  }),
  'guardduty:GetFindings': ({ account, chance }) => ({
    request: { detectorId: account.resources.detectorId, findingIds: [chance.hex(32)] },
  }),
  'guardduty:ArchiveFindings': ({ account, chance }) => ({
    request: { detectorId: account.resources.detectorId, findingIds: [chance.hex(32)] },
    write: true,
  }),
  'securityhub:GetFindings': () => ({ request: { maxResults: 100 } }),
  'access-analyzer:ListAnalyzers': () => ({}),
  'access-analyzer:ListFindings': (scene) => ({
    request: { analyzerArn: arnOf(scene, 'access-analyzer', 'analyzer/account'), maxResults: 50 },
  }),
  'states:DescribeExecution': (scene) => ({
    request: { executionArn: arnOf(scene, 'states', `execution:shipment-flow:${guid(scene.chance)}`) },
  }),
  'states:ListExecutions': (scene) => ({
    request: { stateMachineArn: arnOf(scene, 'states', 'stateMachine:shipment-flow'), maxResults: 100 },
  }),
  'events:ListRules': () => ({ request: { limit: 100 } }),
  'acm:ListCertificates': () => ({ request: { maxItems: 100 } }),
}

function logGroup({ account, functionName, service, chance }: Scene): string {
  return chance.happens(0.5) ? `/aws/lambda/${functionName}` : `/ecs/${account.company}/${service}`
}

function parameter(scene: Scene): readonly { accountId: string; ARN: string }[] {
  return [{ accountId: scene.account.accountId, ARN: arnOf(scene, 'ssm', `parameter${scene.parameter}`) }]
}
