import type { MessageCode } from '#lib/domain';

/** These have a lane of their own and never wait behind a blocked case (decisions 23). */
export const STOP_LANE: readonly MessageCode[] = ['M03', 'M05', 'M29', 'M38', 'M44'];
