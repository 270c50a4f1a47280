import type { CredentialsResponse, ExerciseStep } from '../../../api/account.ts'

/** The shell variable that has the token of a console that requires one. */
const TOKEN_VARIABLE = '"$CONSOLE_TOKEN"'

/**
 * Where clients of AWS reach this console. On this machine always by address: for `localhost`, the
 * SDKs put the name of an S3 bucket before it.
 */
export function endpointUrl({ protocol, hostname, port }: Location = location): string {
  const isLoopback = hostname === 'localhost' || hostname.startsWith('127.') || hostname === '[::1]'
  return `${protocol}//${isLoopback ? '127.0.0.1' : hostname}${port === '' ? '' : `:${port}`}`
}

/**
 * Environment variables with credentials, as a shell reads them. The session token is set even if
 * there is none: one of a real account may be in the environment.
 */
export const credentialVariables = ({
  accessKeyId,
  secretAccessKey,
  sessionToken,
}: CredentialsResponse): readonly string[] => [
  `AWS_ACCESS_KEY_ID=${accessKeyId}`,
  `AWS_SECRET_ACCESS_KEY=${secretAccessKey ?? TOKEN_VARIABLE}`,
  `AWS_SESSION_TOKEN=${sessionToken ?? ''}`,
]

/** The command of a step for a POSIX shell, complete with credentials, Region and endpoint. */
export function fullCommand(
  { prepare, command, region }: Pick<ExerciseStep, 'prepare' | 'command' | 'region'>,
  credentials: CredentialsResponse,
): string {
  return [
    ...(prepare === null ? [] : [`${prepare} &&`]),
    `${credentialVariables(credentials).join(' ')} \\`,
    `${command} \\`,
    `  --region ${region} --endpoint-url ${endpointUrl()}`,
  ].join('\n')
}
