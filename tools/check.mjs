// The fast part of `npm test`: format, lint, types and the specs that need no servers, side by side.
import process from 'node:process';
import { endGroups } from './stages/child-group.mjs';
import { jestStage } from './stages/jest-stage.mjs';
import { sum } from './stages/result.mjs';
import { printTotal, runLanes } from './stages/run-stages.mjs';
import { specsByLevel } from './stages/spec-files.mjs';
import { format, lint, types } from './stages/static-stages.mjs';
import { untilToldToStop } from './stages/until-told-to-stop.mjs';

untilToldToStop(endGroups);
const unit = jestStage('unit', specsByLevel([]).unit, { quiet: true });
const total = sum(await runLanes([[lint], [format, types, unit]]));
printTotal(total);
process.exitCode = total.failed > 0 ? 1 : 0;
