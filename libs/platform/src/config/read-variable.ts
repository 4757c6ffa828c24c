/** Reads one variable of the environment, or its fallback, and notes what is wrong with it. '' when it is missing or wrong. */
export type Read = (variable: string, fallback: string | null, form: RegExp, advice: string) => string;
