/** What a stage came to: counts, and a readable text for each failure. */
export const passed = (count = 1) => ({ passed: count, failed: 0, skipped: 0, failures: [] });

export const failed = (text) => ({ passed: 0, failed: 1, skipped: 0, failures: [text] });

export function sum(results) {
  return results.reduce(
    (total, result) => ({
      passed: total.passed + result.passed,
      failed: total.failed + result.failed,
      skipped: total.skipped + result.skipped,
      failures: [...total.failures, ...result.failures],
    }),
    passed(0),
  );
}
