import { DuckDBInstance } from '@duckdb/node-api'

// Keeps a store's file open until the process is ended.
const instance = await DuckDBInstance.create(process.argv[2])
process.send?.('open')
setInterval(() => instance, 1 << 30)
