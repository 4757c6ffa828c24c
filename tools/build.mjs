// Builds dist/ anew: `npm run build`.
import process from 'node:process';
import { ensureBuild } from './setup/build-dist.mjs';
import { oneAtATime } from './setup/one-at-a-time.mjs';
import { say } from './setup/progress.mjs';

oneAtATime(() => ensureBuild({ force: true })).catch((error) => {
  say(`\nschakel: ${error.message}\n`);
  process.exitCode = 1;
});
