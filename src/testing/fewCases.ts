import fc from 'fast-check'

// A change that a test notices once is always noticed.
fc.configureGlobal({ seed: 1, numRuns: 30 })
