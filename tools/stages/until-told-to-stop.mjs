import { readFileSync } from 'node:fs';
import process from 'node:process';

/** Calls `stop` once on Ctrl-C, on `kill`, and when whoever started us is gone (npm killed outright); then ends with the signal's status. */
export function untilToldToStop(stop) {
  let stopping = false;
  const end = (status) => {
    if (stopping) return;
    stopping = true;
    void stop().finally(() => process.exit(status));
  };
  process.on('SIGINT', () => end(130));
  process.on('SIGTERM', () => end(143));
  process.on('SIGHUP', () => end(129));
  const launchers = launchedBy();
  setInterval(() => launchedBy() !== launchers && end(143), 500).unref();
}

/** Our parent and its parent: npm starts scripts through a shell, which lives on when npm is killed. */
function launchedBy() {
  try {
    const stat = readFileSync(`/proc/${process.ppid}/stat`, 'utf8');
    return `${process.ppid} ${stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]}`;
  } catch {
    return String(process.ppid);
  }
}
