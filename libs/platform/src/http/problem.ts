/** One fault in what was sent. `pointer` is a JSON pointer; `message` never holds the value. */
export interface ProblemError {
  readonly pointer: string;
  readonly code: string;
  readonly message: string;
}

/** Body of every 4xx and 5xx (RFC 9457); `code` is the stable name of the problem. */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly code: string;
  readonly errors?: readonly ProblemError[];
  readonly [member: string]: unknown;
}

export interface ProblemInit {
  readonly status: number;
  readonly code: string;
  /** Default: the title of the status. */
  readonly title?: string;
  /** A fixed sentence; never a value that was sent. */
  readonly detail: string;
  readonly errors?: readonly ProblemError[];
  readonly retryAfterSeconds?: number;
  /** Methods that the resource knows, for 405. */
  readonly allow?: readonly string[];
  /** Further members of the body. */
  readonly members?: Readonly<Record<string, unknown>>;
}

/** Thrown by controllers; the bootstrap turns it into the answer. */
export class ProblemException extends Error {
  constructor(readonly problem: ProblemInit) {
    super(`Answering ${problem.status} ${problem.code}.`);
  }
}

const TITLES: Readonly<Record<number, string>> = {
  400: 'The request is not valid',
  401: 'Not authenticated',
  403: 'Not allowed',
  404: 'Not found',
  405: 'Method not allowed',
  408: 'The request took too long',
  409: 'Conflict',
  413: 'The body is too large',
  415: 'Media type not supported',
  429: 'Too many requests',
  431: 'The headers are too large',
  500: 'Something went wrong in the hub',
  503: 'Not available at the moment',
};

export function problemBody(init: ProblemInit): Problem {
  return {
    type: `urn:schakel:problem:${init.code}`,
    title: init.title ?? TITLES[init.status] ?? 'The request failed',
    status: init.status,
    detail: init.detail,
    code: init.code,
    ...(init.errors === undefined ? {} : { errors: init.errors }),
    ...init.members,
  };
}
