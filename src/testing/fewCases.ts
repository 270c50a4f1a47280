import fc from 'fast-check'

// A change that a test notices once is noticed every time.
fc.configureGlobal({ seed: 1, numRuns: 30 })
