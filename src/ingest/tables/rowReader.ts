import type { DayOrder } from '../../cloudtrail/eventTime.ts'
import type { ContentReport } from '../contentReport.ts'
import { showValue } from '../shapes/showValue.ts'
import { accountOf } from './accountCell.ts'
import { isNothing, jsonOfCell, valueOfCell } from './cellJson.ts'
import type { Column } from './columns.ts'
import { RowRecord } from './rowRecord.ts'
import type { TableNotes } from './tableNotes.ts'
import { timeOf } from './timeCell.ts'

/** Makes records of rows, a value at the path of its column. */
export class RowReader {
  readonly #columns: readonly Column[]
  readonly #notes: TableNotes
  /** Whether a row of this table can be an event. */
  readonly hasEventColumn: boolean
  readonly #hasUserColumn: boolean
  readonly #isOfConsole: boolean
  readonly #otherNames = new Set<string>()
  #events = 0

  constructor(columns: readonly Column[], notes: TableNotes) {
    this.#columns = columns
    this.#notes = notes
    const has = (...names: readonly string[]) =>
      columns.some(({ path }) => path !== null && names.includes(path[0]!))
    // A query that counts by name has names, and no events.
    this.hasEventColumn = has('eventID') || (has('eventName') && has('eventTime'))
    this.#hasUserColumn = has('userIdentity')
    const named = new Set(columns.map(({ name }) => name.toLowerCase()))
    this.#isOfConsole =
      named.has('event name') && named.has('event time') && !has('requestParameters', 'responseElements')
  }

  /** null if the row has neither event name nor event ID. */
  recordText(cells: readonly string[], line: number, order: DayOrder | null): string | null {
    if (!this.hasEventColumn) return null
    const record = new RowRecord()
    for (let i = 0; i < this.#columns.length; i++) {
      const column = this.#columns[i]!
      const value = valueOfCell(cells[i] ?? '')
      if (value.endsWith(']') && TYPE_NAME.test(value)) {
        this.#notes.add('typeName', line, value)
        continue
      }
      if (!isNothing(value, column.kind)) this.#set(record, i, value, cells, line, order)
    }
    if (!record.has(['eventName']) && !record.has(['eventID'])) return null
    this.#events++
    if (this.#hasUserColumn && !record.has(['userIdentity']) && !isOfService(this.#columns, cells))
      this.#notes.add('noUser', line)
    // What the console's CSV leaves out is marked as CloudTrail itself marks omitted content.
    if (this.#isOfConsole)
      for (const name of ['requestParameters', 'responseElements']) record.set([name], '{"omitted":true}')
    return record.text
  }

  /** Says what there is to say of the table as a whole. */
  report(report: ContentReport): void {
    if (this.#events === 0) return
    const names = [...this.#otherNames]
    if (names.length > 0) {
      const shown = names.slice(0, MAX_NAMES).map(showValue).join(', ')
      const list = names.length > MAX_NAMES ? `${shown} and ${names.length - MAX_NAMES} more` : shown
      report.refuse(
        names.length === 1
          ? `1 column is not known as a member of CloudTrail's records: ${list}. Its values were kept in the records under that name.`
          : `${names.length} columns are not known as members of CloudTrail's records: ${list}. Their values were kept in the records under these names.`,
      )
    }
    if (!this.#hasUserColumn)
      report.refuse('The table has no column for the user, so its events have no user name.')
  }

  #set(
    record: RowRecord,
    index: number,
    value: string,
    cells: readonly string[],
    line: number,
    order: DayOrder | null,
  ): void {
    const column = this.#columns[index]!
    if (column.path === null) return this.#setOther(record, index, value)
    let json: string
    if (column.kind === 'account') {
      const read = accountOf(value, (text) => cells.some((cell) => cell.includes(text)))
      if ('lost' in read) {
        this.#notes.add(read.lost === 'digits' ? 'accountWithoutDigits' : 'accountWithoutZeros', line, value)
        return this.#setOther(record, index, value)
      }
      json = JSON.stringify(read.account)
    } else if (column.kind === 'time') {
      const { time, local } = timeOf(value, order)
      if (local !== null)
        this.#notes.add(
          this.#isOfConsole && TWELVE_HOURS.test(value) ? 'consoleLocalTime' : 'localTime',
          line,
          local,
        )
      json = JSON.stringify(time)
    } else json = jsonOfCell(value, column)
    if (!record.set(column.path, json)) this.#setOther(record, index, value)
  }

  /** Keeps a value whose place in the record is not known, under the name of its column. */
  #setOther(record: RowRecord, index: number, value: string): void {
    const { name, path } = this.#columns[index]!
    if (/^(?:unnamed: \d+)?$/i.test(name)) {
      // The number of the row, as pandas writes it.
      if (/^\d+$/.test(value)) return
    } else if (path === null && !record.has([name])) {
      this.#otherNames.add(name)
      record.set([name], jsonOfCell(value, { name, path, kind: 'leaf' }))
      return
    }
    record.set([name === '' ? `column ${index + 1}` : `${name} (column ${index + 1})`], JSON.stringify(value))
  }
}

/** Whether a service acted by itself, as it does without a user. */
function isOfService(columns: readonly Column[], cells: readonly string[]): boolean {
  const cell = (name: string) => cells[columns.findIndex(({ path }) => path?.[0] === name)] ?? ''
  return (
    cell('eventType') === 'AwsServiceEvent' ||
    /(?:\.amazonaws\.com|^AWS Internal)$/.test(cell('sourceIPAddress')) ||
    cell('eventCategory') === 'Insight'
  )
}

/** What PowerShell and JavaScript write for an object: its type, and nothing of its value. */
const TYPE_NAME = /^(?:System\.[\w.]+(?:`\d)?\[[^\]]*\]|\[object Object\])$/
const TWELVE_HOURS = /\d ?[ap]m$/i
const MAX_NAMES = 5
