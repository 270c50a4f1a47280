import type { Word } from '../../../filter/filter.ts'
import type { TextHit } from '../../../filter/textHits.ts'
import { formatCount } from '../../ui/numbers.ts'
import { marked, SafeText } from '../../ui/SafeText.tsx'
import { pathOf, type JsonDocument } from '../../models/record/jsonDocument.ts'
import { searchRecord, type Hit } from './record-tree/searchRecord.ts'
import { findSecrets } from './record-tree/secrets.ts'
import './WhyMatched.css'

export interface WordReasonProps {
  readonly word: Word
  readonly hits: readonly TextHit[]
  readonly document: JsonDocument
  readonly onHit: (start: number) => void
}

/** More places of one word are counted, not listed: the record steps through them. */
const LISTED = 3
/** How many characters are shown on each side of a hit. */
const AROUND = 24

/** The places where a word of the free text occurs, with a little context. */
export function WordReason({ word, hits, document, onHit }: WordReasonProps) {
  const secrets = findSecrets(document)
  const shown = searchRecord(document, [word.word], secrets).slice(0, LISTED)
  return (
    <>
      <b>
        {word.negated && 'not '}“<SafeText text={word.word} />”
      </b>{' '}
      <span className="why-matched__quiet">
        {hits.length === 0
          ? 'not in the record'
          : shown.length === 0
            ? 'only in masked values or across several values'
            : 'in'}
      </span>
      {shown.map((hit) => (
        <button
          key={hit.start}
          className="why-matched__place"
          type="button"
          title="Show in the record"
          onClick={() => onHit(hit.start)}
        >
          <span className="why-matched__path">
            <SafeText text={pathOf(document, hit.lines[0])} />
          </span>{' '}
          <Snippet document={document} hit={hit} />
        </button>
      ))}
      {hits.length > LISTED && (
        <span className="why-matched__quiet"> and {formatCount(hits.length - LISTED)} more</span>
      )}
    </>
  )
}

function Snippet({ document: { text }, hit }: { readonly document: JsonDocument; readonly hit: Hit }) {
  const first = hit.lines[0]
  const last = hit.lines.at(-1) ?? first
  const inKey = first.keyStart >= 0 && hit.start < first.keyEnd
  const from = inKey ? first.keyStart : first.start
  const until = inKey && hit.end <= first.keyEnd ? first.keyEnd : last.end
  // Without the quotes, unless the hit reaches into them.
  const start = Math.max(Math.min(text[from] === '"' ? from + 1 : from, hit.start), hit.start - AROUND)
  const end = Math.min(Math.max(text[until - 1] === '"' ? until - 1 : until, hit.end), hit.end + AROUND)
  return (
    <bdi>
      {marked(text.slice(start, hit.start))}
      <mark className="why-matched__hit">{marked(text.slice(hit.start, hit.end))}</mark>
      {marked(text.slice(hit.end, end))}
    </bdi>
  )
}
