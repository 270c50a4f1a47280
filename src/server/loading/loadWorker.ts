import { parentPort, workerData } from 'node:worker_threads'
import type { ReaderData, ToReader } from './protocol.ts'
import { ReaderTasks } from './readerTasks.ts'

/**
 * The thread that reads log files: decompresses them, detects their format, splits them into
 * records and packs these into batches.
 */
if (!parentPort) throw new Error('loadWorker runs as a worker thread.')
const port = parentPort
const { source, keys } = workerData as ReaderData
const tasks = new ReaderTasks(source, keys, (message, transfer = []) => port.postMessage(message, transfer))
port.on('message', (message: ToReader) => tasks.hear(message))
