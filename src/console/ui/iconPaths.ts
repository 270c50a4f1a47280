/** The icons of buttons, on a grid of 16 by 16. */
export const ICON_PATHS = {
  copy: 'M5 5h9v9H5zM2 11V2h9',
  check: 'M2.5 8.5l4 4 7-9',
  filter: 'M2 3h12l-4.6 5.6V13L6.6 11V8.6z',
  exclude: 'M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2zM3.8 12.2l8.4-8.4',
  up: 'M3 10.5l5-5 5 5',
  down: 'M3 5.5l5 5 5-5',
  left: 'M10.5 3l-5 5 5 5',
  right: 'M5.5 3l5 5-5 5',
  undo: 'M6 3L2.5 6.5 6 10M3 6.5h6.5a4 4 0 0 1 0 7H6',
  unlock: 'M3.5 7.5h9V14h-9zM5.5 7.5V5a2.5 2.5 0 0 1 5-.3',
  more: 'M3 8h.01M8 8h.01M13 8h.01',
  page: 'M9 2h5v5M14 2L8 8M6.5 3H2v11h11V9.5',
  below: 'M2 2.5h12v11H2zM2 9h12',
  beside: 'M2 2.5h12v11H2zM9 2.5v11',
  cross: 'M3 3l10 10M13 3L3 13',
} as const

export type IconName = keyof typeof ICON_PATHS
