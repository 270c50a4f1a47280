import type { FoundFile } from '../../integrity/foundFile.ts'
import type { PublicKeys } from '../../integrity/publicKeys.ts'
import type { Validation } from '../../integrity/validation.ts'
import type { FilesToValidate } from './readFoundFile.ts'
import { validateSource, type ValidationProgress } from './validateSource.ts'

/** What a console validates. */
export interface Validated {
  readonly source: FilesToValidate
  readonly publicKeys: (files: readonly FoundFile[]) => Promise<PublicKeys>
  readonly sinceMs: number | null
}

export interface ValidatorOptions {
  /** Null if there is nothing to validate. */
  readonly validated: () => Promise<Validated | null>
  readonly now: () => number
  /** What is done with a validation before it counts as done. */
  readonly onDone: (validation: Validation) => Promise<void>
}

export interface ValidationState {
  readonly state: 'not-started' | 'running' | 'done' | 'cancelled' | 'failed'
  readonly progress: ValidationProgress | null
  readonly failure: string | null
  readonly startedMs: number | null
}

/** The result of the last validation that was done. */
export interface DoneValidation {
  readonly validation: Validation
  /** What was validated: its files can be opened again, as long as they are there. */
  readonly source: Pick<FilesToValidate, 'open'>
  readonly doneMs: number
}

/** Validates in the background, one validation at a time, and keeps the last result in memory. */
export class Validator {
  readonly #options: ValidatorOptions
  #state: ValidationState = { state: 'not-started', progress: null, failure: null, startedMs: null }
  #last: DoneValidation | null = null
  #cancelling = new AbortController()
  #running: Promise<void> = Promise.resolve()

  constructor(options: ValidatorOptions) {
    this.#options = options
  }

  get state(): ValidationState {
    return this.#state
  }

  /** Null before the first one is done. */
  get last(): DoneValidation | null {
    return this.#last
  }

  /** Starts unless one is running. Resolves to false if there is nothing to validate. */
  async start(): Promise<boolean> {
    const validated = await this.#options.validated()
    if (validated === null) return false
    if (this.#state.state === 'running') return true
    this.#cancelling = new AbortController()
    this.#state = {
      state: 'running',
      progress: { files: 0, filesDone: 0, bytesDone: 0 },
      failure: null,
      startedMs: this.#options.now(),
    }
    this.#running = this.#run(validated, this.#cancelling.signal)
    return true
  }

  /** Resolves when it has stopped. */
  async cancel(): Promise<void> {
    this.#cancelling.abort()
    await this.#running
  }

  /** Resolves when nothing is running. */
  get idle(): Promise<void> {
    return this.#running
  }

  async #run({ source, publicKeys, sinceMs }: Validated, signal: AbortSignal): Promise<void> {
    const { now, onDone } = this.#options
    try {
      const validation = await validateSource(source, {
        publicKeys,
        sinceMs,
        nowMs: now(),
        signal,
        onProgress: (progress) => {
          this.#state = { ...this.#state, progress }
        },
      })
      signal.throwIfAborted()
      await onDone(validation)
      this.#last = { validation, source, doneMs: now() }
      this.#end('done', null)
    } catch (error) {
      if (signal.aborted) this.#end('cancelled', null)
      else this.#end('failed', `The validation stopped: ${(error as Error).message}`)
    }
  }

  #end(state: ValidationState['state'], failure: string | null): void {
    this.#state = { ...this.#state, state, progress: null, failure }
  }
}
