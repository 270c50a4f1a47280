/**
 * The folder that relative paths on the command line start from: npm changes to the project's
 * folder before it runs anything.
 */
export function callerFolder(env: NodeJS.ProcessEnv = process.env): string {
  return (env['npm_lifecycle_event'] && env['INIT_CWD']) || process.cwd()
}

/** The command that started this program, for sentences that say how to start it again. */
export function callerCommand(env: NodeJS.ProcessEnv = process.env): string {
  return env['npm_lifecycle_event'] === 'start' ? 'npm start --' : 'npx event-history-console'
}
