/** What somebody must look at. Books and quarantine are the hub's own matter; the others are about one recipient unit. */
export const ALARM_CODES = [
  /** It has failed several times without an answer, and is tried now and then only. */
  'unreachable',
  /** Something waits for too long, whatever the cause. */
  'waiting-long',
  /** Deliveries that failed for good, and that nobody has dealt with. */
  'dead-letters',
  /** A case has been blocked for too long: its followers wait. */
  'blocked-long',
  /** A removal message has been on hold for too long. */
  'held-long',
  /** Above a cap: nothing but stops goes to it. */
  'paused',
  /** Something is lost or unexplained. */
  'books',
  /** A record was set aside that could not be read or trusted. */
  'quarantine',
] as const;

export type AlarmCode = (typeof ALARM_CODES)[number];

/** `critical`: somebody must look now; `warning`: today. */
export type Severity = 'warning' | 'critical';

export interface Alarm {
  /** The same as long as it stands, and when it comes again: code and recipient. */
  readonly alarmId: string;
  readonly code: AlarmCode;
  readonly severity: Severity;
  /** null: the hub itself. */
  readonly endpoint: string | null;
  readonly unit: string | null;
  /** Since when it is so, RFC 3339; null where that is not known. */
  readonly since: string | null;
  /** Of deliveries, cases, faults or records. */
  readonly count: number;
  /** What to do next. */
  readonly advice: string;
}

const ADVICE: Readonly<Record<AlarmCode, string>> = {
  unreachable:
    'Ask the recipient whether its system is up, and look at its address and certificate. Nothing is lost: it is tried now and then, and drained in order when it answers.',
  'waiting-long':
    'Look whether its adapter runs and reaches it (`schakel recipients`); of a recipient that fetches, whether it still comes to fetch and acknowledges.',
  'dead-letters':
    'See what they have in common (`schakel dead-letters list --groups`), mend the cause, then plan their replay.',
  'blocked-long': 'See which message blocks the case (`schakel blocked list`), then plan to retry, replace or skip it.',
  'held-long':
    'See whether the stop still stands (`schakel case`). When it has ended nothing goes by itself: a plan with --held takes a second person.',
  paused: 'Release or skip what blocks its cases; it goes on by itself below the cap.',
  books: 'Run `schakel balance`: it names the recipient and what does not add up.',
  quarantine:
    'See what was set aside and why (`schakel quarantine list`). What is genuine and can be read by now is read again by a plan; a forged origin is a matter for security.',
};

/** What to do about it, in one or two sentences. */
export function adviceOn(code: AlarmCode): string {
  return ADVICE[code];
}
