import { setFlagsFromString } from 'node:v8'
import { parentPort, workerData } from 'node:worker_threads'
import type { ReaderData, ToReader } from './protocol.ts'
import { ReaderTasks } from './readerTasks.ts'

/**
 * The thread that reads log files: decompresses them, detects their format, splits them into
 * records and packs these into batches.
 */
if (!parentPort) throw new Error('loadWorker runs as a worker thread.')
const port = parentPort
// The texts of log files are outside of V8's heap, which is small: it would collect garbage for every few of them, in
// threads of its own, for a sixth of all processor time. This is within what it chooses itself for other programs.
setFlagsFromString('--heap-growing-percent=200')
const { source, how } = workerData as ReaderData
const tasks = new ReaderTasks(source, how, (message, transfer = []) => port.postMessage(message, transfer))
port.on('message', (message: ToReader) => tasks.hear(message))
