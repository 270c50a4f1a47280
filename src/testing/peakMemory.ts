import { readFileSync, writeFileSync } from 'node:fs'

/**
 * The most memory that a process has used since it started or since `forgetPeakMemory`, in bytes; 0
 * if the system does not report it.
 */
export function peakMemory({ pid }: { readonly pid: number }): number {
  const status = tolerant(() => readFileSync(`/proc/${pid}/status`, 'utf8')) ?? ''
  return Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0) * 1024
}

export function forgetPeakMemory({ pid }: { readonly pid: number }): void {
  tolerant(() => writeFileSync(`/proc/${pid}/clear_refs`, '5'))
}

/** Only Linux reports it, and only for accessible processes. */
function tolerant<T>(read: () => T): T | undefined {
  try {
    return read()
  } catch {
    return undefined
  }
}
