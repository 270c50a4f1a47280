/** The pages of the manual in the order of the navigation: `start` is `src/docs/start.md`. */
export const NAVIGATION: readonly NavigationSection[] = [
  {
    title: 'Use',
    pages: [
      'README',
      'start',
      'hands-on',
      'trails',
      'alarms',
      'filters',
      'console',
      'sql',
      'keyboard',
      'formats',
      's3',
      'integrity',
      'network',
      'scaling',
      'evidence',
      'limits',
      'terms',
    ],
  },
  { title: 'Recipes', pages: ['recipes/README'] },
  { title: 'API', pages: ['api-by-example', 'api', 'lookups'] },
  {
    title: 'How it works',
    pages: ['architecture', 'cloudtrail', 'benchmarks', 'debugging', 'contributing', 'changelog'],
  },
]

export interface NavigationSection {
  readonly title: string
  readonly pages: readonly string[]
}

/** The address of a page: `README` is that of its folder. */
export function addressOf(page: string): string {
  const path = page.replace(/(^|\/)README$/, '$1')
  return `/docs/${path}${path === '' || path.endsWith('/') ? '' : '/'}`
}
