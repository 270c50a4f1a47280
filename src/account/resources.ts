import type { Role } from './caller.ts'
import { Chance } from './chance.ts'
import { accessKeyId, guid, resourceId, uniqueId } from './identifiers.ts'

export const HOME_REGION = 'eu-central-1'
export const SECOND_REGION = 'us-west-2'

export interface Instance {
  readonly id: string
  readonly name: string
  readonly type: string
  readonly region: string
  readonly imageId: string
  readonly subnetId: string
  readonly groupId: string
  readonly privateAddress: string
}

export interface Key {
  readonly alias: string
  readonly arn: string
}

export interface ServiceUser {
  readonly login: string
  readonly userId: string
  readonly keyId: string
}

/** Everything the company has in its account. Only instances come and go. */
export interface Resources {
  readonly vpcId: string
  readonly subnets: readonly string[]
  readonly vpcEndpointId: string
  readonly images: readonly string[]
  readonly instances: readonly Instance[]
  /** Those in the home Region that everyday work uses: not the production database's host. */
  readonly ordinaryInstances: readonly Instance[]
  /** Those in the second Region. */
  readonly abroad: readonly Instance[]
  /** The production database's host, which is terminated by mistake in one of the stories. */
  readonly databaseHost: Instance
  readonly buckets: readonly string[]
  readonly trailBucket: string
  readonly dataBucket: string
  readonly trail: string
  readonly functions: readonly string[]
  readonly tables: readonly string[]
  readonly secrets: readonly string[]
  readonly parameters: readonly string[]
  readonly keys: readonly Key[]
  /** The keys by what they encrypt. */
  readonly keyFor: {
    readonly secrets: Key
    readonly parameters: Key
    readonly data: Key
    readonly trail: Key
  }
  readonly clusters: readonly string[]
  readonly services: readonly string[]
  readonly repositories: readonly string[]
  readonly stacks: readonly string[]
  readonly databases: readonly string[]
  readonly queues: readonly string[]
  readonly topics: readonly string[]
  readonly alarms: readonly string[]
  readonly distributionId: string
  readonly hostedZoneId: string
  readonly detectorId: string
  readonly roles: Record<string, Role>
  readonly roleNames: readonly string[]
  readonly users: {
    readonly legacyDeployer: ServiceUser
    readonly backup: ServiceUser
    readonly mailer: ServiceUser
  }
}

const SERVICES = ['orders', 'tracking', 'billing', 'routing', 'notifications', 'identity']
const FUNCTIONS = [
  'order-webhook',
  'tracking-ingest',
  'label-renderer',
  'invoice-mailer',
  'route-optimizer',
  'customs-check',
  'image-thumbnailer',
  'cognito-post-confirm',
  'nightly-report',
  'secret-rotation',
]

const ROLES: readonly (readonly [string, string])[] = [
  ['web-server', '/'],
  ['worker', '/'],
  ['bastion', '/'],
  ['db-host', '/'],
  ['lambda-execution', '/service-role/'],
  ['github-deploy', '/ci/'],
  ['codepipeline', '/service-role/'],
  ['cloudformation-deploy', '/service-role/'],
  ['prod-operator', '/'],
  ['etl', '/service-role/'],
  ['legacy-deploy', '/ci/'],
  ['observability-vendor', '/'],
]

const SERVICE_LINKED: readonly (readonly [string, string])[] = [
  ['AWSServiceRoleForAutoScaling', 'autoscaling.amazonaws.com'],
  ['AWSServiceRoleForConfig', 'config.amazonaws.com'],
  ['AWSServiceRoleForTrustedAdvisor', 'trustedadvisor.amazonaws.com'],
  ['AWSServiceRoleForElasticLoadBalancing', 'elasticloadbalancing.amazonaws.com'],
  ['AWSServiceRoleForRDS', 'rds.amazonaws.com'],
  ['AWSServiceRoleForBackup', 'backup.amazonaws.com'],
  ['AWSServiceRoleForECS', 'ecs.amazonaws.com'],
  ['AWSServiceRoleForAmazonGuardDuty', 'guardduty.amazonaws.com'],
  ['AWSServiceRoleForAccessAnalyzer', 'access-analyzer.amazonaws.com'],
]

const PERMISSION_SETS = [
  'AdministratorAccess',
  'Developer',
  'DataAnalyst',
  'ReadOnlyAccess',
  'SecurityAudit',
  'Billing',
]

export function provision(seed: number, accountId: string, company: string): Resources {
  const chance = new Chance(seed, 'resources')
  const subnets = [0, 1, 2].map(() => resourceId(chance, 'subnet'))
  const images = [0, 1, 2].map(() => resourceId(chance, 'ami'))
  const machine = (name: string, type: string, octet: number, region = HOME_REGION): Instance => ({
    id: resourceId(chance, 'i'),
    name: `${company}-${name}`,
    type,
    region,
    imageId: chance.pick(images),
    subnetId: chance.pick(subnets),
    groupId: resourceId(chance, 'sg'),
    privateAddress: `10.20.${chance.int(1, 3)}.${octet}`,
  })
  const databaseHost = machine('prod-db-1', 'r6i.2xlarge', 31)
  const instances = [
    machine('prod-web-1', 'm6i.large', 11),
    machine('prod-web-2', 'm6i.large', 12),
    machine('prod-web-3', 'm6i.large', 13),
    machine('prod-worker-1', 'c6i.xlarge', 21),
    machine('prod-worker-2', 'c6i.xlarge', 22),
    databaseHost,
    machine('staging-web-1', 't3.medium', 41),
    machine('staging-db-1', 't3.large', 42),
    machine('bastion', 't3.micro', 5),
    machine('tracking-us-1', 'm6i.large', 51, SECOND_REGION),
    machine('tracking-us-2', 'm6i.large', 52, SECOND_REGION),
  ]
  const roles = createRoles(seed, accountId, company)
  const named = (names: readonly string[], prefix: string) =>
    names.map((name) => `${company}-${prefix}${name}`)
  const secret = (name: string) =>
    `arn:aws:secretsmanager:${HOME_REGION}:${accountId}:secret:${name}-${chance.hex(6)}`
  const key = (alias: string): Key => ({
    alias: `alias/${alias}`,
    arn: `arn:aws:kms:${HOME_REGION}:${accountId}:key/${guid(chance)}`,
  })
  const keyFor = {
    secrets: key('aws/secretsmanager'),
    parameters: key('aws/ssm'),
    data: key(`${company}-data`),
    trail: key(`${company}-cloudtrail`),
  }
  const user = (login: string): ServiceUser => ({
    login,
    userId: uniqueId(chance, 'AIDA'),
    keyId: accessKeyId(chance, 'AKIA'),
  })
  return {
    vpcId: resourceId(chance, 'vpc'),
    subnets,
    vpcEndpointId: resourceId(chance, 'vpce'),
    images,
    instances,
    databaseHost,
    buckets: named(
      [
        'web-assets',
        'labels',
        'invoices',
        'order-exports',
        'data-lake',
        'athena-results',
        'deploy-artifacts',
        'db-backups',
      ],
      '',
    ),
    trailBucket: `${company}-cloudtrail-${accountId}`,
    dataBucket: `${company}-data-lake`,
    trail: `arn:aws:cloudtrail:${HOME_REGION}:${accountId}:trail/${company}-management`,
    functions: named(FUNCTIONS, ''),
    tables: named(['orders', 'shipments', 'sessions', 'rate-limits', 'idempotency-keys'], 'prod-'),
    secrets: [
      'prod/orders/database',
      'prod/billing/stripe',
      'prod/tracking/carrier-api',
      'staging/orders/database',
    ].map(secret),
    parameters: SERVICES.flatMap((service) => [
      `/${company}/prod/${service}/config`,
      `/${company}/prod/${service}/features`,
    ]),
    keys: Object.values(keyFor),
    keyFor,
    clusters: [`${company}-prod`, `${company}-staging`],
    services: SERVICES,
    repositories: SERVICES.map((service) => `${company}/${service}`),
    stacks: named(['network', 'orders', 'tracking', 'billing', 'routing', 'edge', 'observability'], ''),
    databases: named(['prod-orders', 'prod-billing', 'staging-orders'], ''),
    queues: named(['shipments', 'shipments-dlq', 'invoices', 'carrier-events'], 'prod-'),
    topics: named(['alarms', 'order-events', 'deployments'], ''),
    alarms: ['orders-5xx', 'orders-latency-p99', 'billing-dlq-depth', 'prod-db-cpu', 'tracking-lag'],
    distributionId: `E${chance.characters('ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789', 13)}`,
    hostedZoneId: `Z0${chance.characters('ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789', 18)}`,
    detectorId: chance.hex(32),
    roles,
    roleNames: Object.values(roles).map((role) => role.name),
    ordinaryInstances: instances.filter(({ id, region }) => region === HOME_REGION && id !== databaseHost.id),
    abroad: instances.filter(({ region }) => region === SECOND_REGION),
    users: {
      legacyDeployer: user('jenkins-deploy'),
      backup: user('onprem-backup'),
      mailer: user('ses-smtp-mailer'),
    },
  }
}

/**
 * A role by its name without the company's prefix, or a permission set or service-linked role. It
 * must exist.
 */
export function roleNamed({ resources }: { readonly resources: Resources }, name: string): Role {
  const role = resources.roles[name]
  if (role === undefined) throw new Error(`The company has no role ${name}`)
  return role
}

/**
 * By their names without the company's prefix; permission sets and service-linked roles by their
 * own.
 */
function createRoles(seed: number, accountId: string, company: string): Record<string, Role> {
  const roles: Record<string, Role> = {}
  const add = (key: string, name: string, path: string) => {
    const chance = new Chance(seed, 'role', key)
    roles[key] = {
      name,
      path,
      arn: `arn:aws:iam::${accountId}:role${path}${name}`,
      uniqueId: uniqueId(chance, 'AROA'),
    }
  }
  for (const [key, path] of ROLES) add(key, `${company}-${key}`, path)
  for (const [name, service] of SERVICE_LINKED) add(name, name, `/aws-service-role/${service}/`)
  for (const set of PERMISSION_SETS) {
    const suffix = new Chance(seed, 'permission set', set).hex(16)
    add(set, `AWSReservedSSO_${set}_${suffix}`, `/aws-reserved/sso.amazonaws.com/${HOME_REGION}/`)
  }
  return roles
}
