/** The one case log that this database belongs to (decisions 2). */
export interface HubLog {
  readonly logId: string;
  /** Fixed for the life of the log. */
  readonly partitions: number;
  /** CREATING until every partition holds its first record and the first activation; an interrupted set-up is completed by the next. */
  readonly state: 'CREATING' | 'READY';
}

export interface HubLogStore {
  read(): Promise<HubLog | null>;
  /** Stores the log when there is none yet; answers with what is stored, which may be another one's. */
  begin(logId: string, partitions: number): Promise<HubLog>;
  /** False when another log is stored. */
  markReady(logId: string): Promise<boolean>;
}
