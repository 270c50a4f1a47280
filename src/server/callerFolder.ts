/**
 * The folder that relative paths on the command line start from: npm changes to the project's
 * folder before it runs anything.
 */
export function callerFolder(env: NodeJS.ProcessEnv = process.env): string {
  return (env['npm_lifecycle_event'] && env['INIT_CWD']) || process.cwd()
}
