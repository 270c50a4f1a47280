import { exactRate, formatRate, rateChangeWords } from './rateWords.ts'
import './Insights.css'

/** Calls or errors per minute; a dash if it is not known. */
export const Rate = ({ perMinute }: { readonly perMinute: number | null }) =>
  perMinute === null ? (
    <span title="Not known">-</span>
  ) : (
    <span className="insight-rate" title={exactRate(perMinute)}>
      {formatRate(perMinute)}
    </span>
  )

/** `↑ 300%`; the arrow is read as a word. */
export function RateChange({ percent }: { readonly percent: number | null }) {
  const { shown, arrow, word } = rateChangeWords(percent)
  return (
    <span className="insight-rate" title={word}>
      <span aria-hidden="true">{arrow}</span> <span className="visually-hidden">{word} </span>
      {shown}
    </span>
  )
}
