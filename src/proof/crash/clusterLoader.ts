import { LocalFiles } from '../../sources/localFiles.ts'
import { BatchingReader } from '../../server/loading/batchingReader.ts'
import { Chance } from '../../account/chance.ts'
import { LoaderUnderTest } from '../../testing/clickhouse/shardedStore.ts'

/*
 * A process that loads the log files of a folder into a database, in an order of its own and without those that are
 * loaded. Prints how many events it has added since its start, after each acknowledged batch.
 */

const [address, database, goneMs, seed, folder] = process.argv.slice(2) as [
  string,
  string,
  string,
  string,
  string,
]
const loader = await LoaderUnderTest.open({ address }, database, { goneMs: Number(goneMs) })
const rows = await loader.server.rows('SELECT path FROM logFiles FINAL WHERE finished = 1')
const loaded = new Set(rows.map(([path]) => path))
const files = new LocalFiles([folder])
const waiting = []
for await (const listed of files.list(new AbortController().signal))
  if (listed.kind === 'log-file' && !loaded.has(listed.logFile.uri)) waiting.push(listed.logFile)

let added = 0
const reader = new BatchingReader(
  async (batch) => {
    const { logFiles } = await loader.adder.add(batch)
    for (const each of logFiles) added += each.added
    console.log(added)
  },
  { keys: [], scans: false },
)
for (const logFile of new Chance(Number(seed), 'order').shuffled(waiting))
  await reader.read(logFile, files.open(logFile.uri), () => {})
await reader.flush()
await loader.close()
