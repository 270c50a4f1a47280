import { expect, type Locator, type Page } from '@playwright/test'

/** The console as a person finds their way in it: every part by its role and its name. */
export class EventHistoryPage {
  readonly page: Page
  readonly origin: string

  /** Title of the page, with the exact count of matching events. */
  readonly heading: Locator
  readonly grid: Locator
  /** Event rows on screen, without the header. */
  readonly rows: Locator
  readonly filterInput: Locator
  readonly filterTokens: Locator
  /** The filter as one line, where it is edited so. */
  readonly filterText: Locator
  /** Says that what is typed there is not asked yet. */
  readonly notApplied: Locator
  readonly clearFilters: Locator
  readonly timeRange: Locator
  readonly histogram: Locator
  /** The rail of facets, beside the list or over it. */
  readonly facets: Locator
  readonly facetsButton: Locator
  readonly refresh: Locator
  readonly downloadEvents: Locator
  /** The menu of everything else that can be done with the list. */
  readonly moreActions: Locator
  readonly preferences: Locator
  /** The pill that says how many events have arrived since. */
  readonly newEvents: Locator
  /** The opened event, beside the list; it is named for its event. */
  readonly details: Locator
  readonly record: Locator
  readonly closeDetails: Locator
  readonly nextEvent: Locator
  readonly previousEvent: Locator
  readonly openAsPage: Locator
  /** Where nothing is loaded yet. */
  readonly loadLogFiles: Locator
  readonly keyboardHelp: Locator
  /** What can be done from a value. */
  readonly valueMenu: Locator
  /** How many events are shown around the opened one. */
  readonly around: Locator
  /** Why the opened event matches the filter. */
  readonly why: Locator
  /** What became of the log files that were given in this window. */
  readonly reports: Locator

  constructor(page: Page, origin: string) {
    this.page = page
    this.origin = origin
    this.heading = page.getByRole('heading', { name: /^Event history/, level: 1 })
    this.grid = page.getByRole('grid', { name: 'Events' })
    this.rows = this.grid.getByRole('row').filter({ has: page.getByRole('gridcell') })
    this.filterInput = page.getByRole('combobox', { name: 'Filter events' })
    // Alternatives are tokens within a group.
    this.filterTokens = page
      .getByRole('search', { name: 'Filter' })
      .getByRole('listitem')
      .getByRole('group')
      .filter({ hasNot: page.getByRole('group') })
    this.filterText = page.getByRole('combobox', { name: 'Filter as text' })
    this.notApplied = page.getByRole('search', { name: 'Filter' }).getByText('Not applied')
    this.clearFilters = page.getByRole('button', { name: 'Clear filters' })
    this.timeRange = page.getByRole('button', { name: /^Time range/ })
    this.histogram = page.getByRole('group', { name: 'Events over time' })
    this.facets = page.getByRole('region', { name: 'Fields', exact: true })
    this.facetsButton = page.getByRole('button', { name: 'Fields', exact: true })
    this.refresh = page.getByRole('button', { name: 'Refresh' })
    this.downloadEvents = page.getByRole('button', { name: 'Download events' })
    this.moreActions = page.getByRole('button', { name: 'More actions' })
    this.preferences = page.getByRole('button', { name: 'Preferences' })
    this.newEvents = page.getByRole('button', { name: /new events?$/ })
    this.closeDetails = page.getByRole('button', { name: /^(Close event details|Back to list)$/ })
    this.details = page.getByRole('region').filter({ has: this.closeDetails })
    this.record = page.getByRole('tree', { name: 'Event record' })
    this.nextEvent = page.getByRole('button', { name: 'Next event' })
    this.previousEvent = page.getByRole('button', { name: 'Previous event' })
    this.loadLogFiles = page.getByRole('button', { name: 'Load log files' })
    this.openAsPage = page.getByRole('link', { name: 'Open as page' })
    this.reports = page.getByRole('list', { name: 'Notifications' })
    this.valueMenu = page.getByRole('menu', { name: 'Actions', exact: true })
    this.around = page.getByRole('table', { name: 'Around this event', exact: true })
    this.why = page.getByRole('region', { name: 'Why this matched', exact: true })
    this.keyboardHelp = page.getByRole('dialog', { name: 'Keyboard shortcuts' })
  }

  /** Opens an address of the console and waits for its list. `path` is what follows the origin. */
  async open(path = '/'): Promise<void> {
    await this.page.goto(this.origin + path)
    await this.grid.waitFor()
  }

  /**
   * Goes to an address within the loaded page, as Back and Forward do, and waits for its list. Much
   * faster than `open`; what is typed, folded or preferred stays.
   */
  async go(path = '/'): Promise<void> {
    await this.page.evaluate(async (address) => {
      history.pushState(null, '', address)
      dispatchEvent(new PopStateEvent('popstate'))
      await new Promise(requestAnimationFrame)
    }, path)
    await expect(this.page.locator('[role=grid][aria-busy=true]')).toHaveCount(0)
  }

  /** Types a token as a person would, `eventName = RunInstances`, and applies it. */
  async filterBy(token: string): Promise<void> {
    await this.filterInput.fill(token)
    await this.filterInput.press('Enter')
  }

  /** What is suggested while the filter is typed as text, by its first words. */
  suggestion(label: string | RegExp): Locator {
    const name = typeof label === 'string' ? new RegExp(`^${label.replaceAll(/[()]/g, '\\$&')}`) : label
    return this.page.getByRole('listbox', { name: 'Completions' }).getByRole('option', { name }).first()
  }

  /** Chooses an action that has no button of its own. */
  async more(action: string): Promise<void> {
    await this.moreActions.click()
    await this.page.getByRole('menuitem', { name: action }).click()
  }

  /** Runs a command by its name in the palette. */
  async runCommand(name: string): Promise<void> {
    await this.page.keyboard.press('Control+k')
    const palette = this.page.getByRole('dialog', { name: 'Command palette' })
    await palette.getByRole('combobox').fill(name)
    await palette.getByRole('option', { name }).first().click()
    await expect(palette).toBeHidden()
  }

  /** Counts clicks from now on, as long as the page is not loaded again. */
  async countClicks(): Promise<() => Promise<number>> {
    const counter = await this.page.evaluateHandle(() => {
      const clicks = { count: 0 }
      addEventListener('pointerdown', () => clicks.count++, { capture: true })
      return clicks
    })
    return () => counter.evaluate(({ count }) => count)
  }

  /** Opens the browser's dialog for log files, as a person does where there are events already. */
  chooseLogFiles(): Promise<void> {
    return this.more('Load log files')
  }

  /** Opens the saved views, the presets and the recent searches. */
  async openViews(): Promise<void> {
    await this.page.getByRole('button', { name: 'Event history', exact: true }).click()
    await this.menuItem('All views').click()
  }

  /** Asks to save the current filter as a view. Returns the dialog, which closes once it is saved. */
  async saveView(name: string): Promise<Locator> {
    await this.openViews()
    await this.page.getByRole('dialog', { name: 'Views' }).getByRole('button', { name: 'Save view' }).click()
    const saving = this.page.getByRole('dialog', { name: 'Save view' })
    await saving.getByRole('textbox', { name: /^Name/ }).fill(name)
    await saving.getByRole('button', { name: 'Save', exact: true }).click()
    return saving
  }

  /** The row that shows this text. */
  row(text: string | RegExp): Locator {
    return this.rows.filter({ hasText: text })
  }

  /** The row that the keyboard is on. */
  async activeRow(): Promise<Locator> {
    await expect(this.grid).toHaveAttribute('aria-activedescendant', /./)
    const id = await this.grid.getAttribute('aria-activedescendant')
    return this.grid.locator(`[id="${id}"]`)
  }

  /** The cell of a row in a column, by the name of its field. */
  cell(row: Locator, field: string): Locator {
    return row.locator(`[data-column="${field}"]`)
  }

  /** An item of the open menu, by its first words. */
  menuItem(label: string): Locator {
    return this.page.getByRole('menuitem', { name: new RegExp(`^${label}`) })
  }

  /** Opens the event of this row, the first unless told, as a pointer does. */
  async openEvent(row: Locator = this.rows.first()): Promise<void> {
    await row.getByRole('link').click()
    await this.record.waitFor()
  }

  /** The value beside a term of the opened event. */
  detail(term: string): Locator {
    return this.page
      .locator('dl > div')
      .filter({ has: this.page.locator('dt', { hasText: new RegExp(`^${term}$`) }) })
      .getByRole('definition')
  }

  /** The same without the buttons for what can be done with it. */
  detailText(term: string): Locator {
    return this.detail(term).locator('span').first()
  }

  /**
   * What the rows on screen show of a field, from the top; of an event's name without the error
   * beside it.
   */
  async listed(field: string): Promise<readonly string[]> {
    const cells = await this.grid.locator(`[role=row] [role=gridcell][data-column="${field}"]`).all()
    const placed = await Promise.all(
      cells.map(async (cell) => ({ y: (await cell.boundingBox())?.y ?? 0, text: await cell.innerText() })),
    )
    return placed.toSorted((one, other) => one.y - other.y).map(({ text }) => text.trim().split('\n')[0]!)
  }

  facet(label: string): Locator {
    return this.facets.getByRole('group', { name: label, exact: true })
  }

  /** A value of a facet by its name, which ends with its count: `alice, 3 events`. */
  facetValue(label: string, value: string | RegExp): Locator {
    return this.facet(label).getByRole('checkbox', { name: value })
  }

  /** Leaves only one value in a facet, by pointer, found among all of them by its name. */
  async only(label: string, value: string): Promise<void> {
    const facet = this.facet(label)
    await facet.scrollIntoViewIfNeeded()
    // The values of the filter before may be more, and have a button that those of this one lack.
    await expect(facet.getByRole('list', { name: `Values of ${label}` })).toHaveAttribute(
      'aria-busy',
      'false',
    )
    const more = facet.getByRole('button', { name: `More of ${label}` })
    if (await more.isVisible()) await more.click()
    const find = facet.getByRole('searchbox', { name: `Find ${label}` })
    if (await find.isVisible()) await find.fill(value === 'none' ? '' : value)
    const before = await this.filterTokens.allInnerTexts()
    // Values that arrive meanwhile move what the pointer was on.
    await expect(async () => {
      await this.facetValue(label, value).first().hover({ timeout: 2000 })
      await facet.getByRole('button', { name: `Only ${value}`, exact: true }).click({ timeout: 2000 })
    }).toPass()
    // The values are drawn with them, after the list: until then they are of the filter before, and are not busy.
    await expect.poll(() => this.filterTokens.allInnerTexts()).not.toEqual(before)
  }

  /** Asks from the cell of a row by right click; of one of its values, where there are several. */
  async ask(row: Locator, field: string, ...items: readonly string[]): Promise<void> {
    // Where the value begins: the error code may come after a name.
    await this.cell(row, field).click({ button: 'right', position: { x: 20, y: 16 } })
    for (const item of items) await this.menuItem(item).first().click()
  }

  /** Selects a text by dragging over it. */
  async selectText(text: Locator): Promise<void> {
    const box = await text.boundingBox()
    if (!box) throw new Error('The text has no place.')
    const middle = box.y + box.height / 2
    await this.page.mouse.move(box.x + 1, middle)
    await this.page.mouse.down()
    await this.page.mouse.move(box.x + box.width + 2, middle, { steps: 5 })
    await this.page.mouse.up()
  }

  /** Chooses a time range by typing it. */
  async pickTimeRange(start: string, end: string): Promise<void> {
    await this.timeRange.click()
    const dialog = this.page.getByRole('dialog', { name: 'Time range' })
    await dialog.getByLabel('Type a time range').fill(`${start} to ${end}`)
    await dialog.getByRole('button', { name: 'Apply' }).click()
  }

  /** How many events match, as the title says. */
  async count(): Promise<number> {
    const [, digits = ''] = /\(([\d,]+)\)/.exec((await this.heading.textContent()) ?? '') ?? []
    return Number(digits.replaceAll(',', ''))
  }
}
