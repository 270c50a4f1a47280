/** The folder that relative paths on the command line begin at: npm goes to the project's folder before it starts anything. */
export function callerFolder(env: NodeJS.ProcessEnv = process.env): string {
  return (env['npm_lifecycle_event'] && env['INIT_CWD']) || process.cwd()
}
