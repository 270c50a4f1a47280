import { createReadStream } from 'node:fs'
import { parentPort, type MessagePort } from 'node:worker_threads'
import { CorruptInput } from '../../ingest/containers/corruptInput.ts'
import { buffersOf } from '../../store/recordBatch.ts'
import { BatchingReader } from './batchingReader.ts'
import type { FromReader, ToReader } from './protocol.ts'

/** The thread that reads log files: decompresses, recognises, cuts into records and packs them into batches. */
if (!parentPort) throw new Error('loadWorker runs as a worker thread.')
const port: MessagePort = parentPort
const say = (message: FromReader, transfer: ArrayBuffer[] = []) => port.postMessage(message, transfer)

let stored: () => void = () => {}
let storing: Promise<void> = Promise.resolve()

const reader = new BatchingReader(async (batch) => {
  // One batch is on its way while the next is read; a third waits.
  await storing
  storing = new Promise((resolve) => {
    stored = resolve
  })
  say({ kind: 'batch', batch }, buffersOf(batch))
})

let chunks: (Uint8Array | null | 'cut off')[] = []
let chunkCame: () => void = () => {}

async function* uploaded(): AsyncGenerator<Uint8Array> {
  for (;;) {
    const chunk = chunks.shift()
    if (chunk === null) return
    // What came before it is read like that of a file that is cut off.
    if (chunk === 'cut off') throw new CorruptInput('The upload broke off here: send it again.')
    if (chunk) {
      say({ kind: 'chunkTaken' })
      yield chunk
    } else {
      await new Promise<void>((resolve) => {
        chunkCame = resolve
      })
    }
  }
}

port.on('message', (message: ToReader) => {
  const done = () => say({ kind: 'done' })
  const onBytes = (read: number) => say({ kind: 'bytes', read })
  switch (message.kind) {
    case 'read':
      void reader
        .read(message.source, createReadStream(message.source.path, { highWaterMark: 1024 * 1024 }), onBytes)
        .then(done)
      break
    case 'upload':
      chunks = []
      void reader
        .read(message.source, uploaded(), onBytes)
        .then(() => reader.flush())
        .then(() => storing)
        .then(done)
      break
    case 'chunk':
      chunks.push(message.bytes)
      chunkCame()
      break
    case 'cutOff':
      chunks.push('cut off')
      chunkCame()
      break
    case 'flush':
      void reader
        .flush()
        .then(() => storing)
        .then(done)
      break
    case 'stored':
      stored()
      break
  }
})
