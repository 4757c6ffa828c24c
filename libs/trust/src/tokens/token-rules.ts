/** Asymmetric only: whoever knows the public keys must not be able to make a token with them. */
export const ASYMMETRIC: readonly string[] = ['ES256', 'PS256'];
/** Between the clocks of two servers, seconds. */
export const TOLERANCE_S = 5;
