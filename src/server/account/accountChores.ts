import type { AwsEndpoint } from '../../aws/endpoint.ts'
import { isAnyAlarmDue, settleAlarms } from '../../aws/services/monitoring/settleAlarms.ts'
import { sendMessages } from './sendMessages.ts'

const EVERY_MS = 1000

/** What happens in the account without a call: alarms change as time passes, and topics deliver messages. */
export class AccountChores {
  readonly #endpoint: AwsEndpoint
  readonly #messagesPath: string | null
  readonly #now: () => number
  readonly #timer: NodeJS.Timeout
  #running: Promise<void> | null = null

  constructor(endpoint: AwsEndpoint, messagesPath: string | null, now: () => number) {
    this.#endpoint = endpoint
    this.#messagesPath = messagesPath
    this.#now = now
    this.#timer = setInterval(() => this.#tick(), EVERY_MS).unref()
  }

  /** Waits for what has begun. */
  async stop(): Promise<void> {
    clearInterval(this.#timer)
    await this.#running
  }

  #tick(): void {
    this.#running ??= this.#do().finally(() => {
      this.#running = null
    })
  }

  async #do(): Promise<void> {
    try {
      await this.#settle()
      await sendMessages(this.#endpoint, this.#messagesPath, this.#now())
    } catch (error) {
      console.error(
        `Alarms and messages of the simulated account: ${(error as Error).message}. Trying again.`,
      )
    }
  }

  async #settle(): Promise<void> {
    const { account, state } = this.#endpoint
    const nowMs = this.#now()
    if (!isAnyAlarmDue({ account, state, nowMs })) return
    await this.#endpoint.change((current) => settleAlarms({ account, state: current, nowMs }))
  }
}
