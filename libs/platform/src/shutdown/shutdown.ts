import { type Logger } from '../logging/logger.js';

interface Closer {
  readonly name: string;
  readonly close: () => Promise<void> | void;
}

/** What must be closed, in the order it was opened; it is closed in reverse. */
export class Shutdown {
  private readonly closers: Closer[] = [];
  private closing = false;
  private settle: (request: { reason: string; exitStatus: number }) => void = () => undefined;
  /** Resolves at the first request. */
  readonly requested = new Promise<{ reason: string; exitStatus: number }>((resolve) => {
    this.settle = resolve;
  });

  constructor(private readonly logger: Logger) {}

  /** What is added while closing is closed at once. */
  add(name: string, close: () => Promise<void> | void): void {
    if (this.closing) void this.closeOne({ name, close });
    else this.closers.push({ name, close });
  }

  /** Later requests change nothing: a terminal and npm both pass on the same Ctrl-C. */
  request(reason: string, exitStatus = 0): void {
    this.settle({ reason, exitStatus });
  }

  /** Closes all, each whether or not the one before failed. False when something failed or the deadline (ms) passed. */
  async closeAll(deadlineMs: number): Promise<boolean> {
    this.closing = true;
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<false>((resolve) => {
      timer = setTimeout(() => resolve(false), deadlineMs);
    });
    const closed = await Promise.race([this.closeInReverse(), late]);
    clearTimeout(timer);
    if (!closed) this.logger.error('Closing did not end well.', { deadlineMs });
    return closed;
  }

  private async closeInReverse(): Promise<boolean> {
    let well = true;
    for (let next = this.closers.pop(); next !== undefined; next = this.closers.pop()) {
      well = (await this.closeOne(next)) && well;
    }
    return well;
  }

  private async closeOne({ name, close }: Closer): Promise<boolean> {
    try {
      await close();
      this.logger.debug('Closed.', { name });
      return true;
    } catch (error) {
      this.logger.error('Closing failed.', { name, error });
      return false;
    }
  }
}
