/** What the shapes of the map mean. */
export const CoverageLegend = ({ interval }: { readonly interval: string }) => (
  <ul className="coverage-legend" aria-label="Legend">
    <li>
      <span className="coverage-legend__key coverage-legend__key--events" /> Events, stronger for more
    </li>
    <li>
      <span className="coverage-legend__key coverage-legend__key--no-events" /> No events: a digest file says
      so
    </li>
    <li>
      <span className="coverage-legend__key coverage-legend__key--no-data" /> No data: nobody can say
    </li>
    <li>
      <span className="coverage-legend__key coverage-legend__key--gap">×</span> Gap between digest files
    </li>
    <li>
      <span className="coverage-legend__key coverage-legend__key--unknown">··</span> Cannot be told yet
    </li>
    <li>1 {interval} per cell</li>
  </ul>
)
