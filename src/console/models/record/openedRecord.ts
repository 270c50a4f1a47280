import { withParsedTextsOpened } from '../../../cloudtrail/openedTexts.ts'
import { readRecord, type CloudTrailRecord } from '../../../cloudtrail/record.ts'
import { isProblem, parseJsonDocument, type JsonDocument, type JsonProblem } from './jsonDocument.ts'
import { jsonValue } from './jsonValue.ts'

/**
 * The forms of a record that the parts of the page read. Its text is parsed once, each form computed
 * when it is first needed.
 */
export class OpenedRecord {
  /** Byte for byte as it was in the log file. */
  readonly text: string
  #document: JsonDocument | JsonProblem | undefined
  #json: { readonly value: unknown } | undefined
  #record: { readonly value: CloudTrailRecord | null } | undefined

  constructor(text: string) {
    this.text = text
  }

  /** The lines of the text as written, or the reason why it is not JSON. */
  get document(): JsonDocument | JsonProblem {
    return (this.#document ??= parseJsonDocument(this.text))
  }

  /**
   * For reading single values: numbers are texts as they are written, and members that are JSON text
   * are opened. Undefined when the text is not JSON.
   */
  get json(): unknown {
    const { document } = this
    this.#json ??= { value: isProblem(document) ? undefined : withParsedTextsOpened(jsonValue(document)) }
    return this.#json.value
  }

  /** As the filter reads it; null when the text is not a record. */
  get record(): CloudTrailRecord | null {
    return (this.#record ??= { value: read(this.text) }).value
  }
}

let last: OpenedRecord | undefined

/**
 * The parsed record of a text. The details and the menu of a value read the same record, so the
 * last one is kept.
 */
export function openedRecord(text: string): OpenedRecord {
  if (last?.text !== text) last = new OpenedRecord(text)
  return last
}

function read(text: string): CloudTrailRecord | null {
  try {
    return readRecord(text)
  } catch {
    return null
  }
}
