export interface CheckResult {
  readonly name: string;
  readonly ok: boolean;
}

type Check = () => Promise<void> | void;

const LONGEST_CHECK_MS = 2000;

/** Named checks of what a process needs to do its work. A check rejects when it fails; its reason goes to nobody outside. */
export class HealthRegistry {
  private readonly checks = new Map<string, Check>();
  private stopping = false;

  add(name: string, check: Check): void {
    this.checks.set(name, check);
  }

  /** From here on the process is not ready, so that no new work is sent to it while it finishes what it has. */
  startStopping(): void {
    this.stopping = true;
  }

  async results(): Promise<readonly CheckResult[]> {
    const checked = await Promise.all(
      [...this.checks].map(async ([name, check]) => ({ name, ok: await passes(check) })),
    );
    return this.stopping ? [...checked, { name: 'stopping', ok: false }] : checked;
  }
}

async function passes(check: Check): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<false>((resolve) => {
    timer = setTimeout(() => resolve(false), LONGEST_CHECK_MS);
  });
  try {
    return await Promise.race([Promise.resolve(check()).then(() => true), late]);
  } catch {
    return false;
  } finally {
    clearTimeout(timer);
  }
}
