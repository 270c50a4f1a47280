import { timed } from '../measure.ts'
import { benchRow, type BenchRow } from '../row.ts'
import type { Target } from '../targets.ts'
import { ask } from '../../testing/ask.ts'
import type { ServedConsole } from '../../testing/runningConsole.ts'

const TIMES = 21
/** Queries that read every record are slower, so they get fewer turns. */
export const SLOW_TIMES = 9

/** The path of a request in its turn, or several that are sent at once. */
export type Asked = (turn: number) => string | readonly string[]

/** Rows of requests that are sent to a running server, each with as many turns as it needs. */
export class AskedRows {
  readonly rows: BenchRow[] = []
  readonly #server: ServedConsole

  constructor(server: ServedConsole) {
    this.#server = server
  }

  /** After one turn that is not counted. */
  async row(work: string, target: Target | undefined, asked: Asked, times = TIMES): Promise<void> {
    await this.#send(asked(times))
    await this.firstTimes(work, target, asked, times)
  }

  /** Each turn counts, since each is the first of its kind. */
  async firstTimes(
    work: string,
    target: Target | undefined,
    asked: Asked,
    times = SLOW_TIMES,
  ): Promise<void> {
    const taken: number[] = []
    for (let turn = 0; turn < times; turn++) taken.push(await timed(() => this.#send(asked(turn))))
    this.rows.push(benchRow(work, 'ms', taken, target))
  }

  /**
   * The store caches the results of filters that read every record: the first request, and the same
   * again at once.
   */
  async firstAndAgain(
    work: string,
    target: Target | undefined,
    again: Target | undefined,
    asked: Asked,
  ): Promise<void> {
    const [first, second]: [number[], number[]] = [[], []]
    for (let turn = 0; turn < SLOW_TIMES; turn++) {
      const paths = asked(turn)
      for (const taken of [first, second]) taken.push(await timed(() => this.#send(paths)))
    }
    this.rows.push(benchRow(`${work}, first time`, 'ms', first, target))
    this.rows.push(benchRow(`${work}, again`, 'ms', second, again))
  }

  #send(paths: string | readonly string[]): Promise<unknown> {
    return Promise.all([paths].flat().map((path) => ask(this.#server, path)))
  }
}

let conditions = 0

/**
 * A condition that matches everything and was not used before, so that the store cannot have the
 * result.
 */
export function fresh(): string {
  return `awsRegion!=none-${process.pid}-${conditions++}`
}

/** The first page and the exact count, as the console requests them for a filter. */
export function pageAndCount(filter: string): readonly [string, string] {
  return [`/api/events?${filter}`, `/api/events/count?${filter}`]
}
