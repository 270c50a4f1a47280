import { createRequire } from 'node:module'
import { StoreError } from '../storeError.ts'

/**
 * Loads the engine. It is native code and comes as a package for each platform, which may be
 * missing or belong to another machine. This throws a {@link StoreError} then; an import at the top
 * of a file would end in a stack trace that no code could catch. It is a CommonJS package: `import` would
 * first search all of its files for what they export, which takes longer than running them.
 */
export function loadEngine(): typeof import('@duckdb/node-api') {
  try {
    return createRequire(import.meta.url)('@duckdb/node-api') as typeof import('@duckdb/node-api')
  } catch (error) {
    throw new StoreError(
      `The event data store's engine, DuckDB, cannot be loaded on ${process.platform} ${process.arch} (${firstLine(error)}). Delete node_modules and install the packages again on this machine.`,
    )
  }
}

function firstLine(error: unknown): string {
  return String(error instanceof Error ? error.message : error).split('\n')[0]!
}
