import { writeFileSync } from 'node:fs';
import { relative } from 'node:path';
import process from 'node:process';
import { root } from '../setup/project.mjs';

/** A line per spec file as it ends, and the result in a file for the stage. jest's own reporter ends with the paths of all specs. */
export default class ProgressReporter {
  constructor(_config, { resultFile }) {
    this.resultFile = resultFile;
  }

  onTestResult(_test, result) {
    const file = relative(root, result.testFilePath);
    const tests = result.testResults;
    const failing = tests.filter((test) => test.status === 'failed');
    const broken = result.testExecError !== undefined || failing.length > 0;
    const took = result.perfStats.runtime > 500 ? `, ${(result.perfStats.runtime / 1000).toFixed(1)} s` : '';
    const lines = [`  ${broken ? '✗' : '✓'} ${file} (${tests.length}${took})`];
    lines.push(...failing.map((test) => `      ✗ ${test.fullName}`));
    lines.push(...(result.console ?? []).map(({ message }) => `      ${message}`));
    process.stdout.write(`${lines.join('\n')}\n`);
  }

  onRunComplete(_contexts, results) {
    const { numPassedTests, numPendingTests, numTodoTests, testResults } = results;
    const failures = testResults.flatMap(failuresOf);
    writeFileSync(
      this.resultFile,
      JSON.stringify({ passed: numPassedTests, skipped: numPendingTests + numTodoTests, failures }),
    );
  }
}

/** A spec file that could not be run at all counts as one failure. */
function failuresOf({ testFilePath, testResults, failureMessage, testExecError }) {
  const file = relative(root, testFilePath);
  const tests = testResults.filter((test) => test.status === 'failed');
  if (tests.length === 0 && (testExecError || failureMessage))
    return [`${file}\n${failureMessage ?? testExecError.message}`];
  return tests.map((test) => `${file}: ${test.fullName}\n${test.failureMessages.map(withoutFrames).join('\n')}`);
}

/** Where in our own code it failed; the frames of the test runner tell nothing. */
function withoutFrames(message) {
  const lines = message.split('\n');
  return lines
    .filter((line) => !/^\s+at /.test(line) || (line.includes(root) && !line.includes('node_modules')))
    .join('\n');
}
