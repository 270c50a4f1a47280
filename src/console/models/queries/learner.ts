/** The ID of the user who acts unless another person or role is chosen. */
export const LEARNER = 'user/learner'
