import { readFileSync } from 'node:fs';
import process from 'node:process';

/**
 * Calls back once when whoever started this process is gone, looking every half second: the parent, and its parent, for npm starts
 * scripts through a shell that lives on when npm is killed. Answers with a function that stops looking.
 */
export function watchLaunchers(onGone: () => void): () => void {
  const launchers = launchedBy();
  const timer = setInterval(() => {
    if (launchedBy() === launchers) return;
    clearInterval(timer);
    onGone();
  }, 500);
  timer.unref();
  return () => clearInterval(timer);
}

function launchedBy(): string {
  try {
    const stat = readFileSync(`/proc/${process.ppid}/stat`, 'utf8');
    // Behind the program's name in brackets: the state, then the parent's number.
    return `${process.ppid} ${stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]}`;
  } catch {
    return String(process.ppid);
  }
}
