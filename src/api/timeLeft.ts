/** How long something takes, in words: `about a minute`, `about 25 minutes`, `about 3 hours`. */
export function timeLeft(seconds: number): string {
  const minutes = Math.ceil(seconds / 60)
  if (minutes < 2) return 'about a minute'
  return minutes < 120 ? `about ${minutes} minutes` : `about ${Math.round(minutes / 60)} hours`
}
