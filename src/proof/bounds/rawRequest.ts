import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import type { RunningConsole } from '../../testing/runningConsole.ts'

/** A connection on which some bytes were sent. */
export async function rawRequest({ origin }: RunningConsole, text: string): Promise<Socket> {
  const { hostname, port } = new URL(origin)
  const socket = connect(Number(port), hostname)
  socket.on('error', () => {})
  await once(socket, 'connect')
  socket.write(text)
  return socket
}

/** The first part of a response; empty if the connection ends without one. */
export function head(socket: Socket): Promise<string> {
  return new Promise((resolve) => {
    socket.once('data', (bytes: Buffer) => resolve(bytes.toString('latin1')))
    socket.once('close', () => resolve(''))
  })
}
