import { BaseSequencer, type TestSpecification } from 'vitest/node'

/**
 * The test files that take longest, which a fresh clone does not know: at the end, one of them
 * would run alone.
 */
const LONG = [
  'server/awsCli',
  'store/duckdb/inMemory',
  'ingest/broken',
  'store/duckdb/onDisk',
  'server/http/brokenBodies',
  'store/duckdb/migrations',
  'server/loading/identity',
  'launch/devServer',
]

/** Runs test files in the usual order, the longest first. */
export class LongTestsFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const inUsualOrder = await BaseSequencer.prototype.sort.call(this, files)
    const rank = ({ moduleId }: TestSpecification) => {
      const place = LONG.findIndex((name) => moduleId.endsWith(`${name}.test.ts`))
      return place < 0 ? LONG.length : place
    }
    return inUsualOrder.toSorted((one, other) => rank(one) - rank(other))
  }
}
