import type { Chance } from './chance.ts'

/** A machine that a command line runs on. */
export interface System {
  readonly os: string
  readonly arch: string
  readonly python: string
  readonly go: string
}

export const SYSTEMS: readonly System[] = [
  { os: 'macos#24.5.0', arch: 'arm64', python: '3.13.4', go: 'darwin' },
  { os: 'macos#24.3.0', arch: 'arm64', python: '3.12.9', go: 'darwin' },
  { os: 'linux#6.8.0-60-generic', arch: 'x86_64', python: '3.12.3', go: 'linux' },
  { os: 'windows#11', arch: 'amd64', python: '3.13.3', go: 'windows' },
]

export const BROWSERS: readonly string[] = [
  'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/137.0.0.0 Safari/537.36',
  'Mozilla/5.0 (Macintosh; Intel Mac OS X 10.15; rv:139.0) Gecko/20100101 Firefox/139.0',
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/137.0.0.0 Safari/537.36 Edg/137.0.0.0',
  'Mozilla/5.0 (X11; Ubuntu; Linux x86_64; rv:139.0) Gecko/20100101 Firefox/139.0',
  'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Safari/605.1.15',
]

/** What a tool sends. The AWS CLI names the command, the SDKs the service. */
export type UserAgent = (service: string, eventName: string) => string

export function commandLine(system: System, chance: Chance): UserAgent {
  const session = chance.hex(12)
  const source = system.os.startsWith('macos') ? 'source' : 'exe'
  return (service, eventName) =>
    `aws-cli/2.27.31 md/awscrt#0.26.1 ua/2.1 os/${system.os} md/arch#${system.arch} lang/python#${system.python} ` +
    `md/pyimpl#CPython m/b,Z,E,N,C cfg/retry-mode#standard md/installer#${source} sid/${session} md/prompt#off ` +
    `md/command#${COMMANDS[service] ?? service}.${kebab(eventName)}`
}

export function boto3(system: System): UserAgent {
  const text =
    `Boto3/1.38.27 md/Botocore#1.38.27 ua/2.1 os/${system.os} md/arch#${system.arch} ` +
    `lang/python#${system.python} md/pyimpl#CPython m/Z,b,D cfg/retry-mode#legacy Botocore/1.38.27`
  return () => text
}

export function terraform(goos: string): UserAgent {
  return (service) =>
    'APN/1.0 HashiCorp/1.0 Terraform/1.12.1 (+https://www.terraform.io) terraform-provider-aws/5.98.0 ' +
    '(+https://registry.terraform.io/providers/hashicorp/aws) ' +
    `aws-sdk-go-v2/1.36.3 ua/2.1 os/${goos} lang/go#1.23.8 md/GOOS#${goos} md/GOARCH#amd64 api/${service}#1.41.4`
}

export function javascript(environment: string): UserAgent {
  return (service) =>
    `aws-sdk-js/3.821.0 ua/2.1 os/linux#5.10.237 lang/js md/nodejs#22.16.0 api/${service}#3.821.0 ${environment} m/E,e`
}

export const SSM_AGENT = 'aws-sdk-go/1.55.5 (go1.23.7; linux; amd64) amazon-ssm-agent/3.3.2299.0'
export const CLOUDWATCH_AGENT =
  'CWAgent/1.300055.0b1095 (go1.24.1; linux; amd64) aws-sdk-go/1.48.6 (go1.24.1; linux; amd64)'

/** Commands whose name differs from the service's endpoint. */
const COMMANDS: Record<string, string> = {
  s3: 's3api',
  monitoring: 'cloudwatch',
  elasticloadbalancing: 'elbv2',
  states: 'stepfunctions',
  config: 'configservice',
}

/** `DescribeDBInstances` -> `describe-db-instances`, `Invoke20150331` -> `invoke`. */
function kebab(eventName: string): string {
  return eventName
    .replace(/\d{4}_?\d\d_?\d\d(v2)?$/, '')
    .replace(/([a-z])([A-Z])/g, '$1-$2')
    .replace(/([A-Z])([A-Z][a-z])/g, '$1-$2')
    .toLowerCase()
}
