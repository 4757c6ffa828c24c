/** The process as seen by `runApp`; a port, so that signals and a dying parent can be tried without them. */
export interface ProcessHost {
  /** Calls back at SIGINT, SIGTERM, SIGHUP and at errors that nobody caught. Answers with a function that stops listening. */
  onStopSignal(listener: (signal: string, error: unknown) => void): () => void;
  isAlive(pid: number): boolean;
}
